import { createHmac } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import type { Account } from "../../emulator/index.js";
import { startHost, type HostOptions } from "../support/dynamic-host.js";
import { CLI_FILE } from "../support/home.js";
import { ID, outputsWith } from "../support/lifecycle.js";
import { standInForOtherHosts, type AskedHost, type HostAnswer } from "../support/other-hosts.js";
import { emulate } from "../support/service.js";

const SESSION = { accessKeyId: "session-id", accessKeySecret: "session-secret", securityToken: "session-token" };
const ROLE = "acs:ram::1234567890123456:role/support";
const OIDC_PROVIDER = "acs:ram::1234567890123456:oidc-provider/ci";

const STS = "POST https://sts.aliyuncs.com/";
const METADATA = "http://100.100.100.200/latest";

/** As the services of the other hosts would. */
function giveSession({ what }: AskedHost): HostAnswer {
  const expiration = new Date(Date.now() + 3_600_000).toISOString();
  const { accessKeyId: AccessKeyId, accessKeySecret: AccessKeySecret, securityToken: SecurityToken } = SESSION;
  const values = { AccessKeyId, AccessKeySecret, SecurityToken, Expiration: expiration };
  if (what === STS) return { body: { RequestId: "R-1", Credentials: values } };
  if (what === `PUT ${METADATA}/api/token`) return { body: "metadata-token" };
  if (what === `GET ${METADATA}/meta-data/ram/security-credentials/`) return { body: "attached" };
  if (what.startsWith("GET ")) return { body: { Code: "Success", ...values } };
  if (what.endsWith("/v1/exchange")) return { body: { ...SESSION, expiration } };
  return { status: 404, body: "" };
}

type Setting = Pick<HostOptions, "config" | "environment" | "home">;

/** Makes one call from the real dynamic host, whose own connections end on this machine whatever they are for. */
async function callWith({ config, environment, home }: Setting, answer = giveSession, accounts: Account[] = [SESSION]) {
  const emulator = await emulate({ accounts });
  const hosts = await standInForOtherHosts(answer);
  const host = await startHost({
    config: { "cams:endpoint": emulator.endpoint, ...config },
    environment: { ...hosts.environment, ALIBABA_CLOUD_ECS_METADATA_DISABLED: "false", ...environment },
    home: home ?? {},
  });
  const call = host.read(ID, outputsWith());
  const failure = await call.then(
    () => undefined,
    (error: unknown) => (error as Error).message,
  );
  return { asked: hosts.asked, requests: emulator.requests(), failure, output: host.output };
}

/** The signature of STS calls: https://www.alibabacloud.com/help/en/sdk/product-overview/rpc-mechanism */
function signatureWith(secret: string, { Signature, ...fields }: Record<string, string>): string {
  const encode = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  const pairs = Object.keys(fields)
    .sort()
    .map((name) => `${encode(name)}=${encode(fields[name] ?? "")}`);
  return createHmac("sha1", `${secret}&`)
    .update(`POST&%2F&${encode(pairs.join("&"))}`)
    .digest("base64");
}

const json = JSON.stringify;
const KEYS = { "alicloud:accessKey": "own-id", "alicloud:secretKey": "own-secret" };
const VARIABLES = { ALICLOUD_ACCESS_KEY: "own-id", ALICLOUD_SECRET_KEY: "own-secret" };
const PROFILE = { name: "role", access_key_id: "own-id", access_key_secret: "own-secret", ram_role_arn: ROLE };
const home = (profile: object, ...others: object[]) => ({
  [CLI_FILE]: json({ current: "role", profiles: [{ ...PROFILE, ...profile }, ...others] }),
});

