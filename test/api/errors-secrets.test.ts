import { inspect } from "node:util";
import { describe, expect, it } from "@jest/globals";
import { FAULT_NAMES, type FaultName } from "../../emulator/index.js";
import { createClient, type CamsError, type Settings } from "../../api/index.js";
import { answerWith } from "../support/answering-server.js";
import { clientOf, emulate, failureOf, NUMBER } from "../support/service.js";
import { SkippingClock } from "../support/skipping-clock.js";

const account = {
  accessKeyId: "planted-key-id",
  accessKeySecret: "planted-key-secret",
  securityToken: "planted+token/with=signs",
};

const settings: Settings = {
  enableWelcomeMessage: true,
  prompts: ['plantedPrompt with "quotes"', "plantedPrompt's (second) one!"],
  commands: [{ commandName: "plantedName", commandDescription: "plantedDescription 百分之百 & more" }],
};

/** Everything about an error that can end up in a log, also with its encoding undone. */
function everythingOf(error: CamsError): string {
  const views = [
    error.message,
    error.stack ?? "",
    String(error),
    JSON.stringify(error),
    JSON.stringify(error, Object.getOwnPropertyNames(error)),
    inspect(error, { showHidden: true, depth: Infinity, getters: true }),
  ];
  const text = views.join("\n");
  return [text, unescapeUri(text), unescapeUri(unescapeUri(text))].join("\n");
}

function unescapeUri(text: string): string {
  return text.replace(/(?:%[0-9A-F]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
}

const SECRET = /planted(?:Prompt|Name|Description|-key-secret|\+token)|百分|ACS3-HMAC/;

function expectNoSecret(error: CamsError): void {
  expect(error.name).toBe("CamsError");
  expect(SECRET.exec(everythingOf(error))?.[0]).toBeUndefined();
}

/** Everything that was sent, in the forms in which a service might echo it. */
function echoOf(query: URLSearchParams): string {
  const lists = [...query.values()];
  const encoded = [...query.entries()].map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return [...lists, ...encoded, ...encoded.map(encodeURIComponent), account.accessKeySecret].join(" ; ").slice(0, 2000);
}

describe("an error shows no setting and no credential", () => {
  it.each(FAULT_NAMES.filter((name) => name !== "key-case"))("for the fault %s", async (fault: FaultName) => {
    const emulator = await emulate({ accounts: [account] });
    const more = fault === "error" ? { status: 400, code: "InvalidCommands", message: JSON.stringify(settings) } : {};
    const failure = fault === "failure" ? { code: "InvalidPrompts", message: JSON.stringify(settings.prompts) } : {};
    emulator.fail({ fault, times: 100, ...more, ...failure });
    const quick = { attemptTimeoutSeconds: 0.2, retryTimeoutSeconds: 0.2 };
    const client = clientOf(emulator, { credentials: account, ...quick });
    expectNoSecret(await failureOf(client.updateConversationalAutomation(NUMBER, settings)));
  });

  it.each<[string, { accessKeySecret?: string; securityToken?: string; accessKeyId?: string }]>([
    [
      "a signature mismatch, which the service answers with the whole request",
      { accessKeySecret: "planted-key-secret-2" },
    ],
    ["another session's token", { securityToken: "planted+token-2" }],
    ["an unknown access key", { accessKeyId: "unknown" }],
  ])("for %s", async (_name, mistake) => {
    const emulator = await emulate({ accounts: [account] });
    const client = clientOf(emulator, { credentials: { ...account, ...mistake } });
    const error = await failureOf(client.updateConversationalAutomation(NUMBER, settings));
    expect(emulator.requests()).toHaveLength(1);
    expectNoSecret(error);
  });

  it("for an endpoint where nothing listens", async () => {
    const emulator = await emulate({ accounts: [account] });
    await emulator.close();
    const client = clientOf(emulator, { credentials: account, retryTimeoutSeconds: 0.2 });
    expectNoSecret(await failureOf(client.updateConversationalAutomation(NUMBER, settings)));
  });

  it.each(["InvalidPrompts", "InternalError"])(
    "for an answer with the code %s that echoes the whole request",
    async (Code) => {
      const recorder = await answerWith({ body: { Code: "OK", RequestId: "R-1" } });
      const options = { credentials: account, retryTimeoutSeconds: 0.2 };
      const clock = new SkippingClock();
      await createClient({ ...options, endpoint: recorder.endpoint }).updateConversationalAutomation(NUMBER, settings);
      const echo = echoOf(recorder.asked[0]?.query ?? new URLSearchParams());
      for (const part of echo.split(" ; ")) {
        const server = await answerWith({ status: 400, body: { Code, Message: part, RequestId: "R-2" } });
        const client = createClient({ ...options, endpoint: server.endpoint }, { clock });
        expectNoSecret(await failureOf(client.updateConversationalAutomation(NUMBER, settings)));
      }
    },
  );

  it("for an answer with a setting in its code and request id", async () => {
    const prompt = settings.prompts[0];
    const server = await answerWith({ status: 400, body: { Code: prompt, Message: prompt, RequestId: prompt } });
    const client = createClient({ credentials: account, endpoint: server.endpoint });
    expectNoSecret(await failureOf(client.updateConversationalAutomation(NUMBER, settings)));
  });

  it("for an answer that echoes the settings and is not the service's", async () => {
    const server = await answerWith({ status: 403, body: `<html>blocked: ${JSON.stringify(settings)}</html>` });
    const client = createClient({ credentials: account, endpoint: server.endpoint });
    expectNoSecret(await failureOf(client.updateConversationalAutomation(NUMBER, settings)));
  });
});

describe("a text from the service", () => {
  it("cannot add lines or control characters to a log, whichever field it is in", async () => {
    const nasty = "one\r\n\u001b[31mtwo";
    const server = await answerWith({ status: 400, body: { Code: nasty, Message: nasty, RequestId: nasty } });
    const client = createClient({ credentials: account, endpoint: server.endpoint });
    const { message } = await failureOf(client.getConversationalAutomation(NUMBER));
    expect(message).not.toMatch(/\p{Cc}/u);
  });
});
