import type { AccessKey, CredentialsOptions } from "../../api/index.js";
import type { ReadConfig } from "./read-config.js";
import { ConfigurationError } from "./configuration-error.js";

export const PROFILE_VARIABLES = ["ALICLOUD_PROFILE", "ALIBABA_CLOUD_PROFILE"];
const FILE_VARIABLES = ["ALICLOUD_SHARED_CREDENTIALS_FILE", "ALIBABA_CLOUD_CREDENTIALS_FILE"];

/** Under which names an access key is looked for. */
export type AccessKeyNames = readonly [id: string, secret: string, token: string];

export function readAccessKey(names: AccessKeyNames, read: ReadConfig): AccessKey | undefined {
  const [idName, secretName, tokenName] = names;
  const [accessKeyId, accessKeySecret, securityToken] = [read(idName), read(secretName), read(tokenName)];
  const given = [accessKeyId && idName, accessKeySecret && secretName, securityToken && tokenName].find(Boolean);
  if (given === undefined) return undefined;
  if (accessKeyId === undefined || accessKeySecret === undefined) {
    const missing = accessKeyId === undefined ? idName : secretName;
    throw new ConfigurationError(`${given} is set, but ${missing} is not. Set both, from the same access key.`);
  }
  return { accessKeyId, accessKeySecret, ...(securityToken === undefined ? {} : { securityToken }) };
}

/** The Alibaba Cloud provider completes a profile without a file, and a file without a profile, from the environment. */
export function readProfile(namespace: string, read: ReadConfig, variable: ReadConfig): CredentialsOptions | undefined {
  const [profile, file] = [read(`${namespace}:profile`), read(`${namespace}:sharedCredentialsFile`)];
  if (profile === undefined && file === undefined) return undefined;
  const complete: ReadConfig = namespace === "alicloud" ? variable : () => undefined;
  const found = profileOf(profile ?? firstText(PROFILE_VARIABLES, complete), file, complete);
  if (found) return found;
  throw new ConfigurationError(
    `${namespace}:sharedCredentialsFile is set, but ${namespace}:profile is not. Say which profile of the file to use.`,
  );
}

/** A profile, with its file if the configuration or the environment names one. */
export function profileOf(
  profile: string | undefined,
  file: string | undefined,
  variable: ReadConfig,
): CredentialsOptions | undefined {
  if (profile === undefined) return undefined;
  const named = file ?? firstText(FILE_VARIABLES, variable);
  return named === undefined ? { profile } : { profile, file: named };
}

export function readCredentialsUri(name: string, read: ReadConfig): CredentialsOptions | undefined {
  const credentialsUri = read(name);
  if (credentialsUri === undefined) return undefined;
  if (URL.canParse(credentialsUri) && /^https?:\/\//i.test(credentialsUri)) return { credentialsUri };
  throw new ConfigurationError(`${name}: Expected a URL like "http://127.0.0.1:8080/credentials".`);
}

export function readEcsRole(name: string, read: ReadConfig): CredentialsOptions | undefined {
  const ecsRoleName = read(name);
  return ecsRoleName === undefined ? undefined : { ecsRoleName };
}

function firstText(names: readonly string[], read: ReadConfig): string | undefined {
  return names.map(read).find((text) => text !== undefined);
}
