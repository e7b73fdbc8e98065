import { parseEndpoint } from "../../api/wire/endpoint.js";
import { RANGES } from "../../api/ranges.js";
import { problemWithRedisUrl } from "../../api/pace/redis-url.js";
import { withExplicitNames } from "../../api/setting-names.js";
import type { ClientOptions } from "../../api/index.js";
import { ConfigurationError } from "./configuration-error.js";
import { readCredentials } from "./credentials.js";

/** Reads one key of the stack's configuration, or of an explicit provider's settings, by its full name. */
export type ReadConfig = (key: string) => string | undefined;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the configuration.
 *
 * @throws ConfigurationError that names every mistake
 */
export function readConfig(readValue: ReadConfig, environment: Environment): ClientOptions {
  const read: ReadConfig = (key) => textAt(key, readValue(key));
  const variable: ReadConfig = (name) => orNothing(environment[name]?.trim());
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
    ...attempt(() => readCredentials(read, variable)),
    endpoint: attempt(() => readEndpoint(read)),
    retryTimeoutSeconds: attempt(() => readWholeNumber(read, "retryTimeoutSeconds")),
    maxInFlight: attempt(() => readWholeNumber(read, "maxInFlight")),
    redisUrl: attempt(() => readRedisUrl(read)),
  };
  if (mistakes.length > 0) throw new ConfigurationError(withExplicitNames(mistakes.join(" ")));
  return options;
}

/** The engine hands over what an explicit provider's program gave, also what is no text. */
function textAt(key: string, value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw new ConfigurationError(`${key}: Expected a text.`);
  return orNothing(value.trim());
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
