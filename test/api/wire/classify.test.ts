import { describe, expect, it } from "@jest/globals";
import { classify, failureIn, type CallFacts } from "../../../api/wire/classify.js";

const facts: CallFacts = {
  details: { operation: "UpdateConversationalAutomation", statusCode: 400 },
  secrets: ["planted"],
  isLoopback: false,
  hasAnswered: false,
  isPage: false,
};

function kindOf(Code: string, Message: unknown, statusCode = 400): string {
  return classify({ data: { Code, Message } }, { ...facts, details: { statusCode } }).kind;
}

describe("Meta's own limits", () => {
  it.each([4, 17, 32, 613, 80_007, 80_008, 130_429])(
    "are recognized by Meta's error number in the text: (#%d)",
    (number) => {
      expect(kindOf("Whatever", `(#${number}) Rate limit hit`)).toBe("meta-limit");
      expect(kindOf("Whatever", `Meta said: (#${number}) too many calls`)).toBe("meta-limit");
    },
  );

  it.each(["Throttling.User", "InternalError", "NoPermission", "InvalidParameter.PhoneNumberError", "Whatever", ""])(
    "are recognized under any code of the service: %j",
    (code) => {
      for (const status of [200, 400, 429, 500])
        expect(kindOf(code, "(#80007) Rate limit hit", status)).toBe("meta-limit");
    },
  );

  it("are recognized with HTTP status 200, and with keys in lower case", () => {
    const ok = { ...facts, details: { statusCode: 200 } };
    expect(failureIn({ Code: "Whatever", Message: "(#4) Limit" }, ok)).toMatchObject({ kind: "meta-limit" });
    expect(classify({ data: { code: "Whatever", message: "(#4) Limit" } }, facts)).toMatchObject({
      kind: "meta-limit",
      code: "Whatever",
    });
  });

  it.each([
    "(#100) Invalid parameter",
    "(#1304290) Whatever",
    "(#44) Whatever",
    "(#1) Whatever",
    "(#14) Whatever",
    "(#131056) Pair rate limit hit",
    "#80007 without brackets",
    "(80007)",
    "80007",
    "4",
  ])("are not found in other texts: %s", (text) => {
    expect(kindOf("Whatever", text)).toBe("rejected");
  });

  it("are not found where there is no text", () => {
    for (const message of [undefined, null, 4, { text: "(#4)" }, ""]) {
      expect(kindOf("Throttling", message)).toBe("throttled");
      expect(kindOf("Whatever", message)).toBe("rejected");
    }
  });

  it("are not found in an answer that reports success", () => {
    const ok = { ...facts, details: { statusCode: 200 } };
    expect(failureIn({ Code: "OK", Message: "(#4) Limit" }, ok)).toBeUndefined();
  });

  it("keep the service's code and its hint, and its text without the secrets", () => {
    const details = { ...facts.details, retryAfterMs: 90_000 };
    const data = { Code: "Whatever", Message: "(#80007) Rate limit hit by planted", RequestId: "R-1" };
    const error = classify({ data }, { ...facts, details });
    expect(error).toMatchObject({ code: "Whatever", requestId: "R-1", retryAfterMs: 90_000, isAmbiguous: false });
    expect(error.message).toBe(
      "UpdateConversationalAutomation failed: Meta, which receives the settings from the service, limits calls per " +
        "hour, and that limit is used up. Details: Whatever: (#80007) Rate limit hit by [removed] (HTTP 400, request R-1).",
    );
  });
});

describe("an answer that does not end in time", () => {
  it("is a timeout, whatever its status", () => {
    const late = Object.assign(new Error("ReadTimeout"), { name: "RequestTimeoutError" });
    for (const statusCode of [undefined, 200, 403]) {
      expect(classify(late, { ...facts, details: { ...facts.details, statusCode } })).toMatchObject({
        kind: "timeout",
        operation: "UpdateConversationalAutomation",
        answer: expect.stringMatching(/^no answer\b/) as unknown,
      });
    }
  });
});

describe("a connection's failure", () => {
  const kindOfCode = (code: unknown, more: Partial<CallFacts> = {}) =>
    classify({ code }, { ...facts, details: {}, ...more }).kind;

  it("counts, even if a part of an answer came before it", () => {
    expect(kindOfCode("ECONNRESET", { details: { statusCode: 200 } })).toBe("network");
    expect(kindOfCode("ENOTFOUND", { hasAnswered: true })).toBe("network");
    expect(kindOfCode("EPROTO", { hasAnswered: true })).toBe("not-the-service");
    expect(kindOfCode("ECONNREFUSED")).toBe("network");
    expect(kindOfCode("ECONNREFUSED", { isLoopback: true })).toBe("not-listening");
  });

  it("is an unexpected answer instead if only that is known", () => {
    for (const code of ["Whatever", undefined, ["ECONNRESET"]])
      expect(kindOfCode(code, { details: { statusCode: 200 } })).toBe("unreadable");
  });
});

describe("anything else that is thrown", () => {
  it.each<[unknown, string]>([
    [new TypeError("planted"), "TypeError"],
    [{ code: "Whatever", message: "planted" }, "Whatever"],
    [{ name: "" }, "Error"],
    ["planted", "Error"],
    [null, "Error"],
    [undefined, "Error"],
  ])("is a refusal with its code or its name, and without its message: %p", (thrown, code) => {
    const error = classify(thrown, { ...facts, details: { operation: "UpdateConversationalAutomation" } });
    expect(error).toMatchObject({ kind: "rejected", code, operation: "UpdateConversationalAutomation" });
    expect(error.message).not.toContain("planted");
  });
});

describe("the status of an answer", () => {
  it.each([
    [299, "unreadable", "unexpected answer (HTTP 299)."],
    [302, "throttled", "a redirect, which Alibaba Cloud documents as a throttle answer (HTTP 302)."],
    [303, "not-the-service", "unexpected answer (HTTP 303)."],
    [414, "request-too-long", "unexpected answer (HTTP 414)."],
    [429, "throttled", "unexpected answer (HTTP 429)."],
    [431, "request-too-long", "unexpected answer (HTTP 431)."],
    [499, "not-the-service", "unexpected answer (HTTP 499)."],
    [500, "unavailable", "unexpected answer (HTTP 500)."],
  ])("says what an answer means that cannot be read: %d", (statusCode, kind, answer) => {
    expect(failureIn("planted", { ...facts, details: { statusCode } })).toMatchObject({ kind, answer });
  });

  it("is that of a success from 200 to 299", () => {
    for (const statusCode of [200, 299])
      expect(failureIn({ Code: "OK" }, { ...facts, details: { statusCode } })).toBeUndefined();
    expect(failureIn({ Code: "OK" }, { ...facts, details: { statusCode: 300 } })).toMatchObject({
      kind: "not-the-service",
    });
  });

  it("is told where an answer has no code", () => {
    for (const body of [{}, { Code: "" }])
      expect(classify({ data: body }, facts)).toMatchObject({ kind: "rejected", answer: "no code (HTTP 400)." });
  });
});
