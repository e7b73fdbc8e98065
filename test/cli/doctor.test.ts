import { describe, expect, it, jest } from "@jest/globals";
import type { CheckName } from "../../cli/doctor/check-result.js";
import { diagnose } from "../../cli/doctor/diagnose.js";
import type { Account, Fault } from "../../emulator/index.js";
import { answerWith, type Answer } from "../support/answering-server.js";
import { makeFolder, onOneLine } from "../support/cli.js";
import {
  ACCOUNT,
  diagnoseWith,
  folderWith,
  NO_OPERATIONS,
  runDoctor,
  surroundings,
  variablesOf,
  WELL,
} from "../support/doctor.js";
import { freePort } from "../support/redis.js";
import { emulate, operationsOf } from "../support/service.js";

// Each run starts a process, which takes seconds on a busy machine.
jest.setTimeout(60_000);

const SESSION = { ...ACCOUNT, securityToken: "CAISxG9wT4bQ2fLz" };

const MINUTE_MS = 60_000;

/** What doctor finds for an endpoint, with credentials in the environment, without starting the command. */
async function diagnoseHere(account: Account, endpoint: string) {
  const environment = { ...surroundings(), ...variablesOf(account) };
  const machine = { nodeVersion: process.version, folder: makeFolder(), environment };
  const checks = await diagnose({ endpoint }, machine);
  for (const value of Object.values(variablesOf(account))) {
    for (const part of [value.slice(0, 5), value.slice(-5)]) expect(JSON.stringify(checks)).not.toContain(part);
  }
  return {
    statuses: Object.fromEntries(checks.map(({ name, status }) => [name, status])),
    said: (name: CheckName) => {
      const { found, cure = "" } = checks.find((check) => check.name === name) ?? { found: "" };
      return `${found} ${cure}`.trim();
    },
  };
}

describe("doctor, if everything is fine,", () => {
  it("reports every check as ok, and neither reads nor writes a number", async () => {
    const emulator = await emulate({ accounts: [ACCOUNT] });
    const { status, statuses, said } = await diagnoseWith(ACCOUNT, { args: ["--endpoint", emulator.endpoint] });
    expect([status, statuses]).toEqual([0, WELL]);
    expect(said("credentials")).toContain(
      "an access key from the environment variable ALIBABA_CLOUD_ACCESS_KEY_ID, accepted by the service",
    );
    expect(said("endpoint")).toContain(`${emulator.endpoint} (--endpoint) answers as the service`);
    expect(said("UpdateConversationalAutomation")).toContain("not refused: the service asks for its parameters");
    expect(operationsOf(emulator).sort()).toEqual(Object.keys(NO_OPERATIONS).sort());
    expect(emulator.requests().map(({ phoneNumber }) => phoneNumber)).toEqual(["", "", ""]);
    expect(emulator.numbers()).toEqual([]);
  });

  it("prints the checks and the verdict, without colors and in 80 columns if there is no terminal", async () => {
    const { endpoint } = await emulate({ accounts: [ACCOUNT] });
    const args = ["--endpoint", endpoint];
    const { status, stdout, stderr } = await runDoctor(args, { environment: variablesOf(ACCOUNT) });
    expect([status, stderr]).toEqual([0, ""]);
    const lines = stdout.split("\n");
    expect(lines[0]).toMatch(/^ok {7}node {28}Node\.js \d+\.\d+\.\d+$/);
    expect(lines.filter((line) => /^\w+ {2}/.test(line)).map((line) => line.split(/ +/, 2).join(" "))).toEqual(
      Object.keys(WELL).map((name) => `ok ${name}`),
    );
    expect(onOneLine(stdout)).toContain(" Everything works here. Next: run this in a project's folder ");
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });
});