describe("a role is assumed with an access key", () => {
  it.each<[string, Setting, object]>([
    [
      "alicloud:assumeRole, with all that it may hold",
      {
        config: {
          ...KEYS,
          "alicloud:assumeRole": json({
            roleArn: ROLE,
            sessionName: "nightly",
            policy: '{"Version":"1"}',
            externalId: "partner",
            sessionExpiration: 1800,
          }),
        },
      },
      { RoleSessionName: "nightly", Policy: '{"Version":"1"}', ExternalId: "partner", DurationSeconds: "1800" },
    ],
    [
      "alicloud:assumeRole, in Terraform's form, with the environment's access key",
      { config: { "alicloud:assumeRole": json([{ roleArn: ROLE }]) }, environment: VARIABLES },
      { RoleSessionName: "pulumi-cams", DurationSeconds: "3600" },
    ],
    [
      "alicloud:assumeRole, completed from the environment",
      {
        config: { ...KEYS, "alicloud:assumeRole": "{}" },
        environment: { ALICLOUD_ASSUME_ROLE_ARN: ROLE, ALICLOUD_ASSUME_ROLE_SESSION_NAME: "nightly" },
      },
      { RoleSessionName: "nightly" },
    ],
    [
      "alicloud:assumeRole, with a session",
      { config: { ...KEYS, "alicloud:securityToken": "own-token", "alicloud:assumeRole": json({ roleArn: ROLE }) } },
      { SecurityToken: "own-token" },
    ],
    [
      "cams:assumeRole, with the keys of the Alibaba Cloud provider and not its role",
      {
        config: {
          ...KEYS,
          "cams:assumeRole": json({ roleArn: ROLE }),
          "alicloud:assumeRole": json({ roleArn: "acs:ram::1:role/other" }),
        },
      },
      {},
    ],
    [
      "alicloud:assumeRole, with a profile",
      {
        config: { "alicloud:profile": "role", "alicloud:assumeRole": json({ roleArn: ROLE }) },
        home: home({ mode: "AK" }),
      },
      {},
    ],
    [
      "a profile of the mode RamRoleArn",
      { config: { "cams:profile": "role" }, home: home({ mode: "RamRoleArn", ram_session_name: "nightly" }) },
      { RoleSessionName: "nightly" },
    ],
    [
      "a profile of the mode ChainableRamRoleArn",
      {
        config: { "cams:profile": "role" },
        home: home({ mode: "ChainableRamRoleArn", source_profile: "base" }, { ...PROFILE, name: "base", mode: "AK" }),
      },
      {},
    ],
    [
      "such profiles of another file",
      {
        config: { "alicloud:profile": "role", "alicloud:sharedCredentialsFile": "~/elsewhere.json" },
        home: {
          "elsewhere.json": json({
            profiles: [
              { ...PROFILE, mode: "ChainableRamRoleArn", source_profile: "base", expired_seconds: 1800 },
              { ...PROFILE, name: "base", mode: "AK" },
            ],
          }),
        },
      },
      { RoleSessionName: "pulumi-cams", DurationSeconds: "1800" },
    ],
    ["the current profile", { home: home({ mode: "RamRoleArn" }) }, {}],
    [
      "the SDKs' file",
      {
        home: {
          ".alibabacloud/credentials": `[default]
type = ram_role_arn
access_key_id = own-id
access_key_secret = own-secret
role_arn = ${ROLE}
role_session_name = nightly
`,
        },
      },
      { RoleSessionName: "nightly" },
    ],
  ])("by %s", async (_name, setting, fields) => {
    const { asked, requests, failure } = await callWith(setting);
    expect(failure).toBeUndefined();
    expect(asked).toMatchObject([
      { what: STS, fields: { Action: "AssumeRole", AccessKeyId: "own-id", RoleArn: ROLE, ...fields } },
    ]);
    const [{ fields: sent }] = asked as [AskedHost];
    expect(signatureWith("own-secret", sent)).toBe(sent["Signature"]);
    expect(requests).toMatchObject([{ accessKeyId: "session-id", status: 200 }]);
  });
});

