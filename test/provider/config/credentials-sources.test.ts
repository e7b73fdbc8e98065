import { inspect } from "node:util";
import { describe, expect, it } from "@jest/globals";
import { answerWith } from "../../support/answering-server.js";
import { read, type Texts } from "../../support/configuration.js";
import { CLI_FILE, moveHome } from "../../support/home.js";
import { clientOf, emulate, failureOf } from "../../support/service.js";

const KEY = { accessKeyId: "right-id", accessKeySecret: "right-secret" };
const SESSION = { accessKeyId: "session-id", accessKeySecret: "session-secret", securityToken: "session-token" };

/** The SDKs' file, in the home folder. */
const SDK_FILE = ".alibabacloud/credentials";

const sdkFile = (profile: string, name = profile) =>
  `[${profile}]\ntype = access_key\naccess_key_id = ${name}-id\naccess_key_secret = ${name}-secret\n`;

const SESSION_FIELDS = { access_key_id: "session-id", access_key_secret: "session-secret", sts_token: "session-token" };
const RIGHT_FIELDS = { access_key_id: "right-id", access_key_secret: "right-secret" };

/** A CLI file whose current profile belongs to another account. */
const profiles = (...others: object[]) => {
  const wrong = { name: "wrong", mode: "AK", access_key_id: "wrong-id", access_key_secret: "wrong-secret" };
  return JSON.stringify({ current: "wrong", profiles: [wrong, ...others] });
};

/** A profile whose credentials come from the output of a command. */
const external = (printed: object) => ({
  name: "right",
  mode: "External",
  process_command: `"${process.execPath}" -p '${JSON.stringify(JSON.stringify(printed))}'`,
});

interface Setting {
  config?: Texts;
  /** `HOME` in a value stands for the home folder. */
  variables?: Texts;
  /** Contents by path in the home folder. */
  files?: Texts;
}

/** Makes one call with the credentials in a stack's configuration, the environment and the home folder. */
async function callWith({ config = {}, variables = {}, files = {} }: Setting): Promise<object | undefined> {
  const home = moveHome();
  for (const [name, value] of Object.entries(variables)) process.env[name] = value.replace("HOME", home.folder);
  for (const [path, content] of Object.entries(files)) home.write(path, content);
  const emulator = await emulate({ accounts: [KEY, SESSION] });
  const { credentials, credentialsSource } = read(config, process.env);
  await clientOf(emulator, { credentials, credentialsSource }).queryChatappPhoneNumbers();
  return emulator.requests().map(({ accessKeyId, status }) => ({ accessKeyId, status }));
}

const right = [{ accessKeyId: "right-id", status: 200 }];
const session = [{ accessKeyId: "session-id", status: 200 }];

describe("an access key signs a call that the service accepts", () => {
  it.each([
    ["cams:accessKey", "cams:secretKey", "cams:securityToken"],
    ["alicloud:accessKey", "alicloud:secretKey", "alicloud:securityToken"],
  ])("when it comes from %s", async (id, secret, token) => {
    const files = { [CLI_FILE]: profiles() };
    const key = { [id]: "right-id", [secret]: "right-secret" };
    expect(await callWith({ config: key, files })).toEqual(right);
    const whole = { [id]: "session-id", [secret]: "session-secret", [token]: "session-token" };
    expect(await callWith({ config: whole, files })).toEqual(session);
  });

  it.each([
    ["ALICLOUD_ACCESS_KEY", "ALICLOUD_SECRET_KEY", "ALICLOUD_SECURITY_TOKEN"],
    ["ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALIBABA_CLOUD_SECURITY_TOKEN"],
    ["ALIBABACLOUD_ACCESS_KEY_ID", "ALIBABACLOUD_ACCESS_KEY_SECRET", "ALIBABACLOUD_SECURITY_TOKEN"],
  ])("when it comes from the variable %s", async (id, secret, token) => {
    const files = { [CLI_FILE]: profiles() };
    const key = { [id]: "right-id", [secret]: "right-secret" };
    expect(await callWith({ variables: key, files })).toEqual(right);
    const whole = { [id]: "session-id", [secret]: "session-secret", [token]: "session-token" };
    expect(await callWith({ variables: whole, files })).toEqual(session);
  });
});

