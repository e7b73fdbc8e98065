import type * as pulumi from "@pulumi/pulumi";
import type {
  ConversationalAutomationFleetArgs,
  ConversationalAutomationFleetNumberArgs,
  ConversationalAutomationProfileArgs,
} from "./fleet-args.js";
import { later } from "./later.js";
import { programError } from "./program-error.js";
import { requireObject, requireProperties } from "./properties.js";

/** A fleet, once its phone numbers are known. */
export interface Fleet {
  name: string;
  profiles: ConversationalAutomationFleetArgs["profiles"];
  numbers: Record<string, pulumi.Input<string | ConversationalAutomationFleetNumberArgs>>;
}

type Setting<T> = pulumi.Input<T | undefined> | undefined;

const SETTINGS = ["enableWelcomeMessage", "prompts", "commands"] as const;

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

/** Refuses numbers that are missing, as a program in JavaScript allows, and one number in two spellings. */
export function requireNumbers(fleet: Fleet): void {
  requireObject(fleet.numbers, `The numbers of the fleet "${fleet.name}"`, "a profile by phone number");
  const spellings = new Map<string, string>();
  for (const phoneNumber of Object.keys(fleet.numbers)) {
    const digits = phoneNumber.replace(/\D/g, "");
    const other = digits === "" ? undefined : spellings.get(digits);
    if (other !== undefined) failFor(fleet, digits, other, phoneNumber);
    spellings.set(digits, phoneNumber);
  }
}

function failFor({ name, numbers }: Fleet, digits: string, ...spellings: [string, string]): void {
  const [one, other] = spellings.map((spelling) =>
    later(numbers[spelling], (known) =>
      later(typeof known === "string" ? known : known?.profile, (profile) => `"${spelling}" (${describe(profile)})`),
    ),
  );
  void later(one, (first) =>
    later(other, (second) => {
      throw programError(
        `The fleet "${name}" has the number ${digits} twice, as ${first} and as ${second}. Keep one of them, written ` +
          `"${digits}".`,
      );
    }),
  );
}

function describe(profile: unknown): string {
  return typeof profile === "string" ? `profile "${profile}"` : "no profile";
}

function numberIn(known: unknown, where: string): ConversationalAutomationFleetNumberArgs {
  const number = typeof known === "string" ? { profile: known } : known;
  requireProperties(number, ["profile", ...SETTINGS], where);
  return number as ConversationalAutomationFleetNumberArgs;
}

function profileOf({ name, profiles }: Fleet, chosen: unknown, where: string) {
  return later(profiles, (known) => {
    requireObject(known, `The profiles of the fleet "${name}"`, "profiles by name");
    const profile = Object.entries(known).find(([each]) => each === chosen)?.[1];
    if (profile === undefined) {
      const names = Object.keys(known).map((each) => `"${each}"`);
      const what = typeof chosen === "string" ? `the unknown profile "${chosen}"` : "no profile";
      throw programError(`${where} has ${what}. Write the name of one: ${names.join(", ") || "there is none yet"}.`);
    }
    return later(profile, (found) => {
      requireProperties(found, SETTINGS, `The profile "${String(chosen)}" of the fleet "${name}"`);
      return found;
    });
  });
}
