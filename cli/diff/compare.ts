import { isDeepStrictEqual } from "node:util";
import type { Settings } from "../../api/index.js";
import { EMPTY_SETTINGS } from "../../settings/settings.js";
import { containsUnknown } from "../../settings/unknown.js";
import type { PlannedNumber } from "../stack/planned-numbers.js";
import { SECRET } from "../stack/preview-document.js";

/** Something that the program says otherwise than the service. */
export interface Difference {
  /** The setting, in most cases. */
  subject: string;
  /** What the number would lose, a line each. */
  lost: string[];
  /** What it would get, a line each. */
  gained: string[];
  /** Why there are no lines. */
  remark?: string;
  /** The preview does not show what the program says. */
  isHidden?: true;
}

/** A number, beside what the service has. */
export interface ComparedNumber extends Pick<PlannedNumber, "name" | "change"> {
  phoneNumber: string;
  differences: Difference[];
  /** Why it could not be compared. */
  problem?: string;
}

const SETTINGS = ["enableWelcomeMessage", "prompts", "commands"] as const;

/** What differs, or may differ, between what a number has and what it has once its resource is deployed or deleted. */
export function differencesOf(found: Settings, number: PlannedNumber): Difference[] {
  const { secrets = [] } = number;
  // What a number has may be what was deployed as a secret.
  return allDifferences(found, number).map((difference) =>
    secrets.includes(difference.subject) ? { ...difference, lost: [], gained: [], remark: A_SECRET } : difference,
  );
}

function allDifferences(found: Settings, { change, inputs, isRetained }: PlannedNumber): Difference[] {
  if (change !== "delete") return differencesTo(found, inputs);
  if (inputs["onDelete"] === "retain" || isRetained) return [];
  if (inputs["onDelete"] !== "restore") return differencesTo(found, {});
  return [hidden("the settings that it had before", A_SECRET)];
}

function differencesTo(found: Settings, wanted: Readonly<Record<string, unknown>>): Difference[] {
  return SETTINGS.flatMap((setting): Difference[] => {
    const value = wanted[setting];
    if (value === SECRET) return [hidden(setting, A_SECRET)];
    if (containsUnknown(value)) return [hidden(setting, "not known before the update")];
    return differenceOf(setting, found, { ...EMPTY_SETTINGS, ...wanted });
  });
}

const A_SECRET = "a secret, which a preview does not show";

function hidden(subject: string, remark: string): Difference {
  return { subject, lost: [], gained: [], remark, isHidden: true };
}

function differenceOf(setting: keyof Settings, found: Settings, wanted: Settings): Difference[] {
  if (isDeepStrictEqual(found[setting], wanted[setting])) return [];
  const [before, after] = [linesOf(setting, found), linesOf(setting, wanted)];
  const [lost, gained] = [without(before, after), without(after, before)];
  const isReordered = lost.length === 0 && gained.length === 0;
  return [{ subject: setting, lost, gained, ...(isReordered && { remark: "in another order" }) }];
}

/** The lines that are left when each of the others has taken one away. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = [...lines];
  for (const line of others) if (left.includes(line)) left.splice(left.lastIndexOf(line), 1);
  return left;
}

function linesOf(setting: keyof Settings, settings: Settings): string[] {
  if (setting === "enableWelcomeMessage") return [settings.enableWelcomeMessage ? "on" : "off"];
  if (setting === "prompts") return settings.prompts;
  return settings.commands.map(({ commandName, commandDescription }) => `/${commandName}: ${commandDescription}`);
}
