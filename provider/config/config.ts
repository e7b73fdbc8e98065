import type { ClientOptions } from "../../api/index.js";
import { problemWithRedisUrl } from "../../api/redis-url.js";
import { RANGES } from "../../api/ranges.js";
import { parseEndpoint } from "../../api/wire/endpoint.js";
import { ConfigurationError } from "./configuration-error.js";
import { readCredentials } from "./credentials.js";
import type { ReadConfig } from "./read-config.js";
import { withExplicitNames } from "./provider-settings.js";

/**
 * Turns the configuration and the environment into the client's options.
 *
 * @throws ConfigurationError that names every mistake
 */
export function readConfig(
  readValue: (key: string) => unknown,
  environment: Readonly<Record<string, string | undefined>>,
): ClientOptions {
  const read: ReadConfig = (key) => textAt(key, readValue(key));
  const variable: ReadConfig = (name) => nonEmpty(environment[name]?.trim());
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
    endpoint: attempt(() => readChecked(read, "endpoint", problemWithEndpoint)),
    retryTimeoutSeconds: attempt(() => readWholeNumber(read, "retryTimeoutSeconds")),
    maxInFlight: attempt(() => readWholeNumber(read, "maxInFlight")),
    redisUrl: attempt(() => readChecked(read, "redisUrl", problemWithRedisUrl)),
  };
  if (mistakes.length > 0) throw new ConfigurationError(withExplicitNames(mistakes.join(" ")));
  return options;
}

/** The engine passes on whatever the program of an explicit provider gave, including values that are not strings. */
function textAt(key: string, value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw new ConfigurationError(`${key}: Expected a string.`);
  return nonEmpty(value.trim());
}

/** An empty key or variable counts as unset. */
function nonEmpty(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}

function readChecked(
  read: ReadConfig,
  name: "endpoint" | "redisUrl",
  problemWith: (text: string) => string | undefined,
): string | undefined {
  const text = read(`cams:${name}`);
  const problem = text === undefined ? undefined : problemWith(text);
  if (problem !== undefined) throw new ConfigurationError(`cams:${name}: ${problem}`);
  return text;
}

function problemWithEndpoint(text: string): string | undefined {
  const endpoint = parseEndpoint(text);
  return typeof endpoint === "string" ? endpoint : undefined;
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
