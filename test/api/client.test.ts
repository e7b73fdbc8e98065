import { describe, expect, it, jest } from "@jest/globals";
import { createClient, type Settings } from "../../api/index.js";
import { answerWith, OK } from "../support/answering-server.js";
import { moveHome } from "../support/home.js";
import { until } from "../support/until.js";
import { clientOf, emulate, EMPTY, failureOf, NUMBER, operationsOf, SETTINGS } from "../support/service.js";

const credentials = { accessKeyId: "some-id", accessKeySecret: "some-secret" };

describe("a write", () => {
  it("replaces all three settings, keeps their order, and returns the request id", async () => {
    const emulator = await emulate({ numbers: [{ ...NUMBER, prompts: ["old"], enableWelcomeMessage: true }] });
    const client = clientOf(emulator);
    expect(await client.updateConversationalAutomation(NUMBER, SETTINGS)).toMatch(/^[0-9A-F-]{36}$/);
    expect(emulator.numbers()).toEqual([{ ...NUMBER, ...SETTINGS }]);
    await client.updateConversationalAutomation(NUMBER, EMPTY);
    expect(emulator.numbers()).toEqual([{ ...NUMBER, ...EMPTY }]);
  });

  it.each<[string, Settings]>([
    ["full", SETTINGS],
    ["empty", EMPTY],
  ])("sends all three settings when they are %s", async (_name, settings) => {
    const server = await answerWith({ body: OK });
    const client = createClient({ credentials, endpoint: server.endpoint });
    expect(await client.updateConversationalAutomation(NUMBER, settings)).toBe("R-1");
    expect(Object.fromEntries(server.asked[0]?.query ?? [])).toEqual({
      CustSpaceId: "cams-1",
      PhoneNumber: "8613000000000",
      EnableWelcomeMessage: String(settings.enableWelcomeMessage),
      Prompts: JSON.stringify(settings.prompts),
      Commands: JSON.stringify(
        settings.commands.map(({ commandName, commandDescription }) => ({
          CommandName: commandName,
          CommandDescription: commandDescription,
        })),
      ),
    });
  });

  it("names the operation, its version and this package in the headers, but never the secret", async () => {
    const server = await answerWith({ body: OK });
    const client = createClient({
      credentials: { ...credentials, securityToken: "some-token" },
      endpoint: server.endpoint,
    });
    await client.updateConversationalAutomation(NUMBER, EMPTY);
    const headers = server.asked[0]?.headers;
    expect(headers).toMatchObject({
      "x-acs-action": "UpdateConversationalAutomation",
      "x-acs-version": "2020-06-06",
      "x-acs-security-token": "some-token",
      "user-agent": expect.stringMatching(/pulumi-cams\/\d+\.\d+\.\d+/) as unknown,
    });
    expect(JSON.stringify(headers)).not.toContain("some-secret");
  });

  it("accepts settings of the maximum size in the characters that take the most space", async () => {
    const emulator = await emulate({ behaviour: { strictLimits: true } });
    const settings: Settings = {
      enableWelcomeMessage: true,
      prompts: Array.from({ length: 4 }, () => "文".repeat(80)),
      commands: Array.from({ length: 30 }, (_, index) => ({
        commandName: `c${index}`.padEnd(32, "_"),
        commandDescription: "文".repeat(256),
      })),
    };
    await clientOf(emulator).updateConversationalAutomation(NUMBER, settings);
    expect(emulator.numbers()).toEqual([{ ...NUMBER, ...settings }]);
  });
});

describe("a read", () => {
  it("returns what was written", async () => {
    const emulator = await emulate({ numbers: [{ ...NUMBER, ...SETTINGS }] });
    expect(await clientOf(emulator).getConversationalAutomation(NUMBER)).toEqual(SETTINGS);
    expect(emulator.requests()).toMatchObject([{ ...NUMBER, operation: "GetConversationalAutomation", status: 200 }]);
  });

  it.each(["absent", "null", "empty"] as const)("treats settings that are %s as empty", async (unsetSettings) => {
    const emulator = await emulate({ behaviour: { unsetSettings } });
    expect(await clientOf(emulator).getConversationalAutomation(NUMBER)).toEqual(EMPTY);
  });

  it("treats settings without any field as empty, as Meta leaves out what is not set", async () => {
    const { endpoint } = await answerWith({ body: { ...OK, Data: {} } });
    expect(await createClient({ credentials, endpoint }).getConversationalAutomation(NUMBER)).toEqual(EMPTY);
  });

  it("takes a description that is absent as empty, since Alibaba calls it optional", async () => {
    const { endpoint } = await answerWith({ body: { ...OK, Data: { Commands: [{ CommandName: "order" }] } } });
    expect(await createClient({ credentials, endpoint }).getConversationalAutomation(NUMBER)).toEqual({
      ...EMPTY,
      commands: [{ commandName: "order", commandDescription: "" }],
    });
  });

  it("never mistakes keys in lower camel case for empty settings", async () => {
    const emulator = await emulate({ numbers: [{ ...NUMBER, ...SETTINGS }] });
    emulator.fail({ fault: "key-case" });
    const result = await clientOf(emulator)
      .getConversationalAutomation(NUMBER)
      .catch((error: unknown) => error);
    expect(result).not.toEqual(EMPTY);
  });

  it("fails for a number that the service does not know", async () => {
    const emulator = await emulate({ behaviour: { unknownNumbers: "reject" } });
    const error = await failureOf(clientOf(emulator).getConversationalAutomation(NUMBER));
    expect(error).toMatchObject({ kind: "phone-number", code: "InvalidParameter.PhoneNumberError", statusCode: 200 });
    expect(emulator.requests()).toHaveLength(1);
  });

  it("fails for a number that the service rejects with HTTP status 400", async () => {
    const emulator = await emulate({ behaviour: { unknownNumbers: "reject", businessErrors: "bad-request" } });
    const error = await failureOf(clientOf(emulator).getConversationalAutomation(NUMBER));
    expect(error).toMatchObject({ kind: "phone-number", statusCode: 400 });
  });
});