describe("a profile of the CLI's file signs a call that the service accepts", () => {
  const files = { [CLI_FILE]: profiles({ name: "right", mode: "AK", ...RIGHT_FIELDS }) };

  it.each<[string, Setting]>([
    ["cams:profile", { config: { "cams:profile": "right" } }],
    ["alicloud:profile", { config: { "alicloud:profile": "right" } }],
    ["ALICLOUD_PROFILE", { variables: { ALICLOUD_PROFILE: "right", ALIBABA_CLOUD_PROFILE: "wrong" } }],
    ["ALIBABA_CLOUD_PROFILE", { variables: { ALIBABA_CLOUD_PROFILE: "right" } }],
  ])("when %s names it", async (_name, setting) => {
    expect(await callWith({ ...setting, files })).toEqual(right);
  });

  it.each<[string, object, object[]]>([
    ["AK", RIGHT_FIELDS, right],
    ["StsToken", SESSION_FIELDS, session],
    ["External", external({ mode: "AK", ...RIGHT_FIELDS }), right],
    ["External, with a session", external({ mode: "StsToken", ...SESSION_FIELDS }), session],
  ])("with the mode %s, as the current profile, by name, and by name and file", async (mode, fields, expected) => {
    const profile = { name: "right", mode, ...fields };
    const current = JSON.stringify({ current: "right", profiles: [profile] });
    expect(await callWith({ files: { [CLI_FILE]: current } })).toEqual(expected);
    const named = { "alicloud:profile": "right" };
    const namedInFile = { ...named, "alicloud:sharedCredentialsFile": `~/${CLI_FILE}` };
    for (const config of [named, namedInFile]) {
      expect(await callWith({ config, files: { [CLI_FILE]: profiles(profile) } })).toEqual(expected);
    }
  });
});

describe("a profile of another file signs a call that the service accepts", () => {
  const elsewhere = profiles({ name: "right", mode: "AK", ...RIGHT_FIELDS });
  const files = {
    [CLI_FILE]: JSON.stringify({ profiles: [{ name: "right", mode: "AK" }] }),
    "elsewhere.json": elsewhere,
  };

  it.each<[string, Setting]>([
    [
      "alicloud:sharedCredentialsFile",
      { config: { "alicloud:profile": "right", "alicloud:sharedCredentialsFile": "~/elsewhere.json" } },
    ],
    [
      "cams:sharedCredentialsFile",
      { config: { "cams:profile": "right", "cams:sharedCredentialsFile": "~/elsewhere.json" } },
    ],
    [
      "alicloud:sharedCredentialsFile, and the profile by ALICLOUD_PROFILE",
      {
        config: { "alicloud:sharedCredentialsFile": "~/elsewhere.json" },
        variables: { ALICLOUD_PROFILE: "right" },
      },
    ],
    [
      "ALICLOUD_SHARED_CREDENTIALS_FILE",
      { variables: { ALICLOUD_PROFILE: "right", ALICLOUD_SHARED_CREDENTIALS_FILE: "HOME/elsewhere.json" } },
    ],
    [
      "ALIBABA_CLOUD_CREDENTIALS_FILE, as in Terraform",
      { variables: { ALIBABA_CLOUD_PROFILE: "right", ALIBABA_CLOUD_CREDENTIALS_FILE: "HOME/elsewhere.json" } },
    ],
  ])("when the file is named by %s", async (_name, setting) => {
    expect(await callWith({ ...setting, files })).toEqual(right);
  });

  it("when it holds a session", async () => {
    const file = profiles({ name: "right", mode: "StsToken", ...SESSION_FIELDS });
    const config = { "cams:profile": "right", "cams:sharedCredentialsFile": "~/elsewhere.json" };
    expect(await callWith({ config, files: { "elsewhere.json": file } })).toEqual(session);
  });
});

