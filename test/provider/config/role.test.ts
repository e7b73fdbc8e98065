import { describe, expect, it } from "@jest/globals";
import { mistakeOf, read, type Texts } from "../../support/configuration.js";

const ROLE = "acs:ram::1234567890123456:role/support";
const OIDC_PROVIDER = "acs:ram::1234567890123456:oidc-provider/ci";
const KEYS = { "alicloud:accessKey": "alicloud-id", "alicloud:secretKey": "alicloud-secret" };
const VARIABLES = { ALICLOUD_ACCESS_KEY: "terraform-id", ALICLOUD_SECRET_KEY: "terraform-secret" };

const json = JSON.stringify;

describe("assumeRole", () => {
  const whole = { roleArn: ROLE, sessionName: "nightly", policy: "{}", externalId: "partner" };

  it.each([
    ["an object", json({ ...whole, sessionExpiration: 1800 })],
    ["a list of one object, as in Terraform", json([{ ...whole, sessionExpiration: 1800 }])],
    ["an object of strings", json({ ...whole, sessionExpiration: "1800" })],
  ])("can be %s, and is assumed with the credentials of its own source", (_form, text) => {
    expect(read({ ...KEYS, "alicloud:assumeRole": text }, VARIABLES)).toEqual({
      credentials: {
        assumeRole: { ...whole, sessionExpiration: 1800 },
        credentials: { accessKeyId: "alicloud-id", accessKeySecret: "alicloud-secret" },
        credentialsSource: "alicloud:accessKey",
      },
      credentialsSource: "alicloud:assumeRole",
    });
  });

  it.each<[string, Texts, Texts, string]>([
    ["alicloud:", { ...KEYS, "cams:assumeRole": json({ roleArn: ROLE }) }, VARIABLES, "alicloud:accessKey"],
    [
      "the environment",
      { "alicloud:assumeRole": json({ roleArn: ROLE }) },
      VARIABLES,
      "the environment variable ALICLOUD_ACCESS_KEY",
    ],
    [
      "the default chain",
      { "cams:assumeRole": json({ roleArn: ROLE }) },
      {},
      "Alibaba Cloud's default credential chain",
    ],
  ])("is assumed with the credentials of %s when its own source has none", (_name, config, environment, source) => {
    expect(read(config, environment).credentials).toMatchObject({
      assumeRole: { roleArn: ROLE },
      credentialsSource: source,
    });
  });

  it("of alicloud: is ignored when cams: has an access key", () => {
    const config = {
      "cams:accessKey": "cams-id",
      "cams:secretKey": "cams-secret",
      ...KEYS,
      "alicloud:assumeRole": "{}",
    };
    expect(read(config).credentials).toEqual({ accessKeyId: "cams-id", accessKeySecret: "cams-secret" });
  });

  it.each<[Texts, object]>([
    [{ ALICLOUD_ASSUME_ROLE_ARN: ROLE, ALIBABA_CLOUD_ROLE_ARN: "another" }, { roleArn: ROLE }],
    [
      {
        ALIBABA_CLOUD_ROLE_ARN: ROLE,
        ALICLOUD_ASSUME_ROLE_SESSION_NAME: "nightly",
        ALICLOUD_ASSUME_ROLE_SESSION_EXPIRATION: "900",
      },
      { roleArn: ROLE, sessionName: "nightly", sessionExpiration: 900 },
    ],
    [
      { ALICLOUD_ASSUME_ROLE_ARN: ROLE, ALIBABA_CLOUD_ROLE_SESSION_NAME: "nightly" },
      { roleArn: ROLE, sessionName: "nightly" },
    ],
  ])("is completed from the environment: %j", (environment, assumeRole) => {
    const { credentials } = read({ ...KEYS, "alicloud:assumeRole": "{}" }, environment);
    expect(credentials).toMatchObject({ assumeRole });
  });

  it.each([900, 43_200])("can last for %d seconds", (sessionExpiration) => {
    const config = { ...KEYS, "alicloud:assumeRole": json({ roleArn: ROLE, sessionExpiration }) };
    expect(read(config).credentials).toMatchObject({ assumeRole: { sessionExpiration } });
  });

  it("loses spaces and fields that are null, and may be of any region", () => {
    const role = json({ roleArn: " acs:ram:*:1:role/support\n", policy: null });
    expect(read({ ...KEYS, "alicloud:assumeRole": role }).credentials).toMatchObject({
      assumeRole: { roleArn: "acs:ram:*:1:role/support", policy: undefined },
    });
  });

  it.each(["", " ", "[]"])("counts as unset when it is %j", (text) => {
    expect(read({ ...KEYS, "alicloud:assumeRole": text }).credentials).toEqual({
      accessKeyId: "alicloud-id",
      accessKeySecret: "alicloud-secret",
    });
  });

  it.each<[string, unknown, string]>([
    [
      "that is not JSON",
      "hunter2",
      "Expected an object with roleArn, sessionName, policy, sessionExpiration and externalId.",
    ],
    ["that is a list of two", [{}, {}], "Expected an object with roleArn, "],
    ["that is null", null, "Expected an object with roleArn, "],
    ["without a role", {}, 'Expected roleArn to be like "acs:ram::1234567890123456:role/NAME".'],
    ["with an empty role", { roleArn: "" }, "Expected roleArn to be like "],
    ["with a name in place of the ARN", { roleArn: "hunter2" }, "Expected roleArn to be like "],
    ["with something before the ARN", { roleArn: `hunter2 ${ROLE}` }, "Expected roleArn to be like "],
    ["with a list as the policy", { roleArn: ROLE, policy: ["hunter2"] }, "Expected policy to be a string."],
    [
      "with an unknown field",
      { role_arn: "hunter2" },
      "Expected no other names than roleArn, sessionName, policy, sessionExpiration and externalId.",
    ],
    ...[899, 43_201, 1800.5, "hunter2", -900].map((seconds): [string, unknown, string] => [
      `with an expiration of ${seconds}`,
      { roleArn: ROLE, sessionExpiration: seconds },
      "Expected sessionExpiration to be a whole number of seconds from 900 to 43200.",
    ]),
  ])("%s is rejected, and the message names the key but shows no value", (_name, value, sentence) => {
    for (const key of ["cams:assumeRole", "alicloud:assumeRole"]) {
      const mistake = mistakeOf({ ...KEYS, [key]: typeof value === "string" ? value : json(value) });
      expect(mistake.startsWith(`${key}: ${sentence}`)).toBe(true);
      expect(mistake).not.toContain("hunter2");
    }
  });

  it("leaves the expiration to the service when it is 0", () => {
    const role = json({ roleArn: ROLE, sessionExpiration: 0 });
    expect(read({ "alicloud:assumeRole": role }).credentials).toMatchObject({ assumeRole: { roleArn: ROLE } });
  });
});

