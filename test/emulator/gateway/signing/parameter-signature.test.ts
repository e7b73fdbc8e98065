import { describe, expect, it } from "@jest/globals";
import { parameterSignature, parametersToSign } from "../../../../emulator/gateway/signing/parameter-signature.js";
import { receive } from "../../../../emulator/gateway/received-request.js";
import type { Received } from "../../http.js";
import { send } from "../../http.js";
import { callOfficially } from "../../official-client.js";
import { withEmulator } from "../../running.js";
import { GET, NUMBER, UPDATE } from "../../signed-call.js";

// The worked example of https://www.alibabacloud.com/help/doc-detail/28139.htm
const EXAMPLE = receive({
  method: "GET",
  url: "/?Timestamp=2016-02-23T12%3A46%3A24Z&Format=XML&AccessKeyId=testid&Action=DescribeRegions&SignatureMethod=HMAC-SHA1&SignatureNonce=3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf&Version=2014-05-26&SignatureVersion=1.0&Signature=OLeaidS1JvxuMvnyHOwuJ%2BuX5qY%3D",
  rawHeaders: ["Host", "ecs.aliyuncs.com"],
});

const STRING_TO_SIGN =
  "GET&%2F&AccessKeyId%3Dtestid%26Action%3DDescribeRegions%26Format%3DXML%26SignatureMethod%3DHMAC-SHA1%26SignatureNonce%3D3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf%26SignatureVersion%3D1.0%26Timestamp%3D2016-02-23T12%253A46%253A24Z%26Version%3D2014-05-26";

describe("the published worked example of HMAC-SHA1", () => {
  it("has the published string to sign and signature", () => {
    expect(parametersToSign(EXAMPLE)).toBe(STRING_TO_SIGN);
    expect(parameterSignature("testsecret", STRING_TO_SIGN)).toBe("OLeaidS1JvxuMvnyHOwuJ+uX5qY=");
  });
});

const NOW = Date.UTC(2026, 10, 22);
const STS = { accessKeyId: "sts", accessKeySecret: "s", securityToken: "token" };

