import { describe, expect, it } from "@jest/globals";
import { mistakeOf, OR_EXPLICIT, read, type Texts } from "../../support/configuration.js";

const ROLE = "acs:ram::1234567890123456:role/support";
const OIDC = { roleArn: ROLE, oidcProviderArn: "acs:ram::1234567890123456:oidc-provider/ci", oidcTokenFile: "token" };

const json = JSON.stringify;

/** A complete access key under the keys of each namespace. */
const sources = {
  cams: { "cams:accessKey": "cams-id", "cams:secretKey": "cams-secret" },
  alicloud: { "alicloud:accessKey": "alicloud-id", "alicloud:secretKey": "alicloud-secret" },
};

const variables = {
  terraform: { ALICLOUD_ACCESS_KEY: "terraform-id", ALICLOUD_SECRET_KEY: "terraform-secret" },
  sdk: { ALIBABA_CLOUD_ACCESS_KEY_ID: "sdk-id", ALIBABA_CLOUD_ACCESS_KEY_SECRET: "sdk-secret" },
  older: { ALIBABACLOUD_ACCESS_KEY_ID: "older-id", ALIBABACLOUD_ACCESS_KEY_SECRET: "older-secret" },
};

const FILES = { ALICLOUD_SHARED_CREDENTIALS_FILE: "shared", ALIBABA_CLOUD_CREDENTIALS_FILE: "sdk" };

/** Every source in order: its settings, its name in messages, and its credentials. */
const ORDER: [Texts, string, object][] = [
  ...["cams", "alicloud"].flatMap((namespace): [Texts, string, object][] => [
    [
      { [`${namespace}:accessKey`]: "id", [`${namespace}:secretKey`]: "secret" },
      `${namespace}:accessKey`,
      { accessKeyId: "id", accessKeySecret: "secret" },
    ],
    [
      { [`${namespace}:profile`]: "prod", [`${namespace}:sharedCredentialsFile`]: "file" },
      `${namespace}:profile`,
      { profile: "prod", file: "file" },
    ],
    [
      { [`${namespace}:credentialsUri`]: "http://127.0.0.1/" },
      `${namespace}:credentialsUri`,
      { credentialsUri: "http://127.0.0.1/" },
    ],
    [{ [`${namespace}:ecsRoleName`]: "worker" }, `${namespace}:ecsRoleName`, { ecsRoleName: "worker" }],
    [
      { [`${namespace}:assumeRoleWithOidc`]: json(OIDC) },
      `${namespace}:assumeRoleWithOidc`,
      { assumeRoleWithOidc: OIDC },
    ],
  ]),
  ...Object.entries(variables).map(([name, texts]): [Texts, string, object] => [
    texts,
    `the environment variable ${Object.keys(texts)[0] ?? ""}`,
    { accessKeyId: `${name}-id`, accessKeySecret: `${name}-secret` },
  ]),
  [
    { ALICLOUD_PROFILE: "prod", ALICLOUD_SHARED_CREDENTIALS_FILE: "file" },
    "the environment variable ALICLOUD_PROFILE",
    { profile: "prod", file: "file" },
  ],
  [
    { ALIBABA_CLOUD_PROFILE: "prod", ALIBABA_CLOUD_CREDENTIALS_FILE: "file" },
    "the environment variable ALIBABA_CLOUD_PROFILE",
    { profile: "prod", file: "file" },
  ],
  ...["ALICLOUD_CREDENTIALS_URI", "ALIBABA_CLOUD_CREDENTIALS_URI"].map((name): [Texts, string, object] => [
    { [name]: "http://127.0.0.1/" },
    `the environment variable ${name}`,
    { credentialsUri: "http://127.0.0.1/" },
  ]),
  ...["ALICLOUD_ECS_ROLE_NAME", "ALIBABA_CLOUD_ECS_METADATA"].map((name): [Texts, string, object] => [
    { [name]: "worker" },
    `the environment variable ${name}`,
    { ecsRoleName: "worker" },
  ]),
  [{}, "Alibaba Cloud's default credential chain", { defaultChain: true }],
];

/** Reads the settings both as configuration and as environment variables. */
function readAll(texts: readonly Texts[]) {
  const all = Object.fromEntries([...texts].reverse().flatMap((some) => Object.entries(some)));
  return read(all, all);
}