describe("a role in the environment without assumeRole", () => {
  const environment = { ...VARIABLES, ALICLOUD_ASSUME_ROLE_ARN: ROLE };

  it.each<[string, Texts]>([
    ["the environment's credentials", {}],
    ["the credentials of alicloud:", KEYS],
  ])("is a mistake with %s, because the Alibaba Cloud provider would ignore the role", (_name, config) => {
    expect(mistakeOf(config, environment)).toMatch(
      /^ALICLOUD_ASSUME_ROLE_ARN is set, but no .* alicloud:assumeRole\. Set alicloud:assumeRole in .* profile of the mode RamRoleArn\.$/,
    );
  });

  it("is ignored with credentials of cams:, which are used whole", () => {
    expect(read({ "cams:profile": "prod" }, environment).credentials).toEqual({ profile: "prod" });
  });

  it("is ignored in ALIBABA_CLOUD_ROLE_ARN, which belongs to the SDKs' OIDC role", () => {
    const { credentials } = read({}, { ...VARIABLES, ALIBABA_CLOUD_ROLE_ARN: ROLE });
    expect(credentials).toEqual({ accessKeyId: "terraform-id", accessKeySecret: "terraform-secret" });
  });
});

describe("assumeRoleWithOidc", () => {
  const key = "alicloud:assumeRoleWithOidc";
  const whole = { roleArn: ROLE, oidcProviderArn: OIDC_PROVIDER, oidcTokenFile: "token" };

  it("is completed from the environment", () => {
    const environment = {
      ALIBABA_CLOUD_ROLE_ARN: ROLE,
      ALIBABA_CLOUD_OIDC_PROVIDER_ARN: OIDC_PROVIDER,
      ALIBABA_CLOUD_OIDC_TOKEN_FILE: "token",
      ALIBABA_CLOUD_ROLE_SESSION_NAME: "nightly",
    };
    expect(read({ [key]: '{"sessionExpiration":1800}' }, environment)).toEqual({
      credentials: { assumeRoleWithOidc: { ...whole, sessionName: "nightly", sessionExpiration: 1800 } },
      credentialsSource: key,
    });
  });

  it("reads its token from the file even if the environment has the token itself", () => {
    const credentials = { assumeRoleWithOidc: whole };
    expect(read({ [key]: json(whole) }, { ALIBABA_CLOUD_OIDC_TOKEN: "hunter2" }).credentials).toEqual(credentials);
  });

  it("provides the credentials that assume another role", () => {
    const config = { [key]: json(whole), "alicloud:assumeRole": json({ roleArn: `${ROLE}-2` }) };
    expect(read(config).credentials).toMatchObject({
      assumeRole: { roleArn: `${ROLE}-2` },
      credentials: { assumeRoleWithOidc: whole },
      credentialsSource: key,
    });
  });

  it.each<[object, Texts, string]>([
    [
      { ...whole, oidcToken: "hunter2" },
      {},
      "The token itself is not supported. Write it to a file, and set oidcTokenFile",
    ],
    [
      { ...whole, oidcTokenFile: "" },
      { ALIBABA_CLOUD_OIDC_TOKEN: "hunter2" },
      "The token itself is not supported. Write it to a file, and set oidcTokenFile",
    ],
    [{ ...whole, oidcTokenFile: "" }, {}, `oidcTokenFile is missing. Set it as ${key}.oidcTokenFile.`],
    [{ ...whole, oidcProviderArn: "" }, {}, `oidcProviderArn is missing. Set it as ${key}.oidcProviderArn.`],
    [{ ...whole, roleArn: "hunter2" }, {}, "Expected roleArn to be like "],
    [{ ...whole, externalId: "hunter2" }, {}, "Expected no other names than roleArn, oidcProviderArn, "],
  ])("is rejected as %j %j, and the message names the key but shows no value", (value, environment, sentence) => {
    const mistake = mistakeOf({ [key]: json(value) }, environment);
    expect(mistake.startsWith(`${key}: ${sentence}`)).toBe(true);
    expect(mistake).not.toContain("hunter2");
  });
});
