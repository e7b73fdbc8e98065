import { join } from "node:path";
import { inspect } from "node:util";
import { describe, expect, it } from "@jest/globals";
import { systemClock } from "../../../api/clock.js";
import { createCredentials } from "../../../api/credentials/credentials.js";
import { accountOf, type CredentialsOptions } from "../../../api/credentials/options.js";
import { CLI_FILE, cliFile, moveHome } from "../../support/home.js";
import { clientOf, emulate, failureOf, NUMBER } from "../../support/service.js";

const DEFAULT_CHAIN: CredentialsOptions = { defaultChain: true };
const VARIABLES = { ALIBABA_CLOUD_ACCESS_KEY_ID: "variable-id", ALIBABA_CLOUD_ACCESS_KEY_SECRET: "variable-secret" };

const credentialsOf = (options: CredentialsOptions) =>
  createCredentials(options, "the test", { timeoutMs: 0, clock: systemClock, random: () => 0.5 });

const failureOfResolve = (options: CredentialsOptions) => failureOf(credentialsOf(options).resolve());

describe("an access key in the options", () => {
  it.each([
    { accessKeyId: "id", accessKeySecret: "secret" },
    { accessKeyId: "id", accessKeySecret: "secret", securityToken: "token" },
  ])("is used as is: %j", async (given) => {
    moveHome(VARIABLES);
    const credentials = credentialsOf(given);
    expect(await credentials.resolve()).toEqual(given);
    expect(credentials.source).toBe("the test");
  });

  it("is not completed from the environment when a part of it is empty", async () => {
    moveHome(VARIABLES);
    const error = await failureOfResolve({ accessKeyId: "id", accessKeySecret: "" });
    expect(error).toMatchObject({ kind: "no-credentials" });
  });
});

describe("a profile", () => {
  it("is read from the Alibaba Cloud CLI's file", async () => {
    moveHome().write(CLI_FILE, cliFile("first", "second"));
    expect(await credentialsOf({ profile: "second" }).resolve()).toEqual({
      accessKeyId: "second-id",
      accessKeySecret: "second-secret",
    });
  });

  it("can hold the access key and the security token of a session", async () => {
    const session = { access_key_id: "id", access_key_secret: "secret", sts_token: "token" };
    const profiles = [{ name: "session", mode: "StsToken", ...session }];
    moveHome().write(CLI_FILE, JSON.stringify({ current: "session", profiles }));
    expect(await credentialsOf({ profile: "session" }).resolve()).toEqual({
      accessKeyId: "id",
      accessKeySecret: "secret",
      securityToken: "token",
    });
  });

  it("that does not exist is named in the error, along with the files to check", async () => {
    moveHome().write(CLI_FILE, cliFile("first"));
    const error = await failureOfResolve({ profile: "third" });
    expect(error.kind).toBe("no-credentials");
    expect(error.message).toContain(
      'There is no profile "third": ~/.aliyun/config.json has "first"; ~/.alibabacloud/credentials has none. The ' +
        "profile is named by the test.",
    );
  });

  it("that does not exist is named even when there is no file", async () => {
    moveHome();
    expect((await failureOfResolve({ profile: "third" })).message).toContain('There is no profile "third": ');
  });

  it.each([[{ profile: "first" }], [DEFAULT_CHAIN]])(
    "in a file that is not valid JSON is reported without showing the file: %j",
    async (options) => {
      moveHome().write(CLI_FILE, cliFile("planted").slice(0, -2));
      const error = await failureOfResolve(options);
      expect(error.message).toContain("~/.aliyun/config.json is not valid JSON");
      const everything = inspect(error, { showHidden: true, depth: Infinity }) + String(error.stack);
      expect(everything).not.toContain("planted");
    },
  );

  it.each(["AK", "StsToken", "RamRoleArn"])(
    "with the mode %s and empty values is not completed from the environment",
    async (mode) => {
      const profiles = [{ name: "hollow", mode, access_key_id: "", access_key_secret: "", ram_role_arn: "role" }];
      moveHome(VARIABLES).write(CLI_FILE, JSON.stringify({ current: "hollow", profiles }));
      expect((await failureOfResolve({ profile: "hollow" })).kind).toBe("no-credentials");
      expect((await failureOfResolve({ profile: "hollow", file: `~/${CLI_FILE}` })).kind).toBe("no-credentials");
    },
  );
});

