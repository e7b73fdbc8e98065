import { describe, expect, it } from "@jest/globals";
import { attemptsWorth, credentialsFailure, decisiveRequest } from "../../../api/credentials/failure.js";
import type { SourceRequest } from "../../../api/credentials/source-requests.js";
import type { CredentialsOptions } from "../../../api/credentials/options.js";

const ROLE: CredentialsOptions = {
  assumeRole: { roleArn: "acs:ram::1:role/support" },
  credentials: { accessKeyId: "planted", accessKeySecret: "planted" },
  credentialsSource: "the key",
};

function failureOf(message: string, options: CredentialsOptions = ROLE, fields: object = {}, request?: SourceRequest) {
  return credentialsFailure(Object.assign(new Error(message), fields), options, "the test", request);
}

describe("a failure to assume a role", () => {
  const body = '{"RequestId": "R-1", "Code": "NoPermission", "Message": "planted"}';

  it.each([
    [`refresh session token failed: ${body}`, "NoPermission", "R-1"],
    [`get sts token failed with OIDC: ${body}`, "NoPermission", "R-1"],
    ['refresh session token failed: {"Message": "planted"}', undefined, undefined],
    ['refresh session token failed: {"Code": "planted text"}', undefined, undefined],
    [`refresh session token failed: <html>planted ${body}`, undefined, undefined],
    [`something else: ${body}`, undefined, undefined],
    [`something else: refresh session token failed: ${body}`, undefined, undefined],
    ["the access key secret is invalid", "SignatureDoesNotMatch", undefined],
  ])("has the code and the request id of the answer, and nothing else from it: %s", (message, code, requestId) => {
    const failure = failureOf(message);
    expect(failure).toMatchObject({ kind: "no-credentials", code, requestId });
    expect(failure.message).toContain(
      "The role acs:ram::1:role/support from the test could not be assumed with the credentials from the key. Check that " +
        "the role exists, that it trusts those credentials, and that they may call sts:AssumeRole.",
    );
    expect(failure.message).not.toContain("planted");
  });

  it.each([
    ["ECONNRESET", "ECONNRESET"],
    ["ECONNREFUSED", "ECONNREFUSED"],
    ["ENOTFOUND", "ENOTFOUND"],
    ["EAI_AGAIN", "EAI_AGAIN"],
    ["ETIMEDOUT", "ETIMEDOUT"],
    ["ENOENT", undefined],
    ["a planted code", undefined],
  ])("has the code of a network error, and no other: %s", (code, expected) => {
    const failure = failureOf("read ECONNRESETPOST https://sts.aliyuncs.com/?Signature=planted failed.", ROLE, {
      code,
    });
    expect(failure.code).toBe(expected);
    expect(failure.message).not.toContain("planted");
  });
});

describe("a failure to get credentials", () => {
  it.each<[CredentialsOptions, string]>([
    [{ accessKeyId: "planted", accessKeySecret: "" }, "The access key from the test could not be used."],
    [{ profile: "prod" }, 'The profile "prod" from the test gave no credentials; check that ~/.aliyun/config.json or '],
    [{ profile: "prod", file: "file" }, 'The profile "prod" from the test gave no credentials; check that file has it'],
    [{ credentialsUri: "http://planted" }, "The credentials URI from the test gave no credentials. Check that it "],
    [{ ecsRoleName: "worker" }, 'The ECS role "worker" from the test gave no credentials. Check that this is an ECS '],
    [
      { assumeRoleWithOidc: { roleArn: "role", oidcProviderArn: "planted", oidcTokenFile: "planted" } },
      "The role role from the test could not be assumed with the OIDC token. Check that the token file exists",
    ],
    [
      { defaultChain: true },
      "No credentials were found in the configuration, the environment or a profile. Set the environment",
    ],
  ])("names the source and says what to check: %j", (options, text) => {
    const failure = failureOf("planted", options);
    expect(failure.message.startsWith(text)).toBe(true);
    expect(failure.message).not.toContain("planted");
  });

  it("from the default chain omits the answer, since any link may have given it", () => {
    const message =
      'get sts token failed, httpStatus: 404, message = x, parse aliyun cli config from "x" failed: planted';
    const failure = failureOf(message, { defaultChain: true }, { code: "ENOTFOUND" });
    expect(failure).toMatchObject({ code: undefined, statusCode: undefined });
    expect(failure.message).toContain("a profile, and ~/.aliyun/config.json is not valid JSON.");
  });

  it("has the status or the code of a server's answer, and then does not say to look for the profile", () => {
    const request = { method: "GET", host: "100.100.100.200", statusCode: 404 };
    const absent = failureOf("planted", { ecsRoleName: "worker" }, {}, request);
    expect(absent.message).toMatch(/ gave no credentials\. Check .* Details: HTTP 404\.$/);
    const failing = { method: "POST", host: "sts.aliyuncs.com", statusCode: 503 };
    expect(failureOf("planted", { profile: "prod" }, {}, failing).message).toMatch(
      / gave no credentials\. Details: HTTP 503\.$/,
    );
    const refused = 'refresh session token failed: {"Code":"NoPermission"}';
    expect(failureOf(refused, { profile: "prod" }).message).toMatch(
      /^The profile \S+ from the test gave no credentials\. Details: NoPermission\.$/,
    );
  });

  it("can be any thrown value", () => {
    for (const thrown of [undefined, null, "planted", 1]) {
      expect(credentialsFailure(thrown, ROLE, "the test", undefined).message).toMatch(/^The role /);
    }
  });
});

