import type { CredentialsOptions } from "../../api/index.js";
import type { ReadConfig } from "./read-config.js";
import { ConfigurationError } from "./configuration-error.js";
import {
  PROFILE_VARIABLES,
  profileOf,
  readAccessKey,
  readCredentialsUri,
  readEcsRole,
  readProfile,
  type AccessKeyNames,
} from "./credentials-sources.js";
import { readAssumeRole, readAssumeRoleWithOidc } from "./role.js";

/**
 * Finds the credentials in the first source that has any: `cams:`, `alicloud:` (the Alibaba Cloud provider's keys), the
 * environment, and finally Alibaba Cloud's default chain. A source is used whole, so that one account's key id is never
 * combined with another's secret. Only `assumeRole` is combined: the credentials that assume the role can come from a
 * later source.
 *
 * @param read - Reads the stack's configuration, or an explicit provider's settings.
 * @param variable - Reads the environment.
 * @throws ConfigurationError
 */
export function readCredentials(read: ReadConfig, variable: ReadConfig): Found {
  for (const namespace of ["cams", "alicloud"]) {
    const key = `${namespace}:assumeRole`;
    const assumeRole = readAssumeRole(key, read, variable);
    const found = firstOf(sourcesIn(namespace, read, variable));
    if (assumeRole) {
      const base = found ?? firstOf(sourcesIn("alicloud", read, variable)) ?? inEnvironment(variable);
      return { credentials: { assumeRole, ...base }, credentialsSource: key };
    }
    if (namespace === "alicloud") refuseLoneRole(variable);
    if (found) return found;
  }
  return inEnvironment(variable);
}

/** The source of credentials when neither the configuration nor the environment names one, in words for messages. */
export const DEFAULT_CHAIN = "Alibaba Cloud's default credential chain";

interface Found {
  credentials: CredentialsOptions;
  /** Where they come from, in words for messages. */
  credentialsSource: string;
}

/** A source with its name. */
type Source = [name: string, look: () => CredentialsOptions | undefined];

function firstOf(sources: readonly Source[]): Found | undefined {
  for (const [credentialsSource, look] of sources) {
    const credentials = look();
    if (credentials) return { credentials, credentialsSource };
  }
  return undefined;
}

/** In the Alibaba Cloud provider's order: https://registry.terraform.io/providers/aliyun/alicloud/latest/docs#authentication */
function sourcesIn(namespace: string, read: ReadConfig, variable: ReadConfig): Source[] {
  const key = (name: string) => `${namespace}:${name}`;
  return [
    [key("accessKey"), () => readAccessKey([key("accessKey"), key("secretKey"), key("securityToken")], read)],
    [key("profile"), () => readProfile(namespace, read, variable)],
    [key("credentialsUri"), () => readCredentialsUri(key("credentialsUri"), read)],
    [key("ecsRoleName"), () => readEcsRole(key("ecsRoleName"), read)],
    [key("assumeRoleWithOidc"), () => readAssumeRoleWithOidc(key("assumeRoleWithOidc"), read, variable)],
  ];
}

/** The names that Terraform and Pulumi use, those of Alibaba Cloud's SDKs, and their older spelling. */
const ACCESS_KEY_VARIABLES: readonly AccessKeyNames[] = [
  ["ALICLOUD_ACCESS_KEY", "ALICLOUD_SECRET_KEY", "ALICLOUD_SECURITY_TOKEN"],
  ["ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALIBABA_CLOUD_SECURITY_TOKEN"],
  ["ALIBABACLOUD_ACCESS_KEY_ID", "ALIBABACLOUD_ACCESS_KEY_SECRET", "ALIBABACLOUD_SECURITY_TOKEN"],
];
const URI_VARIABLES = ["ALICLOUD_CREDENTIALS_URI", "ALIBABA_CLOUD_CREDENTIALS_URI"];
const ECS_ROLE_VARIABLES = ["ALICLOUD_ECS_ROLE_NAME", "ALIBABA_CLOUD_ECS_METADATA"];

function inEnvironment(variable: ReadConfig): Found {
  const named = (name: string, look: () => CredentialsOptions | undefined): Source => [
    `the environment variable ${name}`,
    look,
  ];
  const found = firstOf([
    ...ACCESS_KEY_VARIABLES.map((names) => named(names[0], () => readAccessKey(names, variable))),
    ...PROFILE_VARIABLES.map((name) => named(name, () => profileOf(variable(name), undefined, variable))),
    named("ALICLOUD_SHARED_CREDENTIALS_FILE", () => {
      refuseLoneFile(variable);
      return undefined;
    }),
    ...URI_VARIABLES.map((name) => named(name, () => readCredentialsUri(name, variable))),
    ...ECS_ROLE_VARIABLES.map((name) => named(name, () => readEcsRole(name, variable))),
  ]);
  return found ?? { credentials: { defaultChain: true }, credentialsSource: DEFAULT_CHAIN };
}

/** Without a profile's name the Alibaba Cloud provider ignores the file and uses whatever comes next. */
function refuseLoneFile(variable: ReadConfig): void {
  if (variable("ALICLOUD_SHARED_CREDENTIALS_FILE") === undefined) return;
  throw new ConfigurationError(
    "ALICLOUD_SHARED_CREDENTIALS_FILE is set, but ALICLOUD_PROFILE is not. Say which profile of the file to use.",
  );
}

/**
 * The variable alone suggests a role, yet the Alibaba Cloud provider ignores it then: it only completes an existing
 * `assumeRole`. Guessing which of the two is meant could change the wrong account's numbers.
 */
function refuseLoneRole(variable: ReadConfig): void {
  if (variable("ALICLOUD_ASSUME_ROLE_ARN") === undefined) return;
  throw new ConfigurationError(
    "ALICLOUD_ASSUME_ROLE_ARN is set, but no role is assumed without alicloud:assumeRole. Set alicloud:assumeRole in the " +
      "stack's configuration, or unset the variable. An explicit Provider takes a profile of the mode RamRoleArn.",
  );
}