describe("a role", () => {
  it("of the current profile is its own, or the session that the environment's role gives signs no call", async () => {
    const environment = { ALIBABA_CLOUD_ROLE_ARN: "acs:ram::1:role/another" };
    const setting = { environment, home: home({ mode: "RamRoleArn", ram_role_arn: "" }) };
    const { requests, failure } = await callWith(setting);
    expect(failure).toContain(
      'The profile "role" of ~/.aliyun/config.json has no ram_role_arn. Alibaba Cloud\'s default',
    );
    expect(requests).toEqual([]);
  });

  it("is assumed again when the service reports an expired session, and the call succeeds", async () => {
    const sessions = ["old", "fresh"].map((name) => ({ AccessKeyId: `${name}-id`, SecurityToken: `${name}-token` }));
    const accounts = sessions.map(({ AccessKeyId, SecurityToken }, index) => ({
      accessKeyId: AccessKeyId,
      accessKeySecret: "secret",
      securityToken: SecurityToken,
      expiration: index === 0 ? 0 : Infinity,
    }));
    const rest = { AccessKeySecret: "secret", Expiration: new Date(Date.now() + 3_600_000).toISOString() };
    const answer = () => ({ body: { Credentials: { ...sessions.shift(), ...rest } } });
    const config = { ...KEYS, "alicloud:assumeRole": json({ roleArn: ROLE }) };
    const { asked, requests } = await callWith({ config }, answer, accounts);
    expect(asked.map(({ what }) => what)).toEqual([STS, STS]);
    expect(requests).toMatchObject([
      { accessKeyId: "old-id", code: "InvalidSecurityToken.Expired" },
      { accessKeyId: "fresh-id", code: "OK" },
    ]);
  });
});

describe("the RAM role of an ECS instance is used", () => {
  const roleOf = (name: string) => [
    `PUT ${METADATA}/api/token`,
    `GET ${METADATA}/meta-data/ram/security-credentials/${name}`,
  ];

  it.each<[string, Setting, string[]]>([
    ["alicloud:ecsRoleName", { config: { "alicloud:ecsRoleName": "worker" } }, roleOf("worker")],
    ["ALICLOUD_ECS_ROLE_NAME", { environment: { ALICLOUD_ECS_ROLE_NAME: "worker" } }, roleOf("worker")],
    [
      "ALIBABA_CLOUD_ECS_METADATA, whatever the CLI's current profile is",
      { environment: { ALIBABA_CLOUD_ECS_METADATA: "worker" }, home: home({ mode: "AK" }) },
      roleOf("worker"),
    ],
    [
      "a profile of the mode EcsRamRole",
      {
        config: { "cams:profile": "ecs" },
        home: home({}, { name: "ecs", mode: "EcsRamRole", ram_role_name: "worker" }),
      },
      roleOf("worker"),
    ],
    [
      "the SDKs' file",
      { home: { ".alibabacloud/credentials": "[default]\ntype = ecs_ram_role\nrole_name = worker\n" } },
      roleOf("worker"),
    ],
    ["nothing else that is set", {}, [...roleOf(""), ...roleOf("attached")]],
  ])("by %s", async (_name, setting, expected) => {
    const { asked, requests, failure } = await callWith(setting);
    expect(failure).toBeUndefined();
    expect(asked.map(({ what }) => what)).toEqual(expected);
    expect(asked.at(-1)?.headers["x-aliyun-ecs-metadata-token"]).toBe("metadata-token");
    expect(requests).toMatchObject([{ accessKeyId: "session-id", status: 200 }]);
  });

  it("to assume another role", async () => {
    const setting = { "alicloud:ecsRoleName": "worker", "alicloud:assumeRole": json({ roleArn: ROLE }) };
    const { asked, requests } = await callWith({ config: setting });
    expect(asked.map(({ what }) => what)).toEqual([...roleOf("worker"), STS]);
    expect(asked[2]?.fields).toMatchObject({
      AccessKeyId: "session-id",
      SecurityToken: "session-token",
      RoleArn: ROLE,
    });
    expect(requests).toMatchObject([{ accessKeyId: "session-id", status: 200 }]);
  });
});