describe("credentials", () => {
  it.each(ORDER.map(([, source, credentials], index) => [source, credentials, index] as const))(
    "come from %s when no earlier source is set, whether or not later ones are",
    (credentialsSource, credentials, index) => {
      const texts = ORDER.slice(index).map(([settings]) => settings);
      for (const some of [texts, texts.slice(0, 1)]) expect(readAll(some)).toEqual({ credentials, credentialsSource });
    },
  );

  it.each<[string, Texts, Texts]>([
    ["cams:securityToken", { ...sources.cams, "cams:securityToken": "token" }, {}],
    ["alicloud:securityToken", { ...sources.alicloud, "alicloud:securityToken": "token" }, {}],
    ["ALICLOUD_SECURITY_TOKEN", {}, { ...variables.terraform, ALICLOUD_SECURITY_TOKEN: "token" }],
    ["ALIBABA_CLOUD_SECURITY_TOKEN", {}, { ...variables.sdk, ALIBABA_CLOUD_SECURITY_TOKEN: "token" }],
    ["ALIBABACLOUD_SECURITY_TOKEN", {}, { ...variables.older, ALIBABACLOUD_SECURITY_TOKEN: "token" }],
  ])("include the security token of their own source, %s", (_name, config, environment) => {
    expect(read(config, environment).credentials).toMatchObject({ securityToken: "token" });
  });

  it("are never combined with those of another source", () => {
    const tokens = { "alicloud:securityToken": "token", ...sources.alicloud };
    const environment = { ...variables.sdk, ALIBABA_CLOUD_SECURITY_TOKEN: "token" };
    expect(read({ ...sources.cams, ...tokens }, environment).credentials).toEqual({
      accessKeyId: "cams-id",
      accessKeySecret: "cams-secret",
    });
  });

  it.each<[Texts, Texts, string]>([
    [{ "cams:accessKey": "hunter2" }, {}, "cams:accessKey is set, but cams:secretKey is not."],
    [{ "cams:secretKey": "hunter2" }, {}, "cams:secretKey is set, but cams:accessKey is not."],
    [{ "cams:securityToken": "hunter2" }, variables.sdk, "cams:securityToken is set, but cams:accessKey is not."],
    [
      { "cams:accessKey": "hunter2", ...sources.alicloud },
      variables.sdk,
      "cams:accessKey is set, but cams:secretKey is not.",
    ],
    [{ "alicloud:accessKey": "hunter2" }, variables.sdk, "alicloud:accessKey is set, but alicloud:secretKey is not."],
    [{}, { ALICLOUD_SECRET_KEY: "hunter2" }, "ALICLOUD_SECRET_KEY is set, but ALICLOUD_ACCESS_KEY is not."],
    [
      {},
      { ALIBABA_CLOUD_ACCESS_KEY_ID: "hunter2" },
      "ALIBABA_CLOUD_ACCESS_KEY_ID is set, but ALIBABA_CLOUD_ACCESS_KEY_SECRET is not.",
    ],
  ])("report the missing half of an access key: %j %j", (config, environment, sentence) => {
    expect(mistakeOf(config, environment)).toBe(
      `${sentence} Set both, from the same access key.${sentence.startsWith("cams:") ? OR_EXPLICIT : ""}`,
    );
  });

  it("count as unset when they are blank", () => {
    const nothing = { "cams:accessKey": "", "cams:secretKey": " \n", "cams:profile": "", "alicloud:accessKey": "" };
    const none = { ALICLOUD_ACCESS_KEY: "", ALICLOUD_SECRET_KEY: "" };
    expect(read({ ...nothing }, { ...none, ...variables.sdk }).credentials).toMatchObject({ accessKeyId: "sdk-id" });
    expect(mistakeOf({ ...nothing, "cams:accessKey": "id" })).toContain("cams:secretKey is not");
  });

  it("lose the spaces and line breaks around them, which come from copying", () => {
    const key = { accessKeyId: "id", accessKeySecret: "secret" };
    expect(read({ "cams:accessKey": " id\n", "cams:secretKey": "\tsecret " }).credentials).toEqual(key);
    expect(read({}, { ALICLOUD_ACCESS_KEY: " id\n", ALICLOUD_SECRET_KEY: "secret\n" }).credentials).toEqual(key);
  });
});

describe("the file of a profile", () => {
  const profile = { "alicloud:profile": "prod" };

  it.each<[string, Texts, Texts, object]>([
    [
      "sharedCredentialsFile",
      { ...profile, "alicloud:sharedCredentialsFile": "own" },
      FILES,
      { profile: "prod", file: "own" },
    ],
    ["ALICLOUD_SHARED_CREDENTIALS_FILE", profile, FILES, { profile: "prod", file: "shared" }],
    [
      "ALIBABA_CLOUD_CREDENTIALS_FILE",
      profile,
      { ALIBABA_CLOUD_CREDENTIALS_FILE: "sdk" },
      { profile: "prod", file: "sdk" },
    ],
    [
      "sharedCredentialsFile, with the profile from the environment",
      { "alicloud:sharedCredentialsFile": "own" },
      { ALIBABA_CLOUD_PROFILE: "staging" },
      { profile: "staging", file: "own" },
    ],
    [
      "neither variable for cams:profile, whose source is used whole",
      { "cams:profile": "prod" },
      FILES,
      { profile: "prod" },
    ],
  ])("comes from %s", (_name, config, environment, credentials) => {
    expect(read(config, environment).credentials).toEqual(credentials);
  });

  it.each<[Texts, Texts, string]>([
    [{ "cams:sharedCredentialsFile": "file" }, { ALICLOUD_PROFILE: "prod" }, "cams:sharedCredentialsFile"],
    [{ "alicloud:sharedCredentialsFile": "file" }, variables.sdk, "alicloud:sharedCredentialsFile"],
    [{}, { ALICLOUD_SHARED_CREDENTIALS_FILE: "file" }, "ALICLOUD_SHARED_CREDENTIALS_FILE"],
  ])("is rejected without a profile, because another account would be used: %j %j", (config, environment, name) => {
    expect(mistakeOf(config, environment)).toMatch(
      new RegExp(`^${name} is set, but \\S*(:profile|_PROFILE) is not. Say which profile of the file to use\\.`),
    );
  });

  it("is left to the default chain when only the SDKs' variable names it", () => {
    expect(read({}, { ALIBABA_CLOUD_CREDENTIALS_FILE: "file" }).credentials).toEqual({ defaultChain: true });
  });
});

describe("a credentials URI", () => {
  it.each(["hunter2", "file:///hunter2", "http:hunter2", "xhttp://hunter2"])(
    "that is not a server's URL is rejected without being shown: %j",
    (uri) => {
      const message = ': Expected a URL like "http://127.0.0.1:8080/credentials".';
      expect(mistakeOf({ "alicloud:credentialsUri": uri })).toBe(`alicloud:credentialsUri${message}`);
      expect(mistakeOf({}, { ALICLOUD_CREDENTIALS_URI: uri })).toBe(`ALICLOUD_CREDENTIALS_URI${message}`);
    },
  );
});
