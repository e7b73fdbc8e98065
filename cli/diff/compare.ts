import type { Settings } from "../../api/index.js";
import { EMPTY_SETTINGS } from "../../provider/settings/settings.js";
import { containsUnknown } from "../../provider/settings/unknown.js";
import type { PlannedNumber } from "../preview/planned-numbers.js";

/** One setting that the service has otherwise than the program. */
export interface Difference {
  setting: keyof Settings;
  /** What the number loses, a line each. */
  lost: string[];
  /** What it gets, a line each. */
  gained: string[];
  /** Instead of lines, where they cannot be shown or say nothing. */
  remark?: string;
}

/** The settings that a number has once its resource is updated or deleted; undefined if it keeps what it has. */
export function wantedOf({ change, inputs }: PlannedNumber): Wanted | undefined {
  if (change !== "delete") return inputs;
  const { onDelete } = inputs;
  if (onDelete === "retain") return undefined;
  return onDelete === "restore" ? ((inputs["previousSettings"] ?? HIDDEN_SETTINGS) as Wanted) : { ...EMPTY_SETTINGS };
}

export type Wanted = Readonly<Record<string, unknown>>;

/** What stands in a preview for a secret. */
export const SECRET = "[secret]";

const HIDDEN_SETTINGS = { enableWelcomeMessage: SECRET, prompts: SECRET, commands: SECRET };

const SETTINGS = ["enableWelcomeMessage", "prompts", "commands"] as const;

/** What a number would lose and get. */
export function differencesOf(found: Settings, wanted: Wanted | typeof SECRET): Difference[] {
  return SETTINGS.flatMap((setting) => {
    const value = wanted === SECRET ? SECRET : wanted[setting];
    if (value === SECRET) return [{ setting, lost: [], gained: [], remark: "a secret, which a preview does not show" }];
    if (containsUnknown(value)) return [{ setting, lost: [], gained: [], remark: "not known before the update" }];
    return differenceOf(setting, found, { ...EMPTY_SETTINGS, ...(wanted as Partial<Settings>) });
  });
}

function differenceOf(setting: keyof Settings, found: Settings, wanted: Settings): Difference[] {
  const [before, after] = [linesOf(setting, found), linesOf(setting, wanted)];
  const lost = before.filter((line) => !after.includes(line));
  const gained = after.filter((line) => !before.includes(line));
  if (before.join("\n") === after.join("\n")) return [];
  const isReordered = lost.length === 0 && gained.length === 0;
  return [{ setting, lost, gained, ...(isReordered && { remark: "the same, in another order" }) }];
}

function linesOf(setting: keyof Settings, settings: Settings): string[] {
  if (setting === "enableWelcomeMessage") return [settings.enableWelcomeMessage ? "on" : "off"];
  if (setting === "prompts") return settings.prompts;
  return settings.commands.map(({ commandName, commandDescription }) => `/${commandName}: ${commandDescription}`);
}