describe("a profile in another file", () => {
  it("has the CLI's form, or the SDKs' where only their variable names the file", async () => {
    const home = moveHome();
    const file = join(home.folder, "elsewhere");
    const credentials = () => credentialsOf({ profile: "prod", file }).resolve();
    home.write("elsewhere", "[prod]\ntype = access_key\naccess_key_id = ini-id\naccess_key_secret = secret\n");
    await expect(credentials()).rejects.toThrow(`${file} is not valid JSON`);
    process.env["ALIBABA_CLOUD_CREDENTIALS_FILE"] = file;
    expect(await credentials()).toMatchObject({ accessKeyId: "ini-id" });
    home.write("elsewhere", `\n ${cliFile("prod")}`);
    expect(await credentials()).toMatchObject({ accessKeyId: "prod-id" });
  });

  const role = { mode: "RamRoleArn", access_key_id: "id", access_key_secret: "secret" };
  const oidc = { mode: "OIDC", ram_role_arn: "acs:ram::1:role/support", oidc_token_file: "token" };

  it.each([
    ["role", role],
    ["OIDC provider", oidc],
  ])("without a %s does not take one from the environment", async (_name, fields) => {
    const home = moveHome({
      ALIBABA_CLOUD_ROLE_ARN: "acs:ram::2:role/other",
      ALIBABA_CLOUD_OIDC_PROVIDER_ARN: "other",
    });
    home.write("elsewhere.json", JSON.stringify({ profiles: [{ name: "prod", ...fields }] }));
    home.write("token", "token");
    const error = await failureOfResolve({ profile: "prod", file: join(home.folder, "elsewhere.json") });
    expect(error.message).toMatch(/^The profile "prod" of \S+elsewhere\.json has no (ram_role|oidc_provider)_arn\. /);
  });
});

describe("the default chain", () => {
  const ini = "[default]\ntype = access_key\naccess_key_id = id\n";
  const session = { name: "first", mode: "StsToken", access_key_id: "id", access_key_secret: "secret" };

  it.each([
    [
      CLI_FILE,
      JSON.stringify({ current: "first", profiles: [session] }),
      '"first" of ~/.aliyun/config.json',
      "sts_token",
    ],
    [".alibabacloud/credentials", ini, '"default" of ~/.alibabacloud/credentials', "access_key_secret"],
  ])("refuses a profile in %s that the environment would complete", async (file, content, whose, missing) => {
    moveHome({ ALIBABA_CLOUD_SECURITY_TOKEN: "another", ALIBABA_CLOUD_ACCESS_KEY_SECRET: "another" }).write(
      file,
      content,
    );
    const error = await failureOfResolve(DEFAULT_CHAIN);
    expect(error.message).toContain(`The profile ${whose} has no ${missing}. the test has chosen it.`);
  });

  it("tries the environment first", async () => {
    moveHome({ ...VARIABLES, ALIBABA_CLOUD_SECURITY_TOKEN: "token" }).write(CLI_FILE, cliFile("first"));
    expect(await credentialsOf(DEFAULT_CHAIN).resolve()).toEqual({
      accessKeyId: "variable-id",
      accessKeySecret: "variable-secret",
      securityToken: "token",
    });
  });

  it.each([
    ["the current profile", {}, "first-id"],
    ["the profile that is named in the environment", { ALIBABA_CLOUD_PROFILE: "second" }, "second-id"],
  ])("then tries %s", async (_name, variables, accessKeyId) => {
    moveHome(variables).write(CLI_FILE, cliFile("first", "second"));
    expect(await credentialsOf(DEFAULT_CHAIN).resolve()).toMatchObject({ accessKeyId });
  });

  it("needs only that profile to be whole", async () => {
    const [whole] = (JSON.parse(cliFile("second")) as { profiles: object[] }).profiles;
    const profiles = [{ name: "first", mode: "AK" }, whole];
    moveHome({ ALIBABA_CLOUD_PROFILE: "second" }).write(CLI_FILE, JSON.stringify({ current: "first", profiles }));
    expect(await credentialsOf(DEFAULT_CHAIN).resolve()).toMatchObject({ accessKeyId: "second-id" });
  });

  it.each([
    ["the environment", VARIABLES, CLI_FILE],
    ["~/.aliyun/config.json", {}, CLI_FILE],
    ["~/.alibabacloud/credentials", {}, ".alibabacloud/credentials"],
  ])("names %s as the source once it has provided the credentials", async (link, variables, file) => {
    const ini = "[default]\ntype = access_key\naccess_key_id = id\naccess_key_secret = secret\n";
    moveHome(variables).write(file, file === CLI_FILE ? cliFile("first") : ini);
    const credentials = credentialsOf(DEFAULT_CHAIN);
    expect(credentials.source).toBe("the test");
    await credentials.resolve();
    expect(credentials.source).toBe(`the test, ${link}`);
  });

  it("serves ten concurrent first uses", async () => {
    moveHome().write(CLI_FILE, cliFile("first"));
    const credentials = credentialsOf(DEFAULT_CHAIN);
    const resolved = await Promise.all(Array.from({ length: 10 }, () => credentials.resolve()));
    expect(new Set(resolved.map(({ accessKeyId }) => accessKeyId))).toEqual(new Set(["first-id"]));
  });

  it("says where to set credentials when it finds none", async () => {
    moveHome();
    expect((await failureOfResolve(DEFAULT_CHAIN)).message).toBe(
      "No credentials were found in the configuration, the environment or a profile. Set the environment variables " +
        "ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or a profile in ~/.aliyun/config.json.",
    );
  });

  it("can succeed after a failure", async () => {
    const home = moveHome();
    const credentials = credentialsOf(DEFAULT_CHAIN);
    await expect(credentials.resolve()).rejects.toMatchObject({ kind: "no-credentials" });
    home.write(CLI_FILE, cliFile("first"));
    expect(await credentials.resolve()).toMatchObject({ accessKeyId: "first-id" });
  });

  it("is resolved again once its latest credentials are forgotten, and not before", async () => {
    const home = moveHome();
    home.write(CLI_FILE, cliFile("first"));
    const credentials = credentialsOf(DEFAULT_CHAIN);
    const first = await credentials.resolve();
    home.write(CLI_FILE, "{");
    expect(await credentials.resolve()).toBe(first);
    home.write(CLI_FILE, cliFile("second"));
    expect(await credentials.resolve()).toBe(first);
    credentials.forget(first);
    const second = await credentials.resolve();
    expect(second).toMatchObject({ accessKeyId: "second-id" });
    home.write(CLI_FILE, cliFile("third"));
    credentials.forget(first);
    expect(await credentials.resolve()).toBe(second);
  });
});