describe("doctor's report on the credentials says", () => {
  const notCalled = { ...WELL, endpoint: "unknown", clock: "unknown", ...NO_OPERATIONS };

  it("that there are none", async () => {
    const { endpoint } = await emulate();
    const { status, statuses, said } = await diagnoseWith({}, { args: ["--endpoint", endpoint] });
    expect([status, statuses]).toEqual([1, { ...notCalled, credentials: "problem" }]);
    expect(said("credentials")).toMatch(/^No credentials were found .* Or set cams:accessKey and cams:secretKey with/);
    expect(said("endpoint")).toBe("not checked: fix the credentials first");
  });

  it("that one half of a key pair is missing", async () => {
    const { accessKeyId } = ACCOUNT;
    const emulator = await emulate({ accounts: [ACCOUNT] });
    const { statuses, said } = await diagnoseWith({ accessKeyId }, { args: ["--endpoint", emulator.endpoint] });
    expect(statuses).toEqual({ ...notCalled, credentials: "problem" });
    expect(said("credentials")).toContain(
      "ALIBABA_CLOUD_ACCESS_KEY_ID is set, but ALIBABA_CLOUD_ACCESS_KEY_SECRET is not. Set both",
    );
    expect(emulator.requests()).toEqual([]);
  });

  it("that a profile does not exist", async () => {
    const args = ["--endpoint", (await emulate()).endpoint, "--profile", "support"];
    const { statuses, said } = await diagnoseWith({}, { args });
    expect(statuses).toEqual({ ...notCalled, credentials: "problem" });
    expect(said("credentials")).toMatch(/^There is no profile "support": .*\. The profile is named by --profile\./);
  });

  it.each<[string, Account, Account, string, string]>([
    [
      "a wrong secret",
      { ...ACCOUNT, accessKeySecret: "x9Kd5pWn3rTv7qZs" },
      ACCOUNT,
      "SignatureDoesNotMatch (HTTP 400",
      "The access key secret does not belong to the access key id.",
    ],
    [
      "an unknown key",
      { ...ACCOUNT, accessKeyId: "LTAI4hB6yNj2sMcW" },
      ACCOUNT,
      "InvalidAccessKeyId.NotFound: Specified access key is not found (HTTP 404",
      "Check it in the RAM console",
    ],
    [
      "a disabled key",
      ACCOUNT,
      { ...ACCOUNT, disabled: true },
      "InvalidAccessKeyId.Inactive: Specified access key is disabled (HTTP 400",
      "Check it in the RAM console",
    ],
    [
      "an expired session",
      SESSION,
      { ...SESSION, expiration: 0 },
      "InvalidSecurityToken.Expired",
      "The security token has expired. Get a new session",
    ],
    ["a session without its token", ACCOUNT, SESSION, "MissingSecurityToken", "Set all three values of one session"],
  ])("that the service rejects %s", async (_name, given, account, answer, cure) => {
    const { endpoint } = await emulate({ accounts: [account] });
    const { statuses, said } = await diagnoseHere(given, endpoint);
    expect(statuses).toEqual({ ...WELL, credentials: "problem", ...NO_OPERATIONS });
    expect(said("credentials")).toContain(`ALIBABA_CLOUD_ACCESS_KEY_ID: ${answer}`);
    expect(said("credentials")).toContain(cure);
    expect(said("UpdateConversationalAutomation")).toBe("not checked: fix the credentials first");
  });

  it("that the account has not activated the service", async () => {
    const emulator = await emulate({ accounts: [ACCOUNT] });
    emulator.fail({ fault: "error", status: 400, code: "Product.Unsubscript" });
    const { statuses, said } = await diagnoseHere(ACCOUNT, emulator.endpoint);
    expect(statuses).toEqual({ ...WELL, credentials: "problem", ...NO_OPERATIONS });
    expect(said("credentials")).toContain("The account has not activated Chat App Message Service.");
  });

  it("which source of the default chain provided them", async () => {
    const { accessKeyId, accessKeySecret } = ACCOUNT;
    const profile = { name: "a", mode: "AK", access_key_id: accessKeyId, access_key_secret: accessKeySecret };
    const folder = folderWith({ ".aliyun/config.json": JSON.stringify({ current: "a", profiles: [profile] }) });
    const { endpoint } = await emulate({ accounts: [ACCOUNT] });
    const { statuses, said } = await diagnoseWith({}, { args: ["--endpoint", endpoint], folder });
    expect(statuses).toEqual(WELL);
    expect(said("credentials")).toContain("Alibaba Cloud's default credential chain, ~/.aliyun/config.json, accepted");
  });
});

describe("doctor's report on the permissions says", () => {
  it.each<[string, Fault]>([
    ["NoPermission", { fault: "no-permission" }],
    ["Ram.PermissionDeny", { fault: "ram-permission-deny" }],
    ["Authentication.NoAuth", { fault: "failure" }],
    ["Forbidden.RAM", { fault: "error", status: 403, code: "Forbidden.RAM" }],
  ])("which RAM action is missing, if the service answers %s", async (code, fault) => {
    const operation = "UpdateConversationalAutomation";
    const emulator = await emulate({ accounts: [ACCOUNT] });
    emulator.fail({ ...fault, operation });
    const { statuses, said } = await diagnoseHere(ACCOUNT, emulator.endpoint);
    expect(statuses).toEqual({ ...WELL, [operation]: "problem" });
    expect(said(operation)).toContain(code);
    expect(said(operation)).toContain(`Grant the RAM action cams:${operation} on the resource *.`);
  });

  it("that reads are not allowed, and still checks the other operations", async () => {
    const emulator = await emulate({ accounts: [ACCOUNT] });
    emulator.fail({ fault: "no-permission", operation: "GetConversationalAutomation" });
    const { statuses } = await diagnoseHere(ACCOUNT, emulator.endpoint);
    expect(statuses).toEqual({ ...WELL, GetConversationalAutomation: "problem" });
    expect(emulator.requests()).toHaveLength(3);
  });

  it("that listing numbers is not allowed, which is not a problem", async () => {
    const emulator = await emulate({ accounts: [ACCOUNT] });
    emulator.fail({ fault: "no-permission", operation: "QueryChatappPhoneNumbers" });
    const { statuses, said } = await diagnoseHere(ACCOUNT, emulator.endpoint);
    expect(statuses).toEqual(WELL);
    expect(said("QueryChatappPhoneNumbers")).toMatch(
      /^not allowed; needed to list numbers, not to manage them: NoPerm/,
    );
    expect(said("QueryChatappPhoneNumbers")).toContain("Grant the RAM action cams:QueryChatappPhoneNumbers on");
  });
});

