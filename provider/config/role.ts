import type { RamRole } from "../../api/index.js";
import type { ReadConfig } from "./read-config.js";
import { ConfigurationError } from "./configuration-error.js";
import { readFields } from "./fields.js";

/**
 * Reads the role to assume, if there is one. Fields that are left out can come from the environment, as with the Alibaba
 * Cloud provider.
 *
 * @throws ConfigurationError
 */
export function readAssumeRole(key: string, read: ReadConfig, variable: ReadConfig): RamRole | undefined {
  const fields = readFields(key, read, ROLE_FIELDS);
  if (!fields) return undefined;
  const role = roleOf(key, {
    ...fields,
    roleArn: fields.roleArn ?? variable("ALICLOUD_ASSUME_ROLE_ARN") ?? variable("ALIBABA_CLOUD_ROLE_ARN"),
    sessionName:
      fields.sessionName ??
      variable("ALICLOUD_ASSUME_ROLE_SESSION_NAME") ??
      variable("ALIBABA_CLOUD_ROLE_SESSION_NAME"),
    sessionExpiration: fields.sessionExpiration ?? variable("ALICLOUD_ASSUME_ROLE_SESSION_EXPIRATION"),
  });
  return { ...role, externalId: fields.externalId };
}

type OidcRole = RamRole & { oidcProviderArn: string; oidcTokenFile: string };

/**
 * Reads the role to assume with an OIDC token, if there is one. Fields that are left out can come from the environment.
 *
 * @throws ConfigurationError
 */
export function readAssumeRoleWithOidc(
  key: string,
  read: ReadConfig,
  variable: ReadConfig,
): { assumeRoleWithOidc: OidcRole } | undefined {
  const fields = readFields(key, read, OIDC_FIELDS);
  if (!fields) return undefined;
  const oidcTokenFile = fields.oidcTokenFile ?? variable("ALIBABA_CLOUD_OIDC_TOKEN_FILE");
  if (fields.oidcToken !== undefined || (oidcTokenFile === undefined && variable("ALIBABA_CLOUD_OIDC_TOKEN"))) {
    throw new ConfigurationError(
      `${key}: The token itself is not supported. Write it to a file, and set oidcTokenFile to the file's path.`,
    );
  }
  const role = roleOf(key, {
    ...fields,
    roleArn: fields.roleArn ?? variable("ALIBABA_CLOUD_ROLE_ARN"),
    sessionName: fields.roleSessionName ?? variable("ALIBABA_CLOUD_ROLE_SESSION_NAME"),
  });
  const oidcProviderArn = fields.oidcProviderArn ?? variable("ALIBABA_CLOUD_OIDC_PROVIDER_ARN");
  if (oidcProviderArn === undefined || oidcTokenFile === undefined) {
    const missing = oidcProviderArn === undefined ? "oidcProviderArn" : "oidcTokenFile";
    throw new ConfigurationError(`${key}: ${missing} is missing. Set it as ${key}.${missing}.`);
  }
  return { assumeRoleWithOidc: { ...role, oidcProviderArn, oidcTokenFile } };
}

interface RoleFields {
  roleArn?: string | undefined;
  sessionName?: string | undefined;
  policy?: string | undefined;
  sessionExpiration?: string | undefined;
}

function roleOf(key: string, { roleArn, sessionName, policy, sessionExpiration }: RoleFields): RamRole {
  // https://www.alibabacloud.com/help/en/ram/developer-reference/api-sts-2015-04-01-assumerole
  if (roleArn === undefined || !/^acs:ram:[^:]*:\d+:role\/./.test(roleArn)) {
    throw new ConfigurationError(`${key}: Expected roleArn to be like "acs:ram::1234567890123456:role/NAME".`);
  }
  return { roleArn, sessionName, policy, sessionExpiration: secondsOf(key, sessionExpiration) };
}

function secondsOf(key: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const { least, most } = SESSION_SECONDS;
  const seconds = /^\d+$/.test(text) ? Number(text) : NaN;
  if (seconds >= least && seconds <= most) return seconds;
  throw new ConfigurationError(
    `${key}: Expected sessionExpiration to be a whole number of seconds from ${least} to ${most}.`,
  );
}

const ROLE_FIELDS = ["roleArn", "sessionName", "policy", "sessionExpiration", "externalId"] as const;
const OIDC_FIELDS = [
  "roleArn",
  "oidcProviderArn",
  "oidcTokenFile",
  "oidcToken",
  "roleSessionName",
  "policy",
  "sessionExpiration",
] as const;

const SESSION_SECONDS = { least: 900, most: 43_200 };