describe("the SDKs' file signs a call that the service accepts", () => {
  it.each<[string, Setting]>([
    ["with its default profile", { files: { [SDK_FILE]: sdkFile("default", "right") } }],
    [
      "with the profile that ALIBABA_CLOUD_PROFILE names, when the CLI's file does not have it",
      {
        variables: { ALIBABA_CLOUD_PROFILE: "right" },
        files: { [CLI_FILE]: profiles(), [SDK_FILE]: sdkFile("default", "wrong") + sdkFile("right") },
      },
    ],
    [
      "when the CLI's file is disabled",
      {
        variables: { ALIBABA_CLOUD_CLI_PROFILE_DISABLED: "true" },
        files: { [CLI_FILE]: profiles(), [SDK_FILE]: sdkFile("default", "right") },
      },
    ],
    [
      "when the CLI's file is disabled and a profile is named",
      {
        variables: { ALIBABA_CLOUD_CLI_PROFILE_DISABLED: "TRUE", ALICLOUD_PROFILE: "right" },
        files: {
          [CLI_FILE]: profiles({ name: "right", mode: "AK", access_key_id: "wrong", access_key_secret: "wrong" }),
          [SDK_FILE]: sdkFile("right"),
        },
      },
    ],
    [
      "at the path in ALIBABA_CLOUD_CREDENTIALS_FILE",
      {
        variables: { ALIBABA_CLOUD_CREDENTIALS_FILE: "HOME/elsewhere" },
        files: { [SDK_FILE]: sdkFile("default", "wrong"), elsewhere: sdkFile("default", "right") },
      },
    ],
    [
      "at the path in ALIBABA_CLOUD_CREDENTIALS_FILE, with the profile that is named",
      {
        variables: { ALIBABA_CLOUD_CREDENTIALS_FILE: "HOME/elsewhere", ALIBABA_CLOUD_PROFILE: "right" },
        files: { [CLI_FILE]: profiles(), elsewhere: sdkFile("default", "wrong") + sdkFile("right") },
      },
    ],
  ])("%s", async (_name, setting) => {
    expect(await callWith(setting)).toEqual(right);
  });
});

describe("a credentials URI", () => {
  const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
  const answer = (name: string) => ({
    body: {
      Code: "Success",
      AccessKeyId: `${name}-id`,
      AccessKeySecret: `${name}-secret`,
      SecurityToken: `${name}-token`,
      Expiration: inAnHour(),
    },
  });

  it.each(["alicloud:credentialsUri", "cams:credentialsUri"])(
    "in %s provides credentials that sign a call",
    async (key) => {
      const server = await answerWith(answer("session"));
      const config = { [key]: `http://${server.endpoint}/credentials` };
      expect(await callWith({ config, files: { [CLI_FILE]: profiles() } })).toEqual(session);
      expect(server.asked).toHaveLength(1);
    },
  );

  it.each(["ALICLOUD_CREDENTIALS_URI", "ALIBABA_CLOUD_CREDENTIALS_URI"])(
    "in the variable %s provides credentials that sign a call",
    async (name) => {
      const server = await answerWith(answer("session"));
      const variables = { [name]: `http://${server.endpoint}/credentials` };
      expect(await callWith({ variables, files: { [CLI_FILE]: profiles() } })).toEqual(session);
    },
  );

  it("is queried again after the service reports an expired session, and the call succeeds", async () => {
    const account = (name: string) => ({
      accessKeyId: `${name}-id`,
      accessKeySecret: `${name}-secret`,
      securityToken: `${name}-token`,
    });
    const server = await answerWith(answer("old"), answer("fresh"));
    const emulator = await emulate({ accounts: [{ ...account("old"), expiration: 0 }, account("fresh")] });
    const uri = `http://${server.endpoint}/credentials`;
    const client = clientOf(emulator, read({ "cams:endpoint": emulator.endpoint, "alicloud:credentialsUri": uri }));
    expect(await client.queryChatappPhoneNumbers()).toEqual([]);
    expect(await client.queryChatappPhoneNumbers()).toEqual([]);
    expect(emulator.requests().map(({ accessKeyId, code }) => [accessKeyId, code])).toEqual([
      ["old-id", "InvalidSecurityToken.Expired"],
      ["fresh-id", "OK"],
      ["fresh-id", "OK"],
    ]);
    expect(server.asked).toHaveLength(2);
  });
});

