import os from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { optionsOf, pathOf, profilesIn } from "../../../api/credentials/cli-file.js";
import { ProfileProblem } from "../../../api/credentials/profile-problem.js";

const KEY = { access_key_id: "id", access_key_secret: "secret" };
const ROLE = {
  ram_role_arn: "acs:ram::1:role/support",
  ram_session_name: "nightly",
  expired_seconds: 1800,
  policy: "{}",
  external_id: "partner",
};
const accessKey = { accessKeyId: "id", accessKeySecret: "secret" };
const role = {
  roleArn: "acs:ram::1:role/support",
  sessionName: "nightly",
  sessionExpiration: 1800,
  policy: "{}",
  externalId: "partner",
};

function optionsIn(...profiles: unknown[]) {
  return optionsOf("prod", profilesIn(JSON.stringify({ current: "another", profiles }), "file"), "file");
}

describe("a profile", () => {
  it.each<[string, object, object]>([
    ["AK", KEY, accessKey],
    ["AK", { ...KEY, sts_token: "token" }, accessKey],
    ["StsToken", { ...KEY, sts_token: "token" }, { ...accessKey, securityToken: "token" }],
    ["RamRoleArn", { ...KEY, ...ROLE }, { assumeRole: role, credentials: accessKey }],
    ["EcsRamRole", { ...KEY, ram_role_name: "worker" }, { ecsRoleName: "worker" }],
    ["EcsRamRole", { ram_role_name: 1 }, { ecsRoleName: "" }],
    [
      "OIDC",
      { ...ROLE, oidc_provider_arn: "acs:ram::1:oidc-provider/ci", oidc_token_file: "token" },
      { assumeRoleWithOidc: { ...role, oidcProviderArn: "acs:ram::1:oidc-provider/ci", oidcTokenFile: "token" } },
    ],
  ])("with the mode %s is read: %j", (mode, fields, options) => {
    expect(optionsIn({ name: "another", mode: "AK" }, { name: "prod", mode, ...fields })).toEqual(options);
  });

  it("with the mode ChainableRamRoleArn is read along with the profiles that it builds on", () => {
    const profiles = [
      { name: "prod", mode: "ChainableRamRoleArn", ...ROLE, source_profile: "middle" },
      { name: "middle", mode: "ChainableRamRoleArn", ...ROLE, source_profile: "base" },
      { name: "base", mode: "AK", ...KEY },
    ];
    const middle = { assumeRole: role, credentials: accessKey };
    expect(optionsIn(...profiles)).toEqual({ assumeRole: role, credentials: middle });
  });

  const chained = { mode: "ChainableRamRoleArn", ...ROLE };

  it.each<[string, unknown[]]>([
    ["file has none", []],
    ["file has none", [{ mode: "AK", ...KEY }, null, "prod", 1]],
    ['file has "staging", "base"', [{ name: "staging" }, { name: "base" }, { name: "staging" }]],
  ])("that does not exist is refused with the names of the existing ones: %s", (existing, profiles) => {
    expect(() => optionsIn(...profiles)).toThrow(new ProfileProblem(`There is no profile "prod": ${existing}`));
  });

  it.each<[string, unknown[]]>([
    ['builds on "base", which is no other profile of the file', [{ name: "prod", ...chained, source_profile: "base" }]],
    ['builds on "prod", which is no other profile of the file', [{ name: "prod", ...chained, source_profile: "prod" }]],
    [
      'builds on "base", which builds on "prod", which is no other profile of the file',
      [
        { name: "prod", ...chained, source_profile: "base" },
        { name: "base", ...chained, source_profile: "prod" },
      ],
    ],
    ["has no access_key_id", [{ name: "prod", mode: "AK", ...KEY, access_key_id: 1 }]],
  ])("that is incomplete is refused: it %s", (problem, profiles) => {
    expect(() => optionsIn(...profiles)).toThrow(new ProfileProblem(`The profile "prod" of file ${problem}`));
  });

  it("is the first one with its name, as in the CLI", () => {
    const first = { name: "prod", mode: "AK", ...KEY };
    expect(optionsIn(first, { name: "prod", mode: "AK" })).toEqual(accessKey);
  });

  it.each(["External", "OAuth", "CloudSSO", "planted", undefined])(
    "with the mode %s is refused, and the message does not show the mode",
    (mode) => {
      expect(() => optionsIn({ name: "prod", mode, ...KEY })).toThrow(
        new ProfileProblem(
          "file has a profile of a mode that is supported in ~/.aliyun/config.json only: move it there",
        ),
      );
    },
  );
});

describe("a file of profiles", () => {
  it.each(["", "{", "[default]\ntype = access_key"])(
    "that is not valid JSON is refused without being shown: %j",
    (text) => {
      expect(() => profilesIn(text, "file")).toThrow(new ProfileProblem("file is not valid JSON"));
    },
  );

  it.each(["null", "{}", "[]", '{"profiles":{}}', '"text"'])("can have no profiles: %j", (text) => {
    expect(profilesIn(text, "file").size).toBe(0);
  });

  it("with a tilde is in the home folder, and without one is relative to the current folder", () => {
    expect(pathOf("~/.aliyun/config.json")).toBe(join(os.homedir(), ".aliyun", "config.json"));
    expect(pathOf("some/~/file")).toBe(resolve("some/~/file"));
    expect(pathOf("/file")).toBe(resolve("/file"));
  });
});