describe("a call", () => {
  it("without credentials fails before anything is sent, and names its operation and number", async () => {
    moveHome();
    const emulator = await emulate();
    const error = await failureOf(
      clientOf(emulator, { credentials: DEFAULT_CHAIN }).getConversationalAutomation(NUMBER),
    );
    expect(error.message).toMatch(
      /^GetConversationalAutomation failed for cams-1\/8613000000000: No credentials were found/,
    );
    expect(emulator.requests()).toEqual([]);
  });

  it("uses fresh credentials after the session has expired", async () => {
    const account = (name: string) => ({
      accessKeyId: `${name}-id`,
      accessKeySecret: `${name}-secret`,
      securityToken: `${name}-token`,
    });
    const session = (name: string) => {
      const keys = { access_key_id: `${name}-id`, access_key_secret: `${name}-secret`, sts_token: `${name}-token` };
      return JSON.stringify({ current: "only", profiles: [{ name: "only", mode: "StsToken", ...keys }] });
    };
    const emulator = await emulate({ accounts: [{ ...account("old"), expiration: 0 }, account("fresh")] });
    const home = moveHome();
    home.write(CLI_FILE, session("old"));
    const client = clientOf(emulator, { credentials: { profile: "only" } });
    expect(await failureOf(client.queryChatappPhoneNumbers())).toMatchObject({ kind: "token-expired" });
    home.write(CLI_FILE, session("fresh"));
    expect(await client.queryChatappPhoneNumbers()).toEqual([]);
    expect(emulator.requests().map(({ accessKeyId }) => accessKeyId)).toEqual(["old-id", "old-id", "fresh-id"]);
  });
});

describe("the account that credentials are throttled by", () => {
  const role = { roleArn: "acs:ram::1234567890123456:role/support" };
  const accessKey = { accessKeyId: "id", accessKeySecret: "planted", securityToken: "planted" };

  it.each<[CredentialsOptions, string]>([
    [accessKey, "id"],
    [{ profile: "prod" }, '{"profile":"prod"}'],
    [{ assumeRole: role, credentials: accessKey }, "1234567890123456"],
    [{ assumeRoleWithOidc: { ...role, oidcProviderArn: "", oidcTokenFile: "" } }, "1234567890123456"],
    [{ assumeRole: { roleArn: "acs:ram:*:42:role/support" }, credentials: accessKey }, "42"],
    [{ assumeRole: { roleArn: "another form" }, credentials: accessKey }, "another form"],
    [{ assumeRole: { roleArn: "x acs:ram::1:role/x" }, credentials: accessKey }, "x acs:ram::1:role/x"],
    [DEFAULT_CHAIN, '{"defaultChain":true}'],
  ])("distinguishes them without a secret: %j", (options, account) => {
    expect(accountOf(options)).toBe(account);
  });
});
