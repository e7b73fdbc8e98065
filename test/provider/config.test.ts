import { describe, expect, it } from "@jest/globals";
import { ConfigurationError, readConfig } from "../../provider/config.js";

type Texts = Record<string, string>;

function read(config: Texts, environment: Texts = {}) {
  return readConfig((key) => config[key], environment);
}

function mistakeOf(config: Texts, environment: Texts = {}): string {
  try {
    read(config, environment);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    return (error as Error).message;
  }
  throw new Error("The configuration was expected to be refused, and was not.");
}

/** The three settings of a source, all there. */
const sources = {
  cams: { "cams:accessKey": "cams-id", "cams:secretKey": "cams-secret" },
  camsProfile: { "cams:profile": "cams-profile" },
  alicloud: { "alicloud:accessKey": "alicloud-id", "alicloud:secretKey": "alicloud-secret" },
  alicloudProfile: { "alicloud:profile": "alicloud-profile" },
};

const variables = {
  terraform: { ALICLOUD_ACCESS_KEY: "terraform-id", ALICLOUD_SECRET_KEY: "terraform-secret" },
  sdk: { ALIBABA_CLOUD_ACCESS_KEY_ID: "sdk-id", ALIBABA_CLOUD_ACCESS_KEY_SECRET: "sdk-secret" },
  older: { ALIBABACLOUD_ACCESS_KEY_ID: "older-id", ALIBABACLOUD_ACCESS_KEY_SECRET: "older-secret" },
  profile: { ALICLOUD_PROFILE: "environment-profile" },
};

describe("credentials", () => {
  it("are looked up in cams:, alicloud:, the environment, its profile, and last the default chain", () => {
    const config: Texts = { ...sources.cams, ...sources.camsProfile, ...sources.alicloud, ...sources.alicloudProfile };
    const environment: Texts = { ...variables.terraform, ...variables.sdk, ...variables.older, ...variables.profile };
    const found: [unknown, unknown][] = [];
    for (;;) {
      const { credentials = {}, credentialsSource } = read(config, environment);
      found.push([credentials, credentialsSource]);
      const used: string[] = Object.values(credentials);
      if ("defaultChain" in credentials) break;
      for (const texts of [config, environment]) {
        for (const key of Object.keys(texts)) {
          if (used.includes(texts[key] ?? "")) Reflect.deleteProperty(texts, key);
        }
      }
    }
    expect(found).toEqual([
      [{ accessKeyId: "cams-id", accessKeySecret: "cams-secret" }, "cams:accessKey"],
      [{ profile: "cams-profile" }, "cams:profile"],
      [{ accessKeyId: "alicloud-id", accessKeySecret: "alicloud-secret" }, "alicloud:accessKey"],
      [{ profile: "alicloud-profile" }, "alicloud:profile"],
      [
        { accessKeyId: "terraform-id", accessKeySecret: "terraform-secret" },
        "the environment variable ALICLOUD_ACCESS_KEY",
      ],
      [
        { accessKeyId: "sdk-id", accessKeySecret: "sdk-secret" },
        "the environment variable ALIBABA_CLOUD_ACCESS_KEY_ID",
      ],
      [
        { accessKeyId: "older-id", accessKeySecret: "older-secret" },
        "the environment variable ALIBABACLOUD_ACCESS_KEY_ID",
      ],
      [{ profile: "environment-profile" }, "the environment variable ALICLOUD_PROFILE"],
      [{ defaultChain: true }, "Alibaba Cloud's default credential chain"],
    ]);
  });

  it.each<[string, Texts, Texts]>([
    ["cams:securityToken", { ...sources.cams, "cams:securityToken": "token" }, {}],
    ["alicloud:securityToken", { ...sources.alicloud, "alicloud:securityToken": "token" }, {}],
    ["ALICLOUD_SECURITY_TOKEN", {}, { ...variables.terraform, ALICLOUD_SECURITY_TOKEN: "token" }],
    ["ALIBABA_CLOUD_SECURITY_TOKEN", {}, { ...variables.sdk, ALIBABA_CLOUD_SECURITY_TOKEN: "token" }],
    ["ALIBABACLOUD_SECURITY_TOKEN", {}, { ...variables.older, ALIBABACLOUD_SECURITY_TOKEN: "token" }],
  ])("take the token of their own source, %s", (_name, config, environment) => {
    expect(read(config, environment).credentials).toMatchObject({ securityToken: "token" });
  });

  it("never meet those of another source: a source is taken whole", () => {
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
  ])("of which half is missing are a mistake that names what is missing: %j %j", (config, environment, sentence) => {
    expect(mistakeOf(config, environment)).toBe(`${sentence} Set both, from the same access key.`);
  });

  it("that are set to nothing count as not set", () => {
    const nothing = { "cams:accessKey": "", "cams:secretKey": " \n", "cams:profile": "", "alicloud:accessKey": "" };
    const none = { ALICLOUD_ACCESS_KEY: "", ALICLOUD_SECRET_KEY: "" };
    expect(read({ ...nothing }, { ...none, ...variables.sdk }).credentials).toMatchObject({ accessKeyId: "sdk-id" });
    expect(mistakeOf({ ...nothing, "cams:accessKey": "id" })).toContain("cams:secretKey is not");
  });

  it("lose blanks and line ends around them, which come with copying", () => {
    expect(read({ "cams:accessKey": " id\n", "cams:secretKey": "\tsecret " }).credentials).toEqual({
      accessKeyId: "id",
      accessKeySecret: "secret",
    });
  });
});

