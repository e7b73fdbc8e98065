import { describe, expect, it } from "@jest/globals";
import { receive } from "../../../../emulator/gateway/received-request.js";
import {
  canonicalQueryString,
  canonicalRequest,
  isSameSignature,
  parseAuthorization,
  signature,
  signedHeaders,
  stringToSign,
} from "../../../../emulator/gateway/signing/signature.js";
import { NUMBER, UPDATE, call } from "../../signed-call.js";
import type { CallOptions } from "../../signed-call.js";
import { withEmulator } from "../../running.js";

// The worked example of https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature
const EXAMPLE = receive({
  method: "POST",
  url: "/?ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai",
  rawHeaders: [
    ["Host", "ecs.cn-shanghai.aliyuncs.com"],
    ["x-acs-action", "RunInstances"],
    ["x-acs-version", "2014-05-26"],
    ["x-acs-date", "2023-10-26T10:22:32Z"],
    ["x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d"],
    ["x-acs-content-sha256", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
    ["User-Agent", "anything"],
  ].flat(),
});

const CANONICAL_REQUEST = `POST
/
ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai
host:ecs.cn-shanghai.aliyuncs.com
x-acs-action:RunInstances
x-acs-content-sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
x-acs-date:2023-10-26T10:22:32Z
x-acs-signature-nonce:3156853299f313e23d1673dc12e1703d
x-acs-version:2014-05-26

host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version
e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855`;

describe("the published worked example", () => {
  const names = signedHeaders(EXAMPLE, []);

  it("has the published canonical request", () => {
    expect(canonicalRequest(EXAMPLE, names)).toBe(CANONICAL_REQUEST);
  });

  it("has the published string to sign", () => {
    expect(stringToSign(CANONICAL_REQUEST)).toBe(
      "ACS3-HMAC-SHA256\n7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259",
    );
  });

  it("has the published signature", () => {
    expect(signature("YourAccessKeySecret", stringToSign(CANONICAL_REQUEST))).toBe(
      "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0",
    );
  });
});

describe("canonicalQueryString", () => {
  it("sorts by name, then by value", () => {
    expect(canonicalQueryString("b=2&a=2&B=1&a=1")).toBe("B=1&a=1&a=2&b=2");
  });

  it("encodes in upper case what the client sent unencoded", () => {
    expect(canonicalQueryString("a=!(*)'~-_.%e4%bd%a0")).toBe("a=%21%28%2A%29%27~-_.%E4%BD%A0");
  });

  it("reads a plus as a space, and a name without a value as empty", () => {
    expect(canonicalQueryString("a=1+2&b&&c=")).toBe("a=1%202&b=&c=");
  });

  it("encodes malformed escapes", () => {
    expect(canonicalQueryString("a=%zz")).toBe("a=%25zz");
  });
});

describe("canonicalRequest", () => {
  it("sorts and joins the values of a repeated header", () => {
    const request = receive({ rawHeaders: ["x-acs-b", " 2 ", "Host", "h", "X-Acs-B", "1"] });
    expect(canonicalRequest(request, signedHeaders(request, []))).toContain("\nhost:h\nx-acs-b:1,2\n\nhost;x-acs-b\n");
  });

  it("uses the path of an absolute target", () => {
    expect(canonicalRequest(receive({ url: "http://h:1/a%2fb?c=d", rawHeaders: [] }), [])).toMatch(/^\n\/a%2Fb\nc=d\n/);
  });
});

describe("parseAuthorization", () => {
  const hash = "0".repeat(64);

  it("allows a space after a comma", () => {
    const header = `ACS3-HMAC-SHA256 Credential=id, SignedHeaders=a;b, Signature=${hash}`;
    expect(parseAuthorization(header)).toEqual({ accessKeyId: "id", signedHeaders: ["a", "b"], signature: hash });
  });

  it.each(["", "Basic YTpi", `ACS3-HMAC-SHA256 Credential=id,SignedHeaders=a,Signature=${hash}0`])(
    "rejects %j",
    (header) => {
      expect(parseAuthorization(header)).toBeUndefined();
    },
  );
});

describe("isSameSignature", () => {
  it("compares content and length", () => {
    const others = ["ab", "ac", "abc", "aé"];
    expect(others.map((other) => isSameSignature("ab", other))).toEqual([true, false, false, false]);
  });
});

describe("the signature check", () => {
  const emulator = withEmulator();
  const outcome = async (options: CallOptions) =>
    (await call(emulator().endpoint, UPDATE, NUMBER, options)).json["Code"];

  it.each<[string, CallOptions]>([
    [
      "a query in another order",
      { tamper: (sent) => (sent.target = "/?PhoneNumber=8613000000000&CustSpaceId=cams-1") },
    ],
    ["a query with other escapes", { tamper: (sent) => (sent.target = sent.target.replace("cams-1", "%63ams%2D1")) }],
    ["an unsigned header that needs no signature", { tamper: (sent) => (sent.headers["user-agent"] = "x") }],
    ["GET", { method: "GET" }],
    ["a form", { form: "Prompts=%5B%22a+b%22%5D" }],
  ])("accepts %s", async (_, options) => {
    expect(await outcome(options)).toBe("OK");
  });

  it.each<[string, CallOptions]>([
    ["a wrong secret", { accessKeySecret: "wrong" }],
    ["a changed query", { tamper: (sent) => (sent.target = sent.target.replace("cams-1", "cams-2")) }],
    ["an extra parameter", { tamper: (sent) => (sent.target += "&Prompts=[]") }],
    ["a changed action", { tamper: (sent) => (sent.headers["x-acs-action"] = "GetConversationalAutomation") }],
    ["a changed host", { tamper: (sent) => (sent.headers["host"] = "localhost") }],
    ["a changed method", { tamper: (sent) => (sent.method = "GET") }],
    ["an added body", { tamper: (sent) => (sent.body = "Prompts=[]") }],
    ["a changed body", { form: "Prompts=[]", tamper: (sent) => (sent.body = "Prompts={}") }],
    ["an unsigned x-acs header", { tamper: (sent) => (sent.headers["x-acs-extra"] = "1") }],
    [
      "a signed header that was removed",
      { form: "a=b", tamper: (sent) => delete (sent.headers as Partial<typeof sent.headers>)["content-type"] },
    ],
    [
      "a list of signed headers without the host",
      { tamper: (sent) => (sent.headers["authorization"] = sent.headers["authorization"]?.replace("host;", "") ?? "") },
    ],
  ])("rejects %s", async (_, options) => {
    expect(await outcome(options)).toBe("SignatureDoesNotMatch");
  });

  it("rejects a replayed nonce", async () => {
    await outcome({ nonce: "n" });
    expect(await outcome({ nonce: "n" })).toBe("SignatureNonceUsed");
  });

  it.each([-16, 16])("rejects a date that is %d minutes off", async (minutes) => {
    expect(await outcome({ date: new Date(Date.now() + minutes * 60_000) })).toBe("InvalidTimeStamp.Expired");
  });
});
