import { DEFAULT_ENDPOINT } from "../../api/wire/endpoint.js";
import type { ClientOptions } from "../../api/index.js";
import { byKind } from "../../api/credentials/options.js";
import { readConfig } from "../../provider/config/config.js";
import type { ReadConfig } from "../../provider/config/read-config.js";
import { ConfigurationError } from "../../provider/config/configuration-error.js";
import { subjectOf } from "../../provider/config/provider-settings.js";
import type { ConfigurationFlags } from "../command-line/configuration-flags.js";
import { nameFlags } from "../stack/configuration.js";
import { problem, type Check } from "./check-result.js";

/** Reads the settings as the provider does, but each part on its own, so that the right check reports a mistake. */
export function readSettings(read: ReadConfig, environment: NodeJS.ProcessEnv, flags: ConfigurationFlags): Settings {
  const mistakes: Check[] = [];
  const readPart = (part: Part, variables: NodeJS.ProcessEnv = {}): ClientOptions => {
    try {
      return readConfig((key) => (subjectOf(key) === part ? read(key) : undefined), variables);
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      mistakes.push(problem(part, error.message, CURES[part]));
      return {};
    }
  };
  const { redisUrl } = readPart("configuration");
  const { credentials, credentialsSource } = nameFlags(readPart("credentials", environment), flags);
  const { endpoint } = readPart("endpoint");
  return { options: { credentials, credentialsSource, endpoint, redisUrl }, mistakes };
}

/** The settings for the calls, as far as they could be read, and the mistakes in them. */
export interface Settings {
  options: ClientOptions;
  mistakes: Check[];
}

/** The check that reports a mistake. */
type Part = ReturnType<typeof subjectOf>;

const CURES: Record<Part, string> = {
  configuration: "Correct it with `pulumi config set`, or remove it with `pulumi config rm`.",
  credentials: "Set keys with `pulumi config set --secret`, and variables in the shell that runs `pulumi`.",
  endpoint: "Set a host, or omit it to use the default.",
};

/** Describes the kind and the source of the credentials, never their values. */
export function describeCredentials({ credentials, credentialsSource = "" }: ClientOptions): string {
  if (credentials === undefined || "defaultChain" in credentials) return credentialsSource;
  const kind = byKind(credentials, {
    accessKey: ({ securityToken }) => (securityToken ? "an access key with a security token" : "an access key"),
    profile: ({ profile }) => `the profile "${profile}"`,
    credentialsUri: () => "a credentials URI",
    ecsRoleName: ({ ecsRoleName }) => `the ECS role "${ecsRoleName}"`,
    assumeRole: ({ assumeRole }) => `the role ${assumeRole.roleArn}`,
    assumeRoleWithOidc: ({ assumeRoleWithOidc }) => `the role ${assumeRoleWithOidc.roleArn} by OIDC`,
    defaultChain: () => credentialsSource,
  });
  return `${kind} from ${credentialsSource}`;
}

export function describeEndpoint({ endpoint }: ClientOptions, flags: ConfigurationFlags): string {
  if (endpoint === undefined) return `${DEFAULT_ENDPOINT} (the default)`;
  return `${endpoint} (${flags.endpoint === undefined ? "cams:endpoint" : "--endpoint"})`;
}
