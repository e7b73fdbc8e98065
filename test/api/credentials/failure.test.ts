import { describe, expect, it } from "@jest/globals";
import { credentialsFailure } from "../../../api/credentials/failure.js";
import type { CredentialsOptions } from "../../../api/credentials/options.js";

const ROLE: CredentialsOptions = {
  assumeRole: { roleArn: "acs:ram::1:role/support" },
  credentials: { accessKeyId: "planted", accessKeySecret: "planted" },
  credentialsSource: "the key",
};

function failureOf(message: string, options: CredentialsOptions = ROLE, fields: object = {}) {
  return credentialsFailure(Object.assign(new Error(message), fields), options, "the test");
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
    ["the access key secret is invalid", "SignatureDoesNotMatch", undefined],
  ])("has the code and the request id of the answer, and nothing else from it: %s", (message, code, requestId) => {
    const failure = failureOf(message);
    expect(failure).toMatchObject({ kind: "no-credentials", code, requestId });
    expect(failure.message).toContain(
      "The role acs:ram::1:role/support from the test could not be assumed with the credentials from the key",
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
    const message = "get sts token failed, httpStatus: 404, message = planted.";
    expect(failureOf(message, { ecsRoleName: "worker" }).message).toContain("gave no credentials (HTTP 404). Check");
    const refused = 'refresh session token failed: {"Code":"NoPermission"}';
    expect(failureOf(refused, { profile: "prod" }).message).toMatch(
      /^NoPermission: The profile \S+ from the test gave no credentials\.$/,
    );
  });

  it("can be any thrown value", () => {
    for (const thrown of [undefined, null, "planted", 1]) {
      expect(credentialsFailure(thrown, ROLE, "the test").message).toMatch(/^The role /);
    }
  });
});
