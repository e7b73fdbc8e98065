import { DEFAULT_ENDPOINT } from "../../api/wire/endpoint.js";
import type { ClientOptions, CredentialsOptions } from "../../api/index.js";
import { readConfig } from "../../provider/config/config.js";
import type { ReadConfig } from "../../provider/config/read-config.js";
import { ConfigurationError } from "../../provider/config/configuration-error.js";
import { problem, type Check } from "./check-result.js";

/** Where a mistake in the settings is told. */
type Part = "configuration" | "credentials" | "endpoint";

/** What the calls are made with, as far as it is there, and the mistakes in it. */
export interface Settings {
  options: ClientOptions;
  mistakes: Check[];
}

const CURES: Record<Part, string> = {
  configuration: "Correct it with `pulumi config set`, or take it out with `pulumi config rm`.",
  credentials: "Keys are set with `pulumi config set --secret`, variables in the shell that runs `pulumi`.",
  endpoint: "Give a host, or nothing to use the default.",
};

/** Reads the settings as the provider does, each part by itself, so that a mistake is told where it belongs. */
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

function partOf(key: string): Part {
  if (key === "cams:endpoint") return "endpoint";
  return /^cams:(retryTimeoutSeconds|maxInFlight|redisUrl)$/.test(key) ? "configuration" : "credentials";
}

/** Which credentials there are, and where; nothing of what they are. */
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
