import { PROVIDER_SETTINGS } from "../provider/config/provider-settings.js";
import { ProviderRun } from "../provider/run.js";
import { containsUnknown, UNKNOWN } from "../settings/unknown.js";
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

/** What is wrong with the settings, as far as their values are known. */
export function mistakesIn(settings: Properties): string[] {
  const unknown = Object.keys(settings).filter((name) => !(name in PROVIDER_SETTINGS) && !OF_THE_ENGINE.includes(name));
  const mistakes = unknown.map(
    (name) =>
      `"${name}" is not a setting of the provider. Write one of: ${Object.keys(PROVIDER_SETTINGS).join(", ")}. Keys of ` +
      'your own belong in another namespace of the configuration than "cams:".',
  );
  const mistake = containsUnknown(settings) ? undefined : ProviderRun.mistakeIn(readerOf(settings));
  return mistake === undefined ? mistakes : [...mistakes, mistake];
}

const OF_THE_ENGINE = ["version", "pluginDownloadURL"];
