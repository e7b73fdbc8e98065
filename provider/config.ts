import { parseEndpoint } from "./api/endpoint.js";
import { RANGES } from "./api/ranges.js";
import { problemWithRedisUrl } from "./api/redis-url.js";
import type { AccessKey, ClientOptions, CredentialsOptions } from "./api/index.js";

/** Reads one key of the stack's configuration, or of an explicit provider's settings, by its full name. */
export type ReadConfig = (key: string) => string | undefined;

type Environment = Readonly<Record<string, string | undefined>>;

/** A mistake in the configuration, in words for the person who can mend it. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
}

/**
 * Reads the configuration.
 *
 * @throws ConfigurationError that names every mistake
 */
export function readConfig(readValue: ReadConfig, environment: Environment): ClientOptions {
  const read: ReadConfig = (key) => orNothing(readValue(key)?.trim());
  const mistakes: string[] = [];
  const attempt = <T>(readPart: () => T): T | undefined => {
    try {
      return readPart();
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      mistakes.push(error.message);
      return undefined;
    }
  };
  const options: ClientOptions = {
    ...attempt(() => readCredentials(read, environment)),
    endpoint: attempt(() => readEndpoint(read)),
    retryTimeoutSeconds: attempt(() => readWholeNumber(read, "retryTimeoutSeconds")),
    maxInFlight: attempt(() => readWholeNumber(read, "maxInFlight")),
    redisUrl: attempt(() => readRedisUrl(read)),
  };
  if (mistakes.length > 0) throw new ConfigurationError(mistakes.join(" "));
  return options;
}

type CredentialsPart = Pick<ClientOptions, "credentials" | "credentialsSource">;

/**
 * The first source that has anything: `cams:`, `alicloud:` (the Alibaba Cloud provider's keys), the environment's
 * access keys, the environment's profile, and last Alibaba Cloud's default chain. A source is taken whole, so that the
 * key id of one account never meets the secret of another.
 */
function readCredentials(read: ReadConfig, environment: Environment): CredentialsPart {
  const variable = (name: string) => orNothing(environment[name]);
  for (const namespace of ["cams", "alicloud"]) {
    const names = ["accessKey", "secretKey", "securityToken"].map((key) => `${namespace}:${key}`);
    const profile = read(`${namespace}:profile`);
    const found = readAccessKey(names, read) ?? (profile === undefined ? undefined : { profile });
    if (found) return { credentials: found, credentialsSource: "profile" in found ? `${namespace}:profile` : names[0] };
  }
  for (const names of ACCESS_KEY_VARIABLES) {
    const found = readAccessKey(names, variable);
    if (found) return { credentials: found, credentialsSource: `the environment variable ${names[0] ?? ""}` };
  }
  const profile = variable("ALICLOUD_PROFILE");
  if (profile) return { credentials: { profile }, credentialsSource: "the environment variable ALICLOUD_PROFILE" };
  const defaultChain: CredentialsOptions = { defaultChain: true };
  return { credentials: defaultChain, credentialsSource: "Alibaba Cloud's default credential chain" };
}

/** The names of Terraform and Pulumi, of Alibaba Cloud's SDKs, and their older spelling. */
const ACCESS_KEY_VARIABLES = [
  ["ALICLOUD_ACCESS_KEY", "ALICLOUD_SECRET_KEY", "ALICLOUD_SECURITY_TOKEN"],
  ["ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALIBABA_CLOUD_SECURITY_TOKEN"],
  ["ALIBABACLOUD_ACCESS_KEY_ID", "ALIBABACLOUD_ACCESS_KEY_SECRET", "ALIBABACLOUD_SECURITY_TOKEN"],
];

function readAccessKey(names: readonly string[], read: ReadConfig): AccessKey | undefined {
  const [idName = "", secretName = "", tokenName = ""] = names;
  const [accessKeyId, accessKeySecret, securityToken] = [read(idName), read(secretName), read(tokenName)];
  const given = [accessKeyId && idName, accessKeySecret && secretName, securityToken && tokenName].find(Boolean);
  if (given === undefined) return undefined;
  if (accessKeyId === undefined || accessKeySecret === undefined) {
    const missing = accessKeyId === undefined ? idName : secretName;
    throw new ConfigurationError(`${given} is set, but ${missing} is not. Set both, from the same access key.`);
  }
  return { accessKeyId, accessKeySecret, ...(securityToken === undefined ? {} : { securityToken }) };
}

/** A key or variable that is set to nothing counts as not set. */
function orNothing(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}

function readEndpoint(read: ReadConfig): string | undefined {
  const text = read("cams:endpoint");
  const endpoint = text === undefined ? undefined : parseEndpoint(text);
  if (typeof endpoint === "string") throw new ConfigurationError(`cams:endpoint: ${endpoint}`);
  return text;
}

function readRedisUrl(read: ReadConfig): string | undefined {
  const text = read("cams:redisUrl");
  const problem = text === undefined ? undefined : problemWithRedisUrl(text);
  if (problem !== undefined) throw new ConfigurationError(`cams:redisUrl: ${problem}`);
  return text;
}

function readWholeNumber(read: ReadConfig, name: keyof typeof RANGES): number | undefined {
  const { most } = RANGES[name];
  const text = read(`cams:${name}`);
  if (text === undefined) return undefined;
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (!(value >= 1 && value <= most)) {
    throw new ConfigurationError(`cams:${name}: Expected a whole number from 1 to ${most}.`);
  }
  return value;
}
