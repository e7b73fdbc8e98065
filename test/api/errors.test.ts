import { inspect } from "node:util";
import { describe, expect, it } from "@jest/globals";
import { CamsError, isCamsError, isTransient, type ErrorKind } from "../../api/errors.js";
import { NUMBER } from "../support/service.js";

const details = {
  operation: "UpdateConversationalAutomation",
  key: NUMBER,
  code: "The.Code",
  text: "What it said.",
  statusCode: 400,
  requestId: "R-1",
  endpoint: "cams.example.com",
  credentialsSource: "cams:accessKey",
} as const;

const WHAT = "UpdateConversationalAutomation failed for cams-1/8613000000000:";
const DETAILS = "Details: The.Code: What it said (HTTP 400, request R-1).";
/** Kinds whose text is what a person needs, so that only codes and ids are details. */
const SAID = "What it said. Details: The.Code (HTTP 400, request R-1).";
const SOURCE = " The credentials came from cams:accessKey.";

const ADVICE: Record<ErrorKind, string> = {
  throttled: "The account's calls per second are used up, here or elsewhere.",
  "meta-limit": "Meta, which receives the settings from the service, limits calls per hour, and that limit is used up.",
  unavailable: "The service had a transient failure.",
  network: "The connection broke. Check the network.",
  timeout: "No answer came in time. Check the network and any proxy in between.",
  "not-listening": "Nothing listens at cams.example.com.",
  "host-not-found": "The host name of cams.example.com does not exist.",
  "not-the-service": "What answered at cams.example.com is not the service. A proxy or a login page may be in between.",
  "request-too-long":
    "The settings travel in the request's address, which is too long. Shorten descriptions or prompts.",
  configuration: "",
  "no-credentials": "",
  "access-key":
    "The access key id is unknown or disabled. Check it in the RAM console, and that it was copied whole." + SOURCE,
  signature: "The access key secret does not belong to the access key id. Set both again, from the same key." + SOURCE,
  token: "The security token does not belong to the access key. Set all three values of one session together." + SOURCE,
  "token-expired": "The security token has expired. Get a new session and set its three values." + SOURCE,
  clock: "This machine's clock is more than 15 minutes off. Correct it.",
  permission:
    "The credentials may not do this. Grant the RAM action cams:UpdateConversationalAutomation on the resource *." +
    SOURCE,
  subscription: "The account has not activated Chat App Message Service. Activate it in the console." + SOURCE,
  space:
    "The space does not belong to this account. Check custSpaceId, and that the credentials are the right account's." +
    SOURCE,
  "phone-number":
    "The service does not know the number in this space. Check phoneNumber and custSpaceId in the console.",
  unreadable:
    "The answer has a form that this version does not know: something in between may have changed it, or the service " +
    "has. Update pulumi-cams, or report it.",
  rejected: "The service refused the request. Retrying will not help.",
  canceled: "The call was canceled while it waited.",
};

const kinds = Object.keys(ADVICE) as ErrorKind[];

