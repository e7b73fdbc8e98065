import { describe, expect, it } from "@jest/globals";
import type { Emulator } from "../../../emulator/index.js";
import type { Received } from "../http.js";
import { GET, NUMBER, QUERY, UPDATE, call } from "../signed-call.js";
import type { CallOptions } from "../signed-call.js";
import { withEmulator } from "../running.js";

const NOW = Date.UTC(2026, 10, 22);
const date = new Date(NOW);
const STS = { accessKeyId: "sts", accessKeySecret: "s", securityToken: "token" };
const EXPIRED = { accessKeyId: "expired", accessKeySecret: "s", securityToken: "token", expiration: NOW };
const OWNER = { accessKeyId: "owner", accessKeySecret: "s", spaces: ["mine"] };
const DISABLED = { accessKeyId: "disabled", accessKeySecret: "s", disabled: true };

const emulator = withEmulator(() => ({
  now: () => NOW,
  accounts: [{ accessKeyId: "emulator-key-id", accessKeySecret: "emulator-key-secret" }, STS, EXPIRED, OWNER, DISABLED],
}));

function make(
  action = UPDATE,
  parameters: Record<string, string> = NUMBER,
  options: CallOptions = {},
): Promise<Received> {
  return call(emulator().endpoint, action, parameters, { date, ...options });
}

function outcome({ status, json }: Received): unknown[] {
  return [status, json["Code"], json["Message"]];
}

/** Replaces headers after signing. Breaking several shows which check comes first. */
function spoil(headers: Record<string, string>): CallOptions {
  return { tamper: (sent) => Object.assign(sent.headers, headers) };
}

const HASH = "0".repeat(64);
const WRONG = `ACS3-HMAC-SHA256 Credential=emulator-key-id,SignedHeaders=host,Signature=${HASH}`;

