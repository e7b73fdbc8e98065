import os from "node:os";
import { join, resolve } from "node:path";
import type { CredentialsOptions, RamRole } from "./credentials.js";

/** The file of the Alibaba Cloud CLI. */
export const CLI_FILE = "~/.aliyun/config.json";

/** What is wrong with a file, without a word of it: it holds secrets. */
export class CliFileProblem extends Error {}

type Fields = Readonly<Record<string, unknown>>;

/** The profiles of one file, by their names. */
export type Profiles = ReadonlyMap<string, Fields>;

export function pathOf(file: string): string {
  return /^~[/\\]/.test(file) ? join(os.homedir(), file.slice(2)) : resolve(file);
}

/**
 * Reads a text in the form of the CLI's file.
 *
 * @throws CliFileProblem when it is not valid JSON
 */
export function profilesIn(text: string, file: string): Profiles {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new CliFileProblem(`${file} is not valid JSON`);
  }
  const { profiles } = (content ?? {}) as { profiles?: unknown };
  const list = Array.isArray(profiles) ? (profiles as (Fields | null)[]) : [];
  return new Map(list.flatMap((fields) => (typeof fields?.["name"] === "string" ? [[fields["name"], fields]] : [])));
}

/** Whether a profile should hold an access key, and holds none or half of one. */
export function lacksAccessKey(fields: Fields): boolean {
  const mode = String(fields["mode"]);
  return ["AK", "StsToken", "RamRoleArn"].includes(mode) && !(fields["access_key_id"] && fields["access_key_secret"]);
}

/**
 * What a profile says, for files elsewhere than the official package looks for them; or nothing, when it is not there, or
 * not the one that it builds on. Modes that write new tokens back, or run commands, are left to the CLI's own file.
 *
 * @throws CliFileProblem when it has one of those modes
 */
export function optionsOf(profile: string, profiles: Profiles, file: string): CredentialsOptions | undefined {
  const fields = profiles.get(profile);
  if (!fields) return undefined;
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
    case "ChainableRamRoleArn": {
      const others = new Map([...profiles].filter(([name]) => name !== profile));
      const credentials = optionsOf(text("source_profile"), others, file);
      return credentials && { assumeRole: role, credentials };
    }
    case "EcsRamRole":
      return { ecsRoleName: text("ram_role_name") };
    case "OIDC": {
      const [oidcProviderArn, oidcTokenFile] = [text("oidc_provider_arn"), text("oidc_token_file")];
      return { assumeRoleWithOidc: { ...role, oidcProviderArn, oidcTokenFile } };
    }
    default:
      throw new CliFileProblem(`${file} has a profile of a mode that is taken from ${CLI_FILE} only: move it there`);
  }
}
