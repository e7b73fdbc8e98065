import type * as pulumi from "@pulumi/pulumi";
import { quoted } from "../../settings/quoted.js";
import type {
  ConversationalAutomationFleetArgs,
  ConversationalAutomationFleetNumberArgs,
  ConversationalAutomationProfileArgs,
} from "./args.js";
import type { DeclaredNumber } from "./numbers.js";
import { later } from "../later.js";
import { programError } from "../program-error.js";
import { requireObject, requireProperties } from "../properties.js";

/** A fleet, once its phone numbers are known. */
export interface Fleet {
  name: string;
  profiles: ConversationalAutomationFleetArgs["profiles"];
  numbers: Record<string, DeclaredNumber>;
}

type Setting<T> = pulumi.Input<T | undefined> | undefined;

export const SETTINGS = ["enableWelcomeMessage", "prompts", "commands"] as const;

/** What a number of a fleet can have. */
export const NUMBER_PROPERTIES = ["profile", ...SETTINGS] as const;

/**
 * The settings of a number: its overrides, or else its profile's settings. `__declaredBy` is for the provider, which
 * appends it to the reasons of its check and does not keep it.
 */
export function settingsOf(fleet: Fleet, phoneNumber: string) {
  const where = `The number ${phoneNumber} of the fleet "${fleet.name}"`;
  const number = later(fleet.numbers[phoneNumber], (known) => numberIn(known, where));
  const profileName = later(number, ({ profile }) => profile);
  const profile = later(profileName, (chosen) => profileOf(fleet, chosen, where));
  const setting = <T>(pick: (from: ConversationalAutomationProfileArgs) => Setting<T>): Setting<T> =>
    later(number, (own) => later(pick(own), (value) => value ?? later(profile, pick)));
  return {
    enableWelcomeMessage: setting((from) => from.enableWelcomeMessage),
    prompts: setting((from) => from.prompts),
    commands: setting((from) => from.commands),
    __declaredBy: later(profileName, (chosen) => `${where}, with the profile "${chosen}".`),
  };
}

/** What follows the name of a number in a message, if it has no profile or one that does not exist. */
export function problemOfProfile(chosen: unknown, profiles: object): string | undefined {
  if (typeof chosen === "string" && Object.hasOwn(profiles, chosen)) return undefined;
  const what = typeof chosen === "string" && chosen !== "" ? `the unknown profile ${quoted(chosen)}` : "no profile";
  const names = Object.keys(profiles).map(quoted);
  return ` has ${what}. Write the name of one: ${names.join(", ") || "there is none yet"}.`;
}

function numberIn(known: unknown, where: string): ConversationalAutomationFleetNumberArgs {
  const number = typeof known === "string" ? { profile: known } : known;
  requireProperties(number, NUMBER_PROPERTIES, where);
  return number as ConversationalAutomationFleetNumberArgs;
}

function profileOf({ name, profiles }: Fleet, chosen: string, where: string) {
  return later(profiles, (known) => {
    requireObject(known, `The profiles of the fleet "${name}"`, "profiles by name");
    const problem = problemOfProfile(chosen, known);
    if (problem !== undefined) throw programError(`${where}${problem}`);
    return later(known[chosen], (found) => {
      requireProperties(found, SETTINGS, `The profile "${chosen}" of the fleet "${name}"`);
      return found ?? {};
    });
  });
}