describe("other settings", () => {
  it("are left to the client when they are not set", () => {
    expect(read({ "cams:endpoint": "", "cams:maxInFlight": " " })).toEqual({
      credentials: { defaultChain: true },
      credentialsSource: "Alibaba Cloud's default credential chain",
    });
  });

  it("are read as what they are", () => {
    const config = { "cams:endpoint": " 127.0.0.1:1 ", "cams:retryTimeoutSeconds": "60", "cams:maxInFlight": "1" };
    expect(read(config)).toMatchObject({ endpoint: "127.0.0.1:1", retryTimeoutSeconds: 60, maxInFlight: 1 });
  });

  it.each([
    ["1", "1"],
    ["86400", "1000"],
  ])("accept the least and the most: %s s, %s calls", (seconds, calls) => {
    const options = read({ "cams:retryTimeoutSeconds": seconds, "cams:maxInFlight": calls });
    expect(options).toMatchObject({ retryTimeoutSeconds: Number(seconds), maxInFlight: Number(calls) });
  });

  it.each(["0", "86401", "-1", "1.5", "five", "1e9", "NaN", "Infinity", "true", "5 minutes"])(
    "refuse %j where a whole number is expected",
    (value) => {
      expect(mistakeOf({ "cams:retryTimeoutSeconds": value })).toBe(
        "cams:retryTimeoutSeconds: Expected a whole number from 1 to 86400.",
      );
      expect(mistakeOf({ "cams:maxInFlight": value })).toBe(
        "cams:maxInFlight: Expected a whole number from 1 to 1000.",
      );
    },
  );

  it.each(["http://example.com", "a host", "user:hunter2@example.com"])(
    "refuse the endpoint %j as soon as they are read, so that a preview tells of it",
    (endpoint) => {
      const mistake = mistakeOf({ "cams:endpoint": endpoint });
      expect(mistake).toMatch(/^cams:endpoint: Expected /);
      expect(mistake).not.toContain("hunter2");
    },
  );
});

describe("cams:redisUrl", () => {
  it("is read as it is", () => {
    const redisUrl = "rediss://:p%40ss@redis.example.com:6380";
    expect(read({ "cams:redisUrl": ` ${redisUrl}\n` })).toMatchObject({ redisUrl });
  });

  it.each(["redis.example.com", "https://:hunter2@redis.example.com", "redis://:hunter2@redis.example.com:port"])(
    "is refused as soon as it is read, without its password, when it is %j",
    (redisUrl) => {
      const mistake = mistakeOf({ "cams:redisUrl": redisUrl });
      expect(mistake).toMatch(/^cams:redisUrl: Expected a URL like /);
      expect(mistake).not.toContain("hunter2");
    },
  );
});

describe("a mistake in the configuration", () => {
  it("is told together with all others, without any value", () => {
    const config = {
      "cams:secretKey": "hunter2",
      "cams:retryTimeoutSeconds": "hunter2",
      "cams:maxInFlight": "hunter2",
    };
    expect(mistakeOf(config)).toBe(
      "cams:secretKey is set, but cams:accessKey is not. Set both, from the same access key. " +
        "cams:retryTimeoutSeconds: Expected a whole number from 1 to 86400. " +
        "cams:maxInFlight: Expected a whole number from 1 to 1000.",
    );
  });
});
