import { EXPLICIT_SETTINGS } from "./provider-settings.js";

/**
 * Adds how an explicit provider's settings are called. They arrive under the names of the stack's configuration, and
 * nothing shows which of the two they are.
 */
export function withExplicitNames(message: string): string {
  return EXPLICIT.test(message) ? `${message} An explicit Provider has these settings without "cams:".` : message;
}

const EXPLICIT = new RegExp(`\\bcams:(${EXPLICIT_SETTINGS.join("|")})\\b`);
