import os from "node:os";
import { join, resolve } from "node:path";
import type { CredentialsOptions, RamRole } from "./options.js";
import { noSuchProfile, ProfileProblem, requireFields, type Fields, type Profiles } from "./profile-problem.js";

/** The Alibaba Cloud CLI's file of profiles. */
export const CLI_FILE = "~/.aliyun/config.json";

export function pathOf(file: string): string {
  return /^~[/\\]/.test(file) ? join(os.homedir(), file.slice(2)) : resolve(file);
}

/**
 * Reads the profiles of a file in the CLI's form.
 *
 * @throws ProfileProblem when it is not valid JSON
 */
export function profilesIn(text: string, file: string): Profiles {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new ProfileProblem(`${file} is not valid JSON`);
  }
  const { profiles } = (content ?? {}) as { profiles?: unknown };
  const list = Array.isArray(profiles) ? (profiles as (Fields | null)[]) : [];
  const named = list.flatMap((fields): [string, Fields][] =>
    typeof fields?.["name"] === "string" ? [[fields["name"], fields]] : [],
  );
  // Of profiles with the same name the CLI takes the first, and a map the last.
  return new Map([...named, ...[...named].reverse()]);
}

/** The name of the current profile of such a file. */
export function currentIn(text: string): string {
  return String((JSON.parse(text) as { current?: unknown }).current);
}

const KEY_FIELDS = ["access_key_id", "access_key_secret"];
const OWN_FIELDS: ReadonlyMap<unknown, string[]> = new Map([
  ["AK", KEY_FIELDS],
  ["StsToken", [...KEY_FIELDS, "sts_token"]],
  ["RamRoleArn", [...KEY_FIELDS, "ram_role_arn"]],
  ["ChainableRamRoleArn", ["ram_role_arn", "source_profile"]],
  ["OIDC", ["ram_role_arn", "oidc_provider_arn", "oidc_token_file"]],
]);

/**
 * Refuses a profile that the official package would complete from the environment, or that builds on one.
 *
 * @throws ProfileProblem
 */
export function requireWhole(
  profile: string,
  profiles: Profiles,
  file: string,
  whose = `The profile "${profile}" of ${file}`,
): void {
  const fields = profiles.get(profile);
  if (!fields) throw noSuchProfile(profile, new Map([[file, profiles]]));
  requireFields(whose, fields, OWN_FIELDS.get(fields["mode"]) ?? []);
  if (fields["mode"] !== "ChainableRamRoleArn") return;
  const source = String(fields["source_profile"]);
  const others = new Map([...profiles].filter(([name]) => name !== profile));
  const buildsOn = `${whose} builds on "${source}", which`;
  if (!others.has(source)) throw new ProfileProblem(`${buildsOn} is no other profile of the file`);
  requireWhole(source, others, file, buildsOn);
}

/**
 * What a profile says, for files that the official package does not look for. Modes that write new tokens back or run
 * commands are supported in the CLI's own file only.
 *
 * @throws ProfileProblem when the profile has one of those modes, is missing or is incomplete
 */
export function optionsOf(profile: string, profiles: Profiles, file: string): CredentialsOptions {
  requireWhole(profile, profiles, file);
  const fields = profiles.get(profile) ?? {};
  const text = (name: string): string => (typeof fields[name] === "string" ? fields[name] : "");
  const accessKey = { accessKeyId: text("access_key_id"), accessKeySecret: text("access_key_secret") };
  const role: RamRole = {
    roleArn: text("ram_role_arn"),
    sessionName: text("ram_session_name") || undefined,
    sessionExpiration: Number(fields["expired_seconds"]) || undefined,
    policy: text("policy") || undefined,
    externalId: text("external_id") || undefined,
  };
  switch (fields["mode"]) {
    case "AK":
      return accessKey;
    case "StsToken":
      return { ...accessKey, securityToken: text("sts_token") };
    case "RamRoleArn":
      return { assumeRole: role, credentials: accessKey };
    case "ChainableRamRoleArn":
      return { assumeRole: role, credentials: optionsOf(text("source_profile"), profiles, file) };
    case "EcsRamRole":
      return { ecsRoleName: text("ram_role_name") };
    case "OIDC": {
      const [oidcProviderArn, oidcTokenFile] = [text("oidc_provider_arn"), text("oidc_token_file")];
      return { assumeRoleWithOidc: { ...role, oidcProviderArn, oidcTokenFile } };
    }
    default:
      throw new ProfileProblem(`${file} has a profile of a mode that is supported in ${CLI_FILE} only: move it there`);
  }
}