describe("an error names the source that gave no credentials, and shows none of its values", () => {
  const planted = { access_key_id: "planted-id", access_key_secret: "planted-secret", sts_token: "planted-token" };
  const profile = (fields: object) => profiles({ name: "right", ...planted, ...fields });
  const inProfile = { "cams:profile": "right" };
  const elsewhere = { ...inProfile, "cams:sharedCredentialsFile": "~/elsewhere.json" };

  it.each<[string, Setting, string]>([
    [
      "a profile that neither file has",
      { config: { "alicloud:profile": "third" }, files: { [CLI_FILE]: profile({ mode: "AK" }) } },
      'There is no profile "third": ~/.aliyun/config.json has "wrong", "right"; ~/.alibabacloud/credentials has none. ' +
        "The profile is named by alicloud:profile.",
    ],
    [
      "a profile that the environment names but neither file has",
      { variables: { ALIBABA_CLOUD_PROFILE: "third" }, files: { [SDK_FILE]: sdkFile("default", "planted") } },
      'There is no profile "third": ~/.aliyun/config.json has none; ~/.alibabacloud/credentials has "default". The ' +
        "profile is named by the environment variable ALIBABA_CLOUD_PROFILE.",
    ],
    [
      "a profile whose command prints no credentials",
      { config: inProfile, files: { [CLI_FILE]: profile(external({ ...planted, access_key_secret: "" })) } },
      'The profile "right" from cams:profile gave no credentials; check that',
    ],
    [
      "a profile whose command fails",
      {
        config: inProfile,
        files: { [CLI_FILE]: profile({ mode: "External", process_command: "no-such-command planted" }) },
      },
      'The profile "right" from cams:profile gave no credentials; check that',
    ],
    [
      "a file that is not valid JSON",
      { config: inProfile, files: { [CLI_FILE]: profile({ mode: "AK" }).slice(0, -2) } },
      "~/.aliyun/config.json is not valid JSON. The profile is named by cams:profile.",
    ],
    [
      "another file that is not valid JSON",
      { config: elsewhere, files: { "elsewhere.json": profile({ mode: "AK" }).slice(0, -2) } },
      "~/elsewhere.json is not valid JSON. The profile is named by cams:profile.",
    ],
    [
      "another file that does not exist",
      { config: elsewhere, files: { [CLI_FILE]: profile({ mode: "AK" }) } },
      'The profile "right" from cams:profile gave no credentials; check that ~/elsewhere.json has it.',
    ],
    [
      "another file without the profile",
      { config: elsewhere, files: { [CLI_FILE]: profile({ mode: "AK" }), "elsewhere.json": profiles() } },
      'There is no profile "right": ~/elsewhere.json has "wrong". The profile is named by cams:profile.',
    ],
    ...["External", "OAuth", "CloudSSO", "planted"].map((mode): [string, Setting, string] => [
      `another file's profile with the mode ${mode}`,
      { config: elsewhere, files: { "elsewhere.json": profile({ mode, process_command: "planted" }) } },
      "~/elsewhere.json has a profile of a mode that is supported in ~/.aliyun/config.json only: move it there. The " +
        "profile is named by cams:profile.",
    ]),
    [
      "an ECS role while ECS metadata is disabled",
      { config: { "alicloud:ecsRoleName": "worker" } },
      'The ECS role "worker" from alicloud:ecsRoleName gave no credentials. Check that this is an ECS instance',
    ],
    [
      "an OIDC token file that does not exist",
      {
        config: {
          "alicloud:assumeRoleWithOidc": JSON.stringify({
            roleArn: "acs:ram::1:role/support",
            oidcProviderArn: "acs:ram::1:oidc-provider/ci",
            oidcTokenFile: "~/planted",
          }),
        },
      },
      "The role acs:ram::1:role/support from alicloud:assumeRoleWithOidc could not be assumed with the OIDC token. Check",
    ],
    [
      "the credentials for assuming a role",
      {
        config: { "alicloud:assumeRole": '{"roleArn":"acs:ram::1:role/support"}', "alicloud:profile": "third" },
        files: { [CLI_FILE]: profile({ mode: "AK" }) },
      },
      'There is no profile "third": ~/.aliyun/config.json has "wrong", "right"; ~/.alibabacloud/credentials has none.',
    ],
  ])("for %s", async (_name, setting, sentence) => {
    const error = await failureOf(callWith(setting));
    expect(error.kind).toBe("no-credentials");
    expect(error.message).toContain(`QueryChatappPhoneNumbers failed: ${sentence}`);
    const everything = inspect(error, { showHidden: true, depth: Infinity }) + String(error.stack);
    expect(everything.replaceAll('profile "planted"', "")).not.toContain("planted");
  });

  it.each<[string, { status?: number; body: unknown }, string]>([
    [
      "that answers with an error",
      { status: 403, body: "planted" },
      ". Check that it answers with AccessKeyId, AccessKeySecret, SecurityToken and Expiration, as JSON. Details: HTTP 403.",
    ],
    ["without a token", { body: { AccessKeyId: "planted", AccessKeySecret: "planted" } }, ". Check"],
    [
      "without an expiration",
      { body: { AccessKeyId: "p", AccessKeySecret: "planted", SecurityToken: "planted" } },
      ". Check",
    ],
    ["that answers with a web page", { body: "<html>planted</html>" }, ". Check"],
  ])("for a credentials URI %s", async (_name, answer, sentence) => {
    const server = await answerWith(answer);
    const config = { "alicloud:credentialsUri": `http://${server.endpoint}/?token=planted` };
    const error = await failureOf(callWith({ config }));
    expect(error.message).toContain(
      `QueryChatappPhoneNumbers failed: The credentials URI from alicloud:credentialsUri gave no credentials${sentence}`,
    );
    expect(inspect(error, { showHidden: true, depth: Infinity }) + String(error.stack)).not.toContain("planted");
  });

  it("for a credentials URI where nothing listens", async () => {
    const error = await failureOf(callWith({ variables: { ALICLOUD_CREDENTIALS_URI: "http://127.0.0.1:1/planted" } }));
    expect(error.message).toMatch(
      /: The credentials URI from the environment variable ALICLOUD_CREDENTIALS_URI gave no .* Details: ECONNREFUSED\.$/,
    );
    expect(inspect(error, { showHidden: true, depth: Infinity }) + String(error.stack)).not.toContain("planted");
  });
});

