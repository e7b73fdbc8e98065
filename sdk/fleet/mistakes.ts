import { digitsOf } from "../../settings/phone-number.js";
import { quoted } from "../../settings/quoted.js";
import { UNKNOWN } from "../../settings/unknown.js";
import type { ConversationalAutomationFleetArgs } from "./args.js";
import { writtenNumbers, type FleetNumbers, type WrittenNumber } from "./numbers.js";
import { NUMBER_PROPERTIES, problemOfProfile, SETTINGS } from "./settings.js";
import { isKnown } from "../later.js";
import { programError } from "../program-error.js";
import { problemOfObject, problemOfProperties } from "../properties.js";
import { loadRules } from "./rules.js";

/**
 * Ends the run with every mistake of a fleet at once. What is an output by now is left to the provider, which checks each
 * number on its own.
 */
export function requireNoMistakes(fleet: WrittenFleet): void {
  const mistakes = mistakesOf(fleet);
  if (mistakes.length === 0) return;
  const shown = mistakes.slice(0, MOST_SHOWN);
  if (mistakes.length > MOST_SHOWN) shown.push(`and ${mistakes.length - MOST_SHOWN} more`);
  const count = mistakes.length === 1 ? "a mistake" : `${mistakes.length} mistakes`;
  throw programError([`The fleet "${fleet.name}" has ${count}:`, ...shown.map((line) => `  ${line}`)].join("\n"));
}

/** A fleet, once it is known which numbers it has. */
export interface WrittenFleet extends Omit<ConversationalAutomationFleetArgs, "numbers"> {
  name: string;
  numbers: FleetNumbers;
}

type Profiles = Readonly<Record<string, unknown>>;

const MOST_SHOWN = 100;

function mistakesOf({ custSpaceId, onDelete, profiles, numbers }: WrittenFleet): string[] {
  const noProfiles = isKnown(profiles) ? problemOfObject(profiles, "profiles by name") : undefined;
  const noNumbers = Array.isArray(numbers) ? undefined : problemOfObject(numbers, "a profile by phone number");
  const known: Profiles | undefined = isKnown(profiles) && noProfiles === undefined ? profiles : undefined;
  const written = noNumbers === undefined ? writtenNumbers(numbers) : [];
  return [
    ...problemsIn({ custSpaceId, phoneNumber: UNKNOWN, onDelete }),
    ...(noProfiles === undefined ? mistakesOfProfiles(known ?? {}, written) : [`The profiles${noProfiles}`]),
    ...(noNumbers === undefined ? mistakesOfNumbers(written, known) : [`The numbers${noNumbers}`]),
  ];
}

function mistakesOfProfiles(profiles: Profiles, numbers: readonly WrittenNumber[]): string[] {
  return Object.entries(profiles).flatMap(([name, profile]) =>
    mistakesOfSettings(`The profile ${quoted(name)}${usersOf(name, numbers)}`, profile, SETTINGS),
  );
}

/** The numbers that have a profile, in parentheses. */
function usersOf(profile: string, numbers: readonly WrittenNumber[]): string {
  const users = numbers.filter(({ declared }) => chosenBy(declared) === profile).map(({ name }) => name);
  const others = users.length > MOST_USERS ? ` and ${users.length - MOST_USERS} more` : "";
  return users.length === 0 ? "" : ` (${users.slice(0, MOST_USERS).join("; ")}${others})`;
}

const MOST_USERS = 3;

function mistakesOfNumbers(numbers: readonly WrittenNumber[], profiles: Profiles | undefined): string[] {
  const firsts = new Map<string, WrittenNumber>();
  return numbers.flatMap((number) => {
    const { phoneNumber, declared, name } = number;
    const digits = typeof phoneNumber === "string" ? digitsOf(phoneNumber) : undefined;
    const first = digits === undefined ? undefined : firsts.get(digits);
    if (digits !== undefined && first === undefined) firsts.set(digits, number);
    const chosen = chosenBy(declared);
    const noProfile = profiles && isKnown(chosen) ? problemOfProfile(chosen, profiles) : undefined;
    return [
      ...(first && digits !== undefined ? [sameNumber(number, first, digits)] : mistakesOfPhoneNumber(number)),
      ...(typeof declared === "string" ? [] : mistakesOfSettings(name, declared, NUMBER_PROPERTIES)),
      ...(noProfile === undefined ? [] : [`${name}${noProfile}`]),
    ];
  });
}

function sameNumber(number: WrittenNumber, first: WrittenNumber, digits: string): string {
  const [one, other] = [number, first].map(({ name, declared }) => {
    const chosen = chosenBy(declared);
    return typeof chosen === "string" ? `${name} (profile ${quoted(chosen)})` : name;
  });
  return `${one} is the same number as ${other}. Keep one of them, written "${digits}".`;
}

function mistakesOfPhoneNumber({ phoneNumber, name }: WrittenNumber): string[] {
  const problems = loadRules().problemsOf({ custSpaceId: UNKNOWN, phoneNumber });
  return problems.map(({ reason }) => `${name}: ${reason}`);
}

function mistakesOfSettings(owner: string, value: unknown, properties: readonly string[]): string[] {
  if (!isKnown(value)) return [];
  const problem = problemOfProperties(value, properties);
  const settings = SETTINGS.map((name) => [name, propertyOf(value, name)] as const);
  const broken = problemsIn({ custSpaceId: UNKNOWN, phoneNumber: UNKNOWN, ...Object.fromEntries(settings) });
  return [...(problem === undefined ? [] : [`${owner}${problem}`]), ...broken.map((each) => `${owner}: ${each}`)];
}

function problemsIn(inputs: Profiles): string[] {
  const { describe, problemsOf } = loadRules();
  const known = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, asKnown(value)]));
  return problemsOf(known).map((problem) => describe(problem, known));
}

/** A value as the rules read it, to which an output is unknown. */
function asKnown(value: unknown): unknown {
  if (!isKnown(value)) return UNKNOWN;
  if (Array.isArray(value)) return value.map(asKnown);
  if (typeof value !== "object" || value === null || Symbol.iterator in value) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, asKnown(each)]));
}

/** The profile of a number, which may be an output. */
function chosenBy(declared: unknown): unknown {
  return typeof declared === "string" || !isKnown(declared) ? declared : propertyOf(declared, "profile");
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
