import { DEFAULT_ENDPOINT } from "../../api/wire/endpoint.js";
import type { ClientOptions, CredentialsOptions } from "../../api/index.js";
import { readConfig } from "../../provider/config/config.js";
import type { ReadConfig } from "../../provider/config/read-config.js";
import { ConfigurationError } from "../../provider/config/configuration-error.js";
import { problem, type Check } from "./check-result.js";

/** Reads the settings as the provider does, but each part on its own, so that the right check reports a mistake. */
export function readSettings(read: ReadConfig, environment: NodeJS.ProcessEnv): Settings {
  const mistakes: Check[] = [];
  const readPart = (part: Part, variables: NodeJS.ProcessEnv = {}): ClientOptions => {
    try {
      return readConfig((key) => (partOf(key) === part ? read(key) : undefined), variables);
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      mistakes.push(problem(part, error.message, CURES[part]));
      return {};
    }
  };
  const { redisUrl } = readPart("configuration");
  const { credentials, credentialsSource } = readPart("credentials", environment);
  const { endpoint } = readPart("endpoint");
  return { options: { credentials, credentialsSource, endpoint, redisUrl }, mistakes };
}

/** The settings for the calls, as far as they could be read, and the mistakes in them. */
export interface Settings {
  options: ClientOptions;
  mistakes: Check[];
}

/** The check that reports a mistake. */
type Part = "configuration" | "credentials" | "endpoint";

const CURES: Record<Part, string> = {
  configuration: "Correct it with `pulumi config set`, or remove it with `pulumi config rm`.",
  credentials: "Set keys with `pulumi config set --secret`, and variables in the shell that runs `pulumi`.",
  endpoint: "Set a host, or omit it to use the default.",
};

function partOf(key: string): Part {
  if (key === "cams:endpoint") return "endpoint";
  return /^cams:(retryTimeoutSeconds|maxInFlight|redisUrl)$/.test(key) ? "configuration" : "credentials";
}

/** Describes the kind and the source of the credentials, never their values. */
export function describeCredentials({ credentials, credentialsSource = "" }: ClientOptions): string {
  if (credentials === undefined || "defaultChain" in credentials) return credentialsSource;
  return `${kindOf(credentials)} from ${credentialsSource}`;
}

function kindOf(credentials: CredentialsOptions): string {
  if ("profile" in credentials) return `the profile "${credentials.profile}"`;
  if ("credentialsUri" in credentials) return "a credentials URI";
  if ("ecsRoleName" in credentials) return `the ECS role "${credentials.ecsRoleName}"`;
  if ("assumeRole" in credentials) return `the role ${credentials.assumeRole.roleArn}`;
  if ("assumeRoleWithOidc" in credentials) return `the role ${credentials.assumeRoleWithOidc.roleArn} by OIDC`;
  return "securityToken" in credentials ? "an access key with a security token" : "an access key";
}

export function describeEndpoint({ endpoint }: ClientOptions): string {
  return endpoint === undefined ? `${DEFAULT_ENDPOINT} (the default)` : `${endpoint} (cams:endpoint)`;
}