describe("a source that fails is asked", () => {
  const sts = { method: "POST", host: "sts.aliyuncs.com" };
  const metadata = { method: "GET", host: "100.100.100.200" };
  const local = { method: "GET", host: "127.0.0.1" };
  const throttled = 'refresh session token failed: {"Code":"Throttling.User"}';
  const refused = 'refresh session token failed: {"Code":"NoPermission"}';

  it.each<[string, number, string, object, SourceRequest | undefined]>([
    ["after a 5xx", Infinity, "planted", {}, { ...sts, statusCode: 500 }],
    ["after a 5xx of the metadata service", Infinity, "planted", {}, { ...metadata, statusCode: 503 }],
    ["after too many requests", Infinity, "planted", {}, { ...local, statusCode: 429 }],
    ["when throttled", Infinity, throttled, {}, { ...sts, statusCode: 400 }],
    ["after a broken connection", Infinity, "planted", { code: "ECONNRESET" }, sts],
    ["after an answer that breaks off", Infinity, "planted", { code: "ECONNRESET" }, { ...sts, statusCode: 200 }],
    ["without an answer in time", Infinity, "planted", { name: "RequestTimeoutError" }, sts],
    ["without a way to another machine", Infinity, "planted", { code: "ECONNREFUSED" }, sts],
    ["where nothing listens", 4, "planted", { code: "ECONNREFUSED" }, local],
    ["after a broken connection to this machine", Infinity, "planted", { code: "ECONNRESET" }, local],
    ["for a name that is not found", 4, "planted", { code: "ENOTFOUND" }, sts],
    ["outside of an ECS instance", 4, "planted", { name: "RequestTimeoutError" }, metadata],
    ["that says no", 1, refused, {}, { ...sts, statusCode: 403 }],
    ["that redirects", 1, "planted", {}, { ...local, statusCode: 302 }],
    ["that answers something else", 1, "planted", {}, { ...local, statusCode: 200 }],
    ["with a certificate that is not trusted", 1, "planted", { code: "SELF_SIGNED_CERT_IN_CHAIN" }, sts],
    ["that is a file", 1, "planted", { code: "ENOENT" }, undefined],
  ])("%s, at most %d times", (_when, times, message, fields, request) => {
    expect(attemptsWorth(failureOf(message, ROLE, fields, request), request)).toBe(times);
  });

  it("again if the default chain was to assume a role, and not for what else it tries", () => {
    const chain: CredentialsOptions = { defaultChain: true };
    const worth = (...requests: SourceRequest[]) => {
      const request = decisiveRequest(chain, requests);
      return attemptsWorth(failureOf("planted", chain, {}, request), request);
    };
    expect(worth({ ...sts, statusCode: 503 }, { ...metadata, code: "ECONNRESET" })).toBe(Infinity);
    expect(worth({ ...sts, code: "ECONNRESET" })).toBe(Infinity);
    expect(worth({ ...sts, statusCode: 403 })).toBe(1);
    expect(worth({ ...metadata, code: "ECONNRESET" }, { ...local, statusCode: 503 })).toBe(1);
    expect(decisiveRequest(ROLE, [sts, metadata])).toBe(metadata);
  });
});