describe("a role is assumed with an OIDC token", () => {
  const files = { token: "token-of-the-job" };
  const variables = {
    ALIBABA_CLOUD_ROLE_ARN: ROLE,
    ALIBABA_CLOUD_OIDC_PROVIDER_ARN: OIDC_PROVIDER,
    ALIBABA_CLOUD_OIDC_TOKEN_FILE: "token",
  };

  it.each<[string, Setting, object]>([
    [
      "alicloud:assumeRoleWithOidc",
      {
        config: {
          "alicloud:assumeRoleWithOidc": json({
            roleArn: ROLE,
            oidcProviderArn: OIDC_PROVIDER,
            oidcTokenFile: "~/token",
            roleSessionName: "nightly",
            policy: '{"Version":"1"}',
            sessionExpiration: 1800,
          }),
        },
        home: files,
      },
      { RoleSessionName: "nightly", Policy: '{"Version":"1"}', DurationSeconds: "1800" },
    ],
    [
      "alicloud:assumeRoleWithOidc, completed from the environment",
      { config: { "alicloud:assumeRoleWithOidc": "{}" }, environment: variables, home: files },
      { RoleSessionName: "pulumi-cams" },
    ],
    [
      "the environment alone",
      { environment: { ...variables, ALIBABA_CLOUD_ROLE_SESSION_NAME: "nightly" }, home: files },
      { RoleSessionName: "nightly" },
    ],
    [
      "a profile of the mode OIDC",
      {
        config: { "cams:profile": "ci" },
        home: {
          ...files,
          ...home(
            {},
            {
              name: "ci",
              mode: "OIDC",
              ram_role_arn: ROLE,
              oidc_provider_arn: OIDC_PROVIDER,
              oidc_token_file: "token",
            },
          ),
        },
      },
      {},
    ],
  ])("by %s", async (_name, setting, fields) => {
    const { asked, requests, failure } = await callWith(setting);
    expect(failure).toBeUndefined();
    const token = { OIDCProviderArn: OIDC_PROVIDER, OIDCToken: "token-of-the-job", RoleArn: ROLE };
    expect(asked).toMatchObject([{ what: STS, fields: { Action: "AssumeRoleWithOIDC", ...token, ...fields } }]);
    expect(requests).toMatchObject([{ accessKeyId: "session-id", status: 200 }]);
  });
});

describe("the CLI's sign-in is used", () => {
  it("by a profile of the mode OAuth", async () => {
    const inAnHour = Math.floor(Date.now() / 1000) + 3600;
    const signedIn = { oauth_site_type: "CN", oauth_access_token: "access", oauth_access_token_expire: inAnHour };
    const { asked, requests } = await callWith({
      config: { "cams:profile": "person" },
      home: home({}, { name: "person", mode: "OAuth", ...signedIn }),
    });
    expect(asked).toMatchObject([
      { what: "POST https://oauth.aliyun.com/v1/exchange", headers: { authorization: "Bearer access" } },
    ]);
    expect(requests).toMatchObject([{ accessKeyId: "session-id", status: 200 }]);
  });
});

describe("another host that fails for a moment", () => {
  const role = json({ roleArn: ROLE, oidcProviderArn: OIDC_PROVIDER, oidcTokenFile: "~/token" });
  const oidc = {
    ALIBABA_CLOUD_ROLE_ARN: ROLE,
    ALIBABA_CLOUD_OIDC_PROVIDER_ARN: OIDC_PROVIDER,
    ALIBABA_CLOUD_OIDC_TOKEN_FILE: "token",
    ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true",
  };
  const unavailable = { status: 503, body: "" };
  const throttled = { status: 400, body: { Code: "Throttling.User", Message: "planted", RequestId: "R-2" } };

  it.each<[string, Setting, HostAnswer]>([
    ["alicloud:assumeRole", { config: { ...KEYS, "alicloud:assumeRole": json({ roleArn: ROLE }) } }, unavailable],
    ["throttled", { config: { ...KEYS, "alicloud:assumeRole": json({ roleArn: ROLE }) } }, throttled],
    ["a profile", { config: { "cams:profile": "role" }, home: home({ mode: "RamRoleArn" }) }, unavailable],
    [
      "alicloud:assumeRoleWithOidc",
      { config: { "alicloud:assumeRoleWithOidc": role }, home: { token: "x" } },
      unavailable,
    ],
    ["OIDC by the environment alone", { environment: oidc, home: { token: "x" } }, unavailable],
    ["the RAM role of an ECS instance", { config: { "alicloud:ecsRoleName": "worker" } }, unavailable],
    [
      "the RAM role of an ECS instance, to assume another role",
      { config: { "alicloud:ecsRoleName": "worker", "alicloud:assumeRole": json({ roleArn: ROLE }) } },
      unavailable,
    ],
  ])("is asked again: %s", async (_name, setting, failure) => {
    // An ECS instance is asked for a token first, and then for the session even without one.
    const failing = json(setting).includes("ecsRoleName") ? 2 : 1;
    let answered = 0;
    const answer = (asked: AskedHost) => ((answered += 1) <= failing ? failure : giveSession(asked));
    const { requests, failure: reported } = await callWith(setting, answer);
    expect(reported).toBeUndefined();
    expect(requests).toMatchObject([{ accessKeyId: "session-id", status: 200 }]);
  });
});