describe("an answer in an unknown form", () => {
  it.each([
    {},
    { Data: null },
    { Data: [] },
    { Data: { Prompts: '["Hello"]' } },
    { Data: { Prompts: [1] } },
    { Data: { EnableWelcomeMessage: "true" } },
    { Data: { Commands: [{ Name: "order" }] } },
    { Data: { Commands: ["order"] } },
    { Data: { Commands: [null] } },
  ])("is refused, not mistaken for empty settings: %j", async (body) => {
    const { endpoint } = await answerWith({ body: { Code: "OK", RequestId: "R-1", ...body } });
    const client = createClient({ endpoint, credentials: { accessKeyId: "id", accessKeySecret: "secret" } });
    const error = await failureOf(client.getConversationalAutomation(NUMBER));
    expect(error).toMatchObject({ kind: "unreadable", requestId: "R-1" });
    expect(error.message).toContain("cams-1/8613000000000");
  });

  it.each([
    { PhoneNumbers: {} },
    { PhoneNumbers: [{}] },
    { PhoneNumbers: [null] },
    { PhoneNumbers: ["8613000000000"] },
  ])("is refused, not mistaken for a space without numbers: %j", async (body) => {
    const { endpoint } = await answerWith({ body: { Code: "OK", ...body } });
    const client = createClient({ endpoint, credentials: { accessKeyId: "id", accessKeySecret: "secret" } });
    expect(await failureOf(client.queryChatappPhoneNumbers())).toMatchObject({
      kind: "unreadable",
      operation: "QueryChatappPhoneNumbers",
      answer: "unexpected answer.",
    });
  });
});

describe("a list of numbers", () => {
  const other = { custSpaceId: "cams-2", phoneNumber: "8613000000001" };

  it("covers one space or the whole account", async () => {
    const emulator = await emulate({ numbers: [NUMBER, other] });
    const client = clientOf(emulator);
    const listed = { status: "CONNECTED", verifiedName: "Example", qualityRating: "GREEN" };
    expect(await client.queryChatappPhoneNumbers("cams-1")).toEqual([{ phoneNumber: "8613000000000", ...listed }]);
    expect(await client.queryChatappPhoneNumbers()).toHaveLength(2);
    expect(emulator.requests().map(({ custSpaceId }) => custSpaceId)).toEqual(["cams-1", ""]);
  });

  it("is asked for without a space, not with an empty one, when the whole account is meant", async () => {
    const server = await answerWith({ body: OK });
    await createClient({ credentials, endpoint: server.endpoint }).queryChatappPhoneNumbers();
    expect(server.asked.map(({ query }) => [...query])).toEqual([[]]);
  });

  it.each(["empty", "absent"] as const)("is empty when the service's list is %s", async (emptyList) => {
    const emulator = await emulate({ behaviour: { emptyList } });
    expect(await clientOf(emulator).queryChatappPhoneNumbers("cams-1")).toEqual([]);
  });

  it("omits the fields that the service omits", async () => {
    const server = await answerWith({
      body: { ...OK, PhoneNumbers: [{ PhoneNumber: "8613000000000", Status: null }] },
    });
    const client = createClient({ credentials, endpoint: server.endpoint });
    expect(await client.queryChatappPhoneNumbers()).toStrictEqual([{ phoneNumber: "8613000000000" }]);
  });

  it("fails for a space of another account", async () => {
    const account = { accessKeyId: "some-id", accessKeySecret: "some-secret", spaces: ["cams-2"] };
    const emulator = await emulate({ accounts: [account] });
    const error = await failureOf(clientOf(emulator).queryChatappPhoneNumbers("cams-1"));
    expect(error).toMatchObject({ kind: "space", code: "Unknown.ResourceOwnerId" });
  });
});