describe("a call with an HMAC-SHA1 signature", () => {
  const emulator = withEmulator(() => ({
    now: () => NOW,
    accounts: [{ accessKeyId: "id", accessKeySecret: "secret" }, STS],
  }));

  interface Options {
    method?: "GET" | "POST";
    form?: Record<string, string>;
    secret?: string;
    /** Changes the query after it was signed. */
    tamper?: (query: URLSearchParams) => void;
  }

  function make(changes: Record<string, string | undefined> = {}, options: Options = {}): Promise<Received> {
    const { method = "POST", form = {}, secret = "secret", tamper } = options;
    const parameters: Record<string, string | undefined> = { ...PARAMETERS, ...NUMBER, ...changes };
    const query = new URLSearchParams(
      Object.entries(parameters).filter((pair): pair is [string, string] => pair[1] !== undefined),
    );
    const headers = { "content-type": "application/x-www-form-urlencoded", host: emulator().endpoint };
    const body = new URLSearchParams(form).toString();
    const target = () => `/?${query.toString()}`;
    const unsigned = receive({ method, url: target(), rawHeaders: Object.entries(headers).flat() }, Buffer.from(body));
    if (!("Signature" in changes)) query.set("Signature", parameterSignature(secret, parametersToSign(unsigned)));
    tamper?.(query);
    return send(emulator().endpoint, { method, target: target(), headers, body });
  }

  const PARAMETERS = {
    AccessKeyId: "id",
    Action: UPDATE,
    Format: "JSON",
    RegionId: "ap-southeast-1",
    SignatureMethod: "HMAC-SHA1",
    SignatureNonce: "n",
    SignatureVersion: "1.0",
    Timestamp: "2026-11-22T00:00:00Z",
    Version: "2020-06-06",
  };

  it("is accepted with GET and POST, with parameters in the query and in a form, and recorded", async () => {
    const Prompts = '["a b+c*~", "你好"]';
    const got = await make({ Prompts }, { method: "GET" });
    expect([got.status, got.json["Code"]]).toEqual([200, "OK"]);
    await make({ SignatureNonce: "n2", CustSpaceId: undefined }, { form: { CustSpaceId: "cams-2", Prompts } });
    const recorded = { operation: UPDATE, accessKeyId: "id", phoneNumber: NUMBER.PhoneNumber, status: 200, code: "OK" };
    expect(emulator().requests()).toMatchObject([
      { ...recorded, custSpaceId: "cams-1" },
      { ...recorded, custSpaceId: "cams-2" },
    ]);
    const prompts = ["a b+c*~", "你好"];
    expect(emulator().numbers()).toMatchObject([
      { custSpaceId: "cams-1", prompts },
      { custSpaceId: "cams-2", prompts },
    ]);
  });

  it("is refused if the signature is another's, with the string that the service would sign", async () => {
    const { status, json } = await make({}, { secret: "wrong" });
    expect([status, json["Code"]]).toEqual([400, "SignatureDoesNotMatch"]);
    expect(json["Message"]).toMatch(
      /^Specified signature is not matched with our calculation\. server string to sign is:POST&%2F&AccessKeyId%3Did%26/,
    );
  });

  it.each<[string, (query: URLSearchParams) => void]>([
    [
      "a changed parameter",
      (query) => {
        query.set("PhoneNumber", "2");
      },
    ],
    [
      "a changed operation",
      (query) => {
        query.set("Action", GET);
      },
    ],
    [
      "an extra parameter",
      (query) => {
        query.append("Prompts", "[]");
      },
    ],
    [
      "a repeated parameter",
      (query) => {
        query.append("PhoneNumber", "2");
      },
    ],
    [
      "a signature of the same length",
      (query) => {
        query.set("Signature", "é".repeat(28));
      },
    ],
  ])("is refused with %s", async (_, tamper) => {
    expect((await make({}, { tamper })).json["Code"]).toBe("SignatureDoesNotMatch");
  });

  it.each<[string, Record<string, string | undefined>, number]>([
    ["InvalidAction.NotFound", { Action: "Nothing", Version: "1" }, 404],
    ["InvalidVersion", { Version: "1", AccessKeyId: undefined }, 400],
    ["MissingAccessKeyId", { AccessKeyId: undefined, Timestamp: undefined }, 400],
    ["MissingSignature", { Signature: undefined }, 400],
    ["MissingSignatureNonce", { SignatureNonce: "" }, 400],
    ["MissingTimestamp", { Timestamp: undefined }, 400],
    ["InvalidSignatureMethod", { SignatureMethod: "HMAC-SHA256", AccessKeyId: "unknown" }, 400],
    ["InvalidSignatureVersion", { SignatureVersion: "2.0" }, 400],
    ["InvalidSignatureType", { SignatureType: "BEARERTOKEN" }, 400],
    ["InvalidAccessKeyId.NotFound", { AccessKeyId: "unknown", Timestamp: "x" }, 404],
    ["InvalidTimeStamp.Format", { Timestamp: "2026-11-22 00:00:00", Signature: "x" }, 400],
    ["InvalidTimeStamp.Expired", { Timestamp: "2026-11-21T23:44:59Z", Signature: "x" }, 400],
    ["MissingSecurityToken", { AccessKeyId: "sts", Signature: "x" }, 400],
    ["InvalidSecurityToken.MismatchWithAccessKey", { AccessKeyId: "sts", SecurityToken: "other" }, 400],
  ])("is refused with %s for %j", async (code, changes, status) => {
    const refused = await make(changes);
    expect([refused.status, refused.json["Code"]]).toEqual([status, code]);
  });

  it("is refused with a nonce that was used", async () => {
    await make();
    expect((await make({ Action: GET })).json["Code"]).toBe("SignatureNonceUsed");
  });

  it("is counted with those that are signed in headers", async () => {
    for (let index = 0; index < 5; index += 1) await make({ SignatureNonce: String(index) });
    expect((await make()).json["Code"]).toBe("Throttling.User");
  });
});

describe("Alibaba Cloud's client, told to sign with HMAC-SHA1,", () => {
  const emulator = withEmulator(() => ({ accounts: [{ accessKeyId: "id", accessKeySecret: "secret" }, STS] }));
  const Commands = JSON.stringify([{ CommandName: "order", CommandDescription: "!'()*~ +&=%订单" }]);

  it.each(["query", "body"] as const)("writes with parameters in the %s, and reads", async (place) => {
    const v2 = { signatureAlgorithm: "v2", place };
    for (const account of [{}, STS]) {
      const written = await callOfficially(emulator(), UPDATE, { ...NUMBER, Commands }, { ...v2, ...account });
      expect(written["Code"]).toBe("OK");
      const read = await callOfficially(emulator(), GET, NUMBER, { ...v2, ...account });
      expect(read["Data"]).toMatchObject({ Commands: JSON.parse(Commands) as unknown });
    }
  });
});
