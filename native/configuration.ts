import { PROVIDER_SETTINGS } from "../provider/config/provider-settings.js";
import { UNKNOWN } from "../settings/unknown.js";
import type { Properties } from "./envelopes.js";

/** The settings that the engine must keep encrypted, whichever provider they belong to. */
export const SECRET_SETTINGS: ReadonlySet<string> = new Set(
  Object.entries(PROVIDER_SETTINGS).flatMap(([name, setting]) => ("isSecret" in setting ? [name] : [])),
);

/** Reads the settings by the keys of a stack's configuration. A value that a preview does not know counts as unset. */
export function readerOf(settings: Properties): (key: string) => unknown {
  return (key) => {
    const name = /^cams:(.*)$/.exec(key)?.[1];
    const value = name === undefined ? undefined : settings[name];
    if (value === UNKNOWN) return undefined;
    return typeof value === "number" ? String(value) : value;
  };
}

/** Names of settings that nothing reads. The engine's own ones are no settings. */
export function unknownSettings(settings: Properties): string[] {
  const known = [...Object.keys(PROVIDER_SETTINGS), "version", "pluginDownloadURL"];
  return Object.keys(settings).filter((name) => !known.includes(name));
}