describe("doctor's report on the clock says", () => {
  it.each([
    [20, "20 minutes behind the service: InvalidTimeStamp.Expired: "],
    [-20, "20 minutes ahead of the service: InvalidTimeStamp.Expired: "],
    [-180, "3 hours ahead of the service: InvalidTimeStamp.Expired: "],
    [60 * 24 * 365, "365 days behind the service: InvalidTimeStamp.Expired: "],
  ])("how far off it is: %i minutes", async (minutes, answer) => {
    const emulator = await emulate({ accounts: [ACCOUNT], now: () => Date.now() + minutes * MINUTE_MS });
    const { statuses, said } = await diagnoseHere(ACCOUNT, emulator.endpoint);
    expect(statuses).toEqual({ ...WELL, clock: "problem", ...NO_OPERATIONS });
    expect(said("clock")).toContain(answer);
    expect(said("clock")).toContain("Correct it.");
    expect(said("credentials")).not.toContain("accepted");
  });

  it("that it is off, even if the service complains about an unknown key", async () => {
    const emulator = await emulate({ now: () => Date.now() + 20 * MINUTE_MS });
    const { statuses, said } = await diagnoseHere(ACCOUNT, emulator.endpoint);
    expect(statuses).toEqual({ ...WELL, credentials: "problem", clock: "problem", ...NO_OPERATIONS });
    expect(said("clock")).toMatch(/^20 minutes behind the service\. /);
  });

  it("that it is slightly off, which is not a problem", async () => {
    const emulator = await emulate({ accounts: [ACCOUNT], now: () => Date.now() - 5 * MINUTE_MS });
    const { statuses, said } = await diagnoseHere(ACCOUNT, emulator.endpoint);
    expect(statuses).toEqual(WELL);
    expect(said("clock")).toContain("5 minutes ahead of the service, which accepts it");
  });
});

describe("doctor's report on the endpoint says", () => {
  const unreached = { ...WELL, endpoint: "problem", clock: "unknown", ...NO_OPERATIONS };

  it("that nothing listens there", async () => {
    const endpoint = `127.0.0.1:${await freePort()}`;
    const { statuses, said } = await diagnoseHere(ACCOUNT, endpoint);
    expect(statuses).toEqual(unreached);
    expect(said("endpoint")).toContain(`${endpoint} (--endpoint): ECONNREFUSED.`);
    expect(said("endpoint")).toContain(`Nothing listens at ${endpoint}. Check --endpoint;`);
  });

  it("that its host does not exist", async () => {
    const { statuses, said } = await diagnoseHere(ACCOUNT, "cams.invalid");
    expect(statuses).toEqual(unreached);
    expect(said("endpoint")).toMatch(/^cams\.invalid \(--endpoint\): (ENOTFOUND|EAI_AGAIN)\./);
  });

  it.each<[string, Answer]>([
    ["HTML", { headers: { "content-type": "text/html" }, body: "<html><h1>Sign in</h1></html>" }],
    ["an error in HTML", { status: 403, headers: { "content-type": "text/html" }, body: "<html>Blocked</html>" }],
    ["JSON of its own", { status: 401, body: { error: "Sign in." } }],
    ["JSON with a code of its own", { status: 403, body: { Code: "AccessDenied", Message: "Blocked." } }],
  ])("that a proxy in between answers %s", async (_name, answer) => {
    const { endpoint } = await answerWith(answer);
    const { statuses, said } = await diagnoseHere(ACCOUNT, endpoint);
    expect(statuses).toEqual(unreached);
    expect(said("endpoint")).toContain(
      `What answered at ${endpoint} is not the service. A proxy or a login page may be in between. Check --endpoint.`,
    );
  });
});

describe("the command line of doctor", () => {
  it.each(["http://cams.example.com", "127.0.0.1:1/path", "two words"])("rejects the endpoint %j", async (endpoint) => {
    await expect(diagnoseHere(ACCOUNT, endpoint)).rejects.toMatchObject({
      name: "UsageError",
      message: expect.stringMatching(/^--endpoint: Expected (HTTPS|a host)/),
    });
  });

  it("rejects --stack outside of a project", async () => {
    const outcome = await runDoctor(["--stack", "dev"]);
    expect(outcome).toMatchObject({ status: 2, stdout: "", stderr: expect.stringContaining("--stack") });
  });

  it("rejects --space with what is no id of a space", async () => {
    const outcome = await runDoctor(["--space", "cams 1"]);
    expect(outcome).toMatchObject({
      status: 2,
      stdout: "",
      stderr: expect.stringContaining('--space "cams 1": Expected'),
    });
  });
});