describe("the order of the gateway's checks", () => {
  it.each<[string, CallOptions, string, unknown[]]>([
    [
      "operation",
      spoil({ "x-acs-version": "1", authorization: "x" }),
      "Nothing",
      [404, "InvalidAction.NotFound", "Specified api is not found, please check your url and method."],
    ],
    [
      "version",
      spoil({ "x-acs-version": "1", authorization: "x" }),
      UPDATE,
      [400, "InvalidVersion", "Specified parameter Version is not valid."],
    ],
    [
      "authorization",
      spoil({ authorization: "x", "x-acs-date": "x" }),
      UPDATE,
      [400, "IncompleteSignature", "The request signature does not conform to Aliyun standards."],
    ],
    [
      "access key",
      { accessKeyId: "unknown", ...spoil({ "x-acs-date": "x" }) },
      UPDATE,
      [404, "InvalidAccessKeyId.NotFound", "Specified access key is not found."],
    ],
    [
      "state of the access key",
      { ...DISABLED, ...spoil({ "x-acs-date": "x" }) },
      UPDATE,
      [400, "InvalidAccessKeyId.Inactive", "Specified access key is disabled."],
    ],
    [
      "format of the date",
      spoil({ authorization: WRONG, "x-acs-date": "x" }),
      UPDATE,
      [400, "InvalidTimeStamp.Format", "Specified time stamp or date value is not well formatted."],
    ],
    [
      "date",
      { date: new Date(0), ...spoil({ authorization: WRONG }) },
      UPDATE,
      [400, "InvalidTimeStamp.Expired", "Specified time stamp or date value is expired."],
    ],
    [
      "presence of the token",
      { accessKeyId: "sts" },
      UPDATE,
      [400, "MissingSecurityToken", "SecurityToken is mandatory for this action."],
    ],
    [
      "token against the access key",
      { ...STS, securityToken: "other" },
      UPDATE,
      [400, "InvalidSecurityToken.MismatchWithAccessKey", "Specified SecurityToken mismatch with the AccessKey."],
    ],
    [
      "expiration of the token",
      EXPIRED,
      UPDATE,
      [400, "InvalidSecurityToken.Expired", "Specified SecurityToken is expired."],
    ],
  ])("checks the %s", async (_, options, action, expected) => {
    expect(outcome(await make(action, {}, options))).toEqual(expected);
  });

  it("refuses a wrong signature before a used nonce, and shows what it expected to be signed", async () => {
    await make(UPDATE, NUMBER, { nonce: "n" });
    const { json } = await make(UPDATE, NUMBER, { nonce: "n", accessKeySecret: "wrong" });
    expect(json["Code"]).toBe("SignatureDoesNotMatch");
    expect(json["Message"]).toMatch(
      /^Specified signature does not match our calculation\. server StringToSign is \[ACS3-HMAC-SHA256\n[0-9a-f]{64}\] server CanonicalRequest is \[POST\n\/\nCustSpaceId=cams-1&/,
    );
  });

  it("refuses a used nonce before it counts the call", async () => {
    for (let index = 0; index < 5; index += 1) await make(UPDATE, NUMBER, { nonce: `n${index}` });
    const used = await make(UPDATE, NUMBER, { nonce: "n0" });
    expect(outcome(used)).toEqual([400, "SignatureNonceUsed", "Specified signature nonce was used already."]);
  });

  it("counts a call before it checks permissions and parameters", async () => {
    for (let index = 0; index < 5; index += 1) await make(UPDATE, {});
    emulator().fail({ fault: "no-permission" });
    const throttled = await make(UPDATE, {});
    expect(outcome(throttled)).toEqual([400, "Throttling.User", "Request was denied due to user flow control."]);
    expect((await make(GET, {})).json["Code"]).toBe("NoPermission");
  });

  it.each([
    [{}, "MissingCustSpaceId", "CustSpaceId is mandatory for this action."],
    [{ CustSpaceId: "", PhoneNumber: "1" }, "MissingCustSpaceId", "CustSpaceId is mandatory for this action."],
    [{ CustSpaceId: "a" }, "MissingPhoneNumber", "PhoneNumber is mandatory for this action."],
  ])("refuses %j", async (parameters: Record<string, string>, code, message) => {
    expect(outcome(await make(UPDATE, parameters))).toEqual([400, code, message]);
    expect(outcome(await make(GET, parameters))).toEqual([400, code, message]);
  });

  it("requires no parameter for QueryChatappPhoneNumbers", async () => {
    expect((await make(QUERY, {})).status).toBe(200);
  });

  it.each([
    [{ EnableWelcomeMessage: "yes" }, "EnableWelcomeMessage"],
    [{ Prompts: "a" }, "Prompts"],
    [{ Prompts: "{}" }, "Prompts"],
    [{ Prompts: "[1]" }, "Prompts"],
    [{ Commands: '["a"]' }, "Commands"],
    [{ Commands: "[[]]" }, "Commands"],
    [{ Commands: '[{"CommandName":1}]' }, "Commands"],
  ])("refuses %j", async (parameters: Record<string, string>, name) => {
    const refused = await make(UPDATE, { ...NUMBER, ...parameters });
    expect(outcome(refused)).toEqual([400, `Invalid${name}`, `Specified parameter ${name} is not valid.`]);
  });

  it("refuses other paths and methods", async () => {
    const other = await make(UPDATE, NUMBER, { tamper: (sent) => (sent.target = `/other${sent.target}`) });
    expect(other.json["Code"]).toBe("InvalidAction.NotFound");
    expect((await make(UPDATE, NUMBER, { method: "PUT" })).json["Code"]).toBe("InvalidAction.NotFound");
  });
});

describe("the gateway's answers", () => {
  it("have the gateway's format", async () => {
    const { json, headers } = await make(UPDATE, NUMBER, { accessKeyId: "unknown" });
    expect(json).toEqual({
      RequestId: headers["x-acs-request-id"],
      HostId: "cams.ap-southeast-1.aliyuncs.com",
      Code: "InvalidAccessKeyId.NotFound",
      Message: "Specified access key is not found.",
      Recommend: expect.stringContaining("?q=InvalidAccessKeyId.NotFound&product=cams&requestId="),
    });
  });

  it("have the gateway's headers", async () => {
    const { headers } = await make(UPDATE, NUMBER, { tamper: (sent) => (sent.headers["connection"] = "keep-alive") });
    expect(headers).toMatchObject({
      "content-type": "application/json;charset=utf-8",
      "x-acs-request-id": expect.stringMatching(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/),
      "x-acs-trace-id": expect.stringMatching(/^[0-9a-f]{32}$/),
      "access-control-allow-origin": "*",
      connection: "keep-alive",
      "keep-alive": "timeout=25",
    });
  });

  it("carry the date of the emulator's clock", async () => {
    emulator().fail({ fault: "bad-gateway" });
    for (const action of [GET, GET, "Nothing"]) expect((await make(action)).headers.date).toBe(date.toUTCString());
  });

  it("are recorded with each call", async () => {
    await make();
    await make("Nothing", NUMBER, { accessKeyId: "unknown" });
    await make(QUERY, {});
    const common = { custSpaceId: "cams-1", phoneNumber: "8613000000000", time: NOW, fault: null };
    expect(emulator().requests()).toEqual([
      { ...common, operation: UPDATE, accessKeyId: "emulator-key-id", status: 200, code: "OK" },
      { ...common, operation: "Nothing", accessKeyId: "unknown", status: 404, code: "InvalidAction.NotFound" },
      {
        operation: QUERY,
        custSpaceId: "",
        phoneNumber: "",
        time: NOW,
        accessKeyId: "emulator-key-id",
        status: 200,
        code: "OK",
        fault: null,
      },
    ]);
  });
});

describe("accounts", () => {
  const refused = { Code: "Unknown.ResourceOwnerId", Message: "The resource does not belong to the current user." };

  it("may use only the spaces they own", async () => {
    expect((await make(UPDATE, { ...NUMBER, CustSpaceId: "mine" }, OWNER)).json["Code"]).toBe("OK");
    for (const action of [UPDATE, GET, QUERY]) expect((await make(action, NUMBER, OWNER)).json).toMatchObject(refused);
  });

  it("list only the numbers of their own spaces", async () => {
    const running: Emulator = emulator();
    running.setNumber({ custSpaceId: "mine", phoneNumber: "1" });
    running.setNumber({ custSpaceId: "other", phoneNumber: "2" });
    expect((await make(QUERY, {}, OWNER)).json["PhoneNumbers"]).toMatchObject([{ PhoneNumber: "1" }]);
    expect((await make(QUERY, {})).json["PhoneNumbers"]).toMatchObject([{ PhoneNumber: "1" }, { PhoneNumber: "2" }]);
  });
});