describe("a profile is never completed from another account's environment", () => {
  const ANOTHER = {
    ALIBABA_CLOUD_ACCESS_KEY_ID: "session-id",
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: "session-secret",
    ALIBABA_CLOUD_SECURITY_TOKEN: "session-token",
    ALIBABA_CLOUD_ROLE_ARN: "acs:ram::1:role/another",
    ALIBABA_CLOUD_OIDC_PROVIDER_ARN: "acs:ram::1:oidc-provider/another",
    ALIBABA_CLOUD_OIDC_TOKEN_FILE: "HOME/token",
  };
  const role = { ...RIGHT_FIELDS, ram_role_arn: "acs:ram::2:role/support", source_profile: "base" };
  const oidc = { ...role, oidc_provider_arn: "acs:ram::2:oidc-provider/ci", oidc_token_file: "token" };
  const config = { "cams:profile": "half" };
  const errorMessageOf = async (setting: Setting) => {
    const error = await failureOf(callWith({ variables: ANOTHER, ...setting }));
    expect(error.kind).toBe("no-credentials");
    return error.message;
  };

  it.each<[string, object, string]>([
    ["AK", RIGHT_FIELDS, "access_key_id"],
    ["AK", RIGHT_FIELDS, "access_key_secret"],
    ["StsToken", SESSION_FIELDS, "access_key_secret"],
    ["StsToken", SESSION_FIELDS, "sts_token"],
    ["RamRoleArn", role, "access_key_id"],
    ["RamRoleArn", role, "ram_role_arn"],
    ["ChainableRamRoleArn", role, "ram_role_arn"],
    ["ChainableRamRoleArn", role, "source_profile"],
    ["OIDC", oidc, "ram_role_arn"],
    ["OIDC", oidc, "oidc_provider_arn"],
    ["OIDC", oidc, "oidc_token_file"],
  ])("in the CLI's file or another file, with the mode %s: %j without %s", async (mode, fields, missing) => {
    const base = { name: "base", mode: "AK", ...RIGHT_FIELDS };
    const file = profiles({ name: "half", mode, ...fields, [missing]: "" }, base);
    const sentence = (path: string) =>
      `The profile "half" of ${path} has no ${missing}. The profile is named by cams:profile.`;
    const files = { [CLI_FILE]: file, "elsewhere.json": file, token: "token" };
    expect(await errorMessageOf({ config, files })).toContain(sentence("~/.aliyun/config.json"));
    const elsewhere = { ...config, "cams:sharedCredentialsFile": "~/elsewhere.json" };
    expect(await errorMessageOf({ config: elsewhere, files })).toContain(sentence("~/elsewhere.json"));
  });

  it.each<[string, object]>([
    ["has no access_key_id", { mode: "AK", access_key_secret: "right-secret" }],
    ["has no sts_token", { mode: "StsToken", ...RIGHT_FIELDS }],
    [
      'builds on "half", which is no other profile of the file',
      { mode: "ChainableRamRoleArn", source_profile: "half" },
    ],
  ])("in the CLI's file, when the profile it builds on %s", async (problem, fields) => {
    const base = { name: "base", ram_role_arn: role.ram_role_arn, ...fields };
    const files = { [CLI_FILE]: profiles({ name: "half", mode: "ChainableRamRoleArn", ...role }, base) };
    expect(await errorMessageOf({ config, files })).toContain(
      `The profile "half" of ~/.aliyun/config.json builds on "base", which ${problem}.`,
    );
  });

  it.each([
    ["access_key", "access_key_id"],
    ["access_key", "access_key_secret"],
    ["ram_role_arn", "access_key_id"],
    ["ram_role_arn", "access_key_secret"],
    ["ram_role_arn", "role_arn"],
  ])("in the SDKs' file, with the type %s and no %s", async (type, missing) => {
    const section = `[half]\ntype=${type}\naccess_key_id=right-id\naccess_key_secret=right-secret\nrole_arn=arn\n`;
    const file = sdkFile("default", "wrong") + section.replace(new RegExp(`${missing}=.*`), "") + sdkFile("right");
    expect(await errorMessageOf({ config, files: { [SDK_FILE]: file } })).toContain(
      `The profile "half" of ~/.alibabacloud/credentials has no ${missing}. The profile is named by cams:profile.`,
    );
    const variables = { ...ANOTHER, ALIBABA_CLOUD_CREDENTIALS_FILE: "HOME/elsewhere" };
    expect(await errorMessageOf({ config, variables, files: { elsewhere: file } })).toMatch(
      new RegExp(`: The profile "half" of \\S+elsewhere has no ${missing}\\.`),
    );
  });
});