describe("an answer", () => {
  it.each([
    ["another code", { ...OK, Code: "Whatever" }],
    ["Success: false", { ...OK, Success: false }],
  ])("with %s is not a success, even with HTTP status 200", async (_name, body) => {
    const server = await answerWith({ body });
    const client = createClient({ credentials, endpoint: server.endpoint });
    const error = await failureOf(client.updateConversationalAutomation(NUMBER, EMPTY));
    expect(error).toMatchObject({ kind: "rejected", statusCode: 200 });
    expect(server.asked).toHaveLength(1);
  });

  it("without a request id counts as a success", async () => {
    const { endpoint } = await answerWith({ body: { Code: "OK" } });
    expect(await createClient({ credentials, endpoint }).updateConversationalAutomation(NUMBER, EMPTY)).toBe("");
  });

  it.each([
    ["without the field Success", { Code: "OK", RequestId: "R-2" }],
    ["with keys in lower camel case", { code: "OK", requestId: "R-2", success: true }],
  ])("%s can be a success", async (_name, body) => {
    const server = await answerWith({ body });
    const client = createClient({ credentials, endpoint: server.endpoint });
    expect(await client.updateConversationalAutomation(NUMBER, EMPTY)).toBe("R-2");
  });

  it("that redirects is never a success, whatever its body says", async () => {
    const server = await answerWith({ status: 302, body: OK }, { body: { ...OK, RequestId: "R-2" } });
    const client = createClient({ credentials, endpoint: server.endpoint }, { random: () => 0 });
    expect(await client.updateConversationalAutomation(NUMBER, EMPTY)).toBe("R-2");
  });
});

describe("a client", () => {
  it.each([{ maxInFlight: 0 }, { maxInFlight: 1.5 }, { retryTimeoutSeconds: NaN }, { attemptTimeoutSeconds: 0 }])(
    "refuses options with which a call might never end: %j",
    (options) => {
      expect(() => createClient(options)).toThrow(/: Expected a (whole )?number from /);
    },
  );

  it.each([
    [{ maxInFlight: 1001 }, "maxInFlight: Expected a whole number from 1 to 1000"],
    [{ retryTimeoutSeconds: 86_400.1 }, "retryTimeoutSeconds: Expected a number from 0.1 to 86400"],
    [{ attemptTimeoutSeconds: 600.1 }, "attemptTimeoutSeconds: Expected a number from 0.1 to 600"],
  ])("refuses what is beyond the range of an option: %j", (options, message) => {
    expect(() => createClient(options)).toThrow(message);
    expect(() =>
      createClient({ maxInFlight: 1000, retryTimeoutSeconds: 86_400, attemptTimeoutSeconds: 600 }),
    ).not.toThrow();
  });

  it("uses Alibaba Cloud's default chain unless it is given credentials", async () => {
    moveHome();
    const failure = await failureOf(createClient().getConversationalAutomation(NUMBER));
    expect(failure.message).toContain("No credentials were found in the configuration, the environment or a profile.");
  });

  it.each([
    [{ profile: "third" }, 'The profile is named by the profile "third".'],
    [{ ecsRoleName: "worker" }, 'The ECS role "worker" from the program gave no credentials.'],
  ])("says where its credentials come from even if it was not told: %j", async (given, sentence) => {
    moveHome();
    const failure = await failureOf(createClient({ credentials: given }).getConversationalAutomation(NUMBER));
    expect(failure.message).toContain(sentence);
  });

  it("ends an error with the caller's advice, if there is any", async () => {
    const refuse = () => answerWith({ status: 400, body: { Code: "Whatever" } });
    const adviceFrom = async (advise: () => string | undefined) => {
      const client = createClient({ credentials, endpoint: (await refuse()).endpoint }, { advise });
      return (await failureOf(client.getConversationalAutomation(NUMBER))).advice;
    };
    const advice = "The service refused the request. Retrying will not help.";
    expect(await adviceFrom(() => "Ask Bob.")).toBe(`${advice} Ask Bob.`);
    expect(await adviceFrom(() => undefined)).toBe(advice);
  });

  it("warns the process of what a person should know although no call failed", async () => {
    const warn = jest.spyOn(process, "emitWarning").mockImplementation(() => undefined);
    const canceling = new AbortController();
    const { endpoint } = await answerWith({ body: OK });
    const client = createClient(
      { credentials, endpoint, redisUrl: "redis://127.0.0.1:1" },
      { signal: canceling.signal },
    );
    const call = failureOf(client.queryChatappPhoneNumbers());
    await until(() => warn.mock.calls.length > 0);
    canceling.abort();
    await call;
    expect(warn.mock.calls).toEqual([[expect.stringMatching(/^Redis at 127\.0\.0\.1:1 cannot be used /)]]);
    warn.mockRestore();
  });

  it("refuses an invalid endpoint", () => {
    expect(() => createClient({ credentials, endpoint: "http://example.com" })).toThrow("Expected HTTPS");
  });

  it("makes no call when it is created", async () => {
    const emulator = await emulate();
    clientOf(emulator);
    expect(operationsOf(emulator)).toEqual([]);
  });
});
