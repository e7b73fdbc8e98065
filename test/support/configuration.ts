import { expect } from "@jest/globals";
import type { ClientOptions } from "../../api/index.js";
import { readConfig } from "../../provider/config/config.js";
import { ConfigurationError } from "../../provider/config/configuration-error.js";

export type Texts = Record<string, string>;

/** Ends what is said of a setting that an explicit provider has too. */
export const OR_EXPLICIT = ' An explicit Provider has these settings without "cams:".';

/** What the provider makes of a stack's configuration and of an environment. */
export function read(config: Texts, environment: NodeJS.ProcessEnv = {}): ClientOptions {
  return readConfig((key) => config[key], environment);
}

/** What the provider says of a configuration that it has to refuse. */
export function mistakeOf(config: Texts, environment: Texts = {}): string {
  try {
    read(config, environment);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    return (error as Error).message;
  }
  throw new Error("The configuration was expected to be refused, and was not.");
}