describe("another host that gives no credentials", () => {
  const planted = "planted own-secret session-token string to sign";
  const role = { ...KEYS, "alicloud:assumeRole": json({ roleArn: ROLE, externalId: "planted" }) };
  const oidc = json({ roleArn: ROLE, oidcProviderArn: OIDC_PROVIDER, oidcTokenFile: "~/token" });
  const refusal = { status: 403, body: { Code: "NoPermission", Message: planted, RequestId: "R-2" } };

  it.each<[string, Setting, HostAnswer, RegExp]>([
    [
      "says no to alicloud:assumeRole",
      { config: role },
      refusal,
      /: The role \S+role\/support from alicloud:assumeRole could not be assumed with the credentials from alicloud:accessKey\. Check that the role exists.* Details: NoPermission \(request R-2\)\.$/,
    ],
    [
      "does not know the key behind alicloud:assumeRole",
      { config: { "alicloud:assumeRole": json({ roleArn: ROLE }) }, environment: VARIABLES },
      { status: 404, body: { Code: "InvalidAccessKeyId.NotFound", Message: planted, RequestId: "R-2" } },
      /: The role .* with the credentials from the environment variable ALICLOUD_ACCESS_KEY\. Check .* Details: InvalidAccessKeyId\.NotFound \(request R-2\)\.$/,
    ],
    [
      "answers something else",
      { config: role },
      { body: planted },
      /: The role .* from alicloud:assumeRole could not be assumed with the credentials from alicloud:accessKey\. Check/,
    ],
    [
      "says no to alicloud:assumeRoleWithOidc",
      { config: { "alicloud:assumeRoleWithOidc": oidc }, home: { token: "planted" } },
      refusal,
      /: The role .* from alicloud:assumeRoleWithOidc could not be assumed with the OIDC token\. Check .* Details: NoPermission \(request R-2\)\.$/,
    ],
    [
      "says no to a profile",
      { config: { "cams:profile": "role" }, home: home({ mode: "RamRoleArn" }) },
      refusal,
      /: The profile "role" from cams:profile gave no credentials\. Details: NoPermission \(request R-2\)\.$/,
    ],
    [
      "has no such ECS role",
      { environment: { ALICLOUD_ECS_ROLE_NAME: "worker" } },
      { status: 404, body: planted },
      /: The ECS role "worker" from the environment variable ALICLOUD_ECS_ROLE_NAME gave no credentials\. Check .* Details: HTTP 404\.$/,
    ],
  ])("%s, and the message names the source and no value", async (_name, setting, answer, message) => {
    const { requests, failure = "", output } = await callWith(setting, () => answer);
    expect(failure).toMatch(/^2 UNKNOWN: GetConversationalAutomation failed for cams-1\/8613000000000: /);
    expect(failure).toMatch(message);
    expect(failure).not.toContain("Gave up");
    expect(failure + output).not.toMatch(/planted|own-secret|session-token/);
    expect(requests).toEqual([]);
  });
});