describe("an error", () => {
  it.each(kinds)("says what failed, for which number, why, and what to do: %s", (kind) => {
    const { message } = new CamsError(kind, details);
    expect(message).toBe(`${WHAT} ${ADVICE[kind] === "" ? SAID : `${ADVICE[kind]} ${DETAILS}`}`);
  });

  it.each(kinds)("is one line of complete sentences: %s", (kind) => {
    for (const error of [
      new CamsError(kind),
      new CamsError(kind, details),
      new CamsError(kind, details).afterRetries({ attempts: 3, seconds: 7, isAmbiguous: true }),
    ]) {
      expect(error.message).toMatch(/^\S.*\.$/);
      expect(error.message).not.toMatch(/undefined|null|NaN|\[object|\n| {2}|\.\./);
    }
  });

  it("gets advice after what it has, without a gap where it has none", () => {
    const error = new CamsError("rejected", { text: "no" });
    expect(error.withAdvice("One.").advice).toBe("The service refused the request. Retrying will not help. One.");
    expect(error.withAdvice("One.").withAdvice("Two.").advice).toMatch(/ One\. Two\.$/);
  });

  it("mentions the endpoint without naming it when it is unknown", () => {
    expect(new CamsError("not-listening", { code: "ECONNREFUSED" }).message).toContain(" at the endpoint.");
  });

  it("reports the attempts and the seconds after retries, and only then", () => {
    const error = new CamsError("network", { operation: "QueryChatappPhoneNumbers", code: "ECONNRESET" });
    expect(error.afterRetries({ attempts: 5, seconds: 12, isAmbiguous: false }).message).toBe(
      "QueryChatappPhoneNumbers failed: The connection broke. Check the network. Gave up after 5 attempts in 12 s. " +
        "Details: ECONNRESET.",
    );
    expect(error.afterRetries({ attempts: 2, seconds: 0, isAmbiguous: false }).message).toContain(
      " Gave up after 2 attempts in 0 s.",
    );
    expect(error.afterRetries({ attempts: 1, seconds: 0, isAmbiguous: false }).message).toBe(error.message);
    expect(error.afterRetries({ attempts: 0, seconds: 0, isAmbiguous: false }).message).toBe(error.message);
  });

  it("keeps the attempts that it reports already, and adds only that an earlier call may have been carried out", () => {
    const fetched = new CamsError("no-credentials", { text: "none" }).afterRetries({
      attempts: 9,
      seconds: 60,
      isAmbiguous: false,
    });
    const failed = fetched.afterRetries({ attempts: 2, seconds: 70, isAmbiguous: true });
    expect(failed.message).toBe("none. Gave up after 9 attempts in 60 s.");
    expect(failed.isAmbiguous).toBe(true);
    expect(failed.afterRetries({ attempts: 1, seconds: 0, isAmbiguous: false }).isAmbiguous).toBe(true);
  });

  it("exposes its details as properties", () => {
    const error = new CamsError("throttled", { ...details, retryAfterMs: 500 }).afterRetries({
      attempts: 2,
      seconds: 1,
      isAmbiguous: false,
    });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: "CamsError",
      kind: "throttled",
      operation: "UpdateConversationalAutomation",
      code: "The.Code",
      statusCode: 400,
      requestId: "R-1",
      retryAfterMs: 500,
      isAmbiguous: false,
    });
  });

  it.each(kinds)("says whether the call may have been carried out although its answer was lost: %s", (kind) => {
    const isLost = ["unavailable", "network", "timeout", "unreadable"].includes(kind);
    expect(new CamsError(kind).isAmbiguous).toBe(isLost);
    const tried = { attempts: 2, seconds: 1 };
    expect(new CamsError(kind).afterRetries({ ...tried, isAmbiguous: false }).isAmbiguous).toBe(isLost);
    expect(new CamsError(kind).afterRetries({ ...tried, isAmbiguous: true }).isAmbiguous).toBe(true);
  });

  it("keeps its own details and attempts when more is known about the call", () => {
    const error = new CamsError("permission", { code: "NoPermission", statusCode: undefined });
    const whole = error.afterRetries({ attempts: 3, seconds: 7, isAmbiguous: true }).within({
      operation: "QueryChatappPhoneNumbers",
      code: "Another",
      statusCode: 403,
    });
    expect(whole).toMatchObject({ kind: "permission", code: "NoPermission", statusCode: 403, isAmbiguous: true });
    expect(whole.message).toMatch(
      /^QueryChatappPhoneNumbers failed: .* Gave up after 3 attempts in 7 s\. Details: NoPermission \(HTTP 403\)\.$/,
    );
  });

  it("has the caller's advice and then the source of the credentials before its details", () => {
    const error = new CamsError("signature", { ...details, advice: "First." }).withAdvice("Second.");
    expect(error.message).toBe(`${WHAT} ${error.advice}${SOURCE} ${DETAILS}`);
    expect(error.advice).toMatch(/ from the same key\. First\. Second\.$/);
    expect(error).toMatchObject({ kind: "signature", code: "The.Code", requestId: "R-1" });
  });

  it("prints nothing beyond its message and its public properties", () => {
    const error = new CamsError("rejected", { ...details, credentialsSource: "a hidden source" });
    const properties = ["operation", "code", "statusCode", "requestId", "retryAfterMs", "isAmbiguous"];
    expect(Object.getOwnPropertyNames(error).sort()).toEqual(
      ["stack", "message", "name", "kind", ...properties].sort(),
    );
    expect(error.cause).toBeUndefined();
    expect(inspect(error, { showHidden: true, depth: Infinity })).not.toContain("hidden source");
  });

  it("separates its answer from its advice, and exposes the clock skew", () => {
    const error = new CamsError("clock", { code: "The.Code", statusCode: 400, clockAheadMs: 5000 });
    const advice = "This machine's clock is more than 15 minutes off. Correct it.";
    expect(error).toMatchObject({ answer: "The.Code (HTTP 400).", advice, clockAheadMs: 5000 });
    expect(error.message).toBe(`${error.advice} Details: ${error.answer}`);
  });

  it.each(kinds)("is recognized, and is transient or not by its kind: %s", (kind) => {
    const briefly = ["not-listening", "host-not-found", "unreadable"];
    const transient = ["throttled", "meta-limit", "unavailable", "network", "timeout", ...briefly];
    expect(isTransient(new CamsError(kind))).toBe(transient.includes(kind));
    expect(isCamsError(new CamsError(kind))).toBe(true);
  });

  it("is recognized even when it comes from another copy of the package", () => {
    expect(isCamsError(Object.assign(new Error("x"), { name: "CamsError", kind: "network" }))).toBe(true);
    expect(isCamsError(new Error("x"))).toBe(false);
    expect(isCamsError({ name: "CamsError", kind: "network" })).toBe(false);
    expect(isCamsError(undefined)).toBe(false);
  });
});
