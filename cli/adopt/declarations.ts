import type { Settings } from "../../api/index.js";
import { areEqual, EMPTY_SETTINGS } from "../../provider/settings/settings.js";
import { nameProfiles } from "./names.js";
import { isNeverConfigured, type FoundNumber, type Group } from "./found-number.js";

/** Settings that several numbers share. */
interface Profile {
  name: string;
  settings: Settings;
  /** Those that have exactly these settings. */
  numbers: Group;
}

/** A number of the fleet: the settings of a profile, but for the overrides. */
export interface Member {
  number: FoundNumber;
  profile: Profile;
  overrides: Partial<Settings>;
}

/** What a program declares. Without profiles there is no fleet. */
export interface Declarations {
  /** The largest first. */
  profiles: Profile[];
  /** By number. */
  members: Member[];
  /** Those that are declared one by one, by number. */
  others: FoundNumber[];
}

/** An override replaces one of these whole. */
const SETTINGS = ["enableWelcomeMessage", "prompts", "commands"] as const;

const LISTS = ["prompts", "commands"] as const;

/**
 * Declares numbers as a person would: equal settings of several numbers are a profile, a number that shares a list with
 * a profile is that profile with overrides, and the rest is declared one by one. Beside profiles, a single number that
 * was never configured is one too. The same numbers in any order give the same declarations.
 */
export function declare(found: readonly FoundNumber[]): Declarations {
  const numbers = [...found].sort((a, b) => (a.phoneNumber < b.phoneNumber ? -1 : 1));
  const profiles = profilesOf(groupBySettings(numbers));
  const exact = new Map(profiles.flatMap((profile) => profile.numbers.map((number) => [number, profile] as const)));
  const placed = numbers.map((number) => ({ number, profile: exact.get(number) ?? mostAlike(number, profiles) }));
  return {
    profiles,
    members: placed.flatMap(({ number, profile }) => (profile ? [memberOf(number, profile)] : [])),
    others: placed.flatMap(({ number, profile }) => (profile ? [] : [number])),
  };
}

/** In the order of their first numbers. */
function groupBySettings(numbers: readonly FoundNumber[]): Group[] {
  const groups = new Map<string, Group>();
  for (const number of numbers) {
    const key = JSON.stringify(SETTINGS.map((name) => number.settings[name]));
    const group = groups.get(key);
    if (group) group.push(number);
    else groups.set(key, [number]);
  }
  return [...groups.values()];
}

function profilesOf(groups: readonly Group[]): Profile[] {
  if (!groups.some(({ length }) => length > 1)) return [];
  const shared = groups
    .filter(([first, ...others]) => others.length > 0 || isNeverConfigured(first))
    .sort((a, b) => b.length - a.length);
  return nameProfiles(shared).map(([name, numbers]) => ({ name, settings: numbers[0].settings, numbers }));
}

/** The profile with which a number shares most, among those with which it shares a list; the larger one wins a tie. */
function mostAlike({ settings }: FoundNumber, profiles: readonly Profile[]): Profile | undefined {
  let best: Profile | undefined;
  let most = 0;
  for (const profile of profiles) {
    const shared = SETTINGS.filter((name) => isShared(name, settings, profile.settings));
    const isAlike = LISTS.some((name) => shared.includes(name) && settings[name].length > 0);
    if (!isAlike || shared.length <= most) continue;
    best = profile;
    most = shared.length;
  }
  return best;
}

function memberOf(number: FoundNumber, profile: Profile): Member {
  const differing = SETTINGS.filter((name) => !isShared(name, number.settings, profile.settings));
  const overrides = Object.fromEntries(differing.map((name) => [name, number.settings[name]]));
  return { number, profile, overrides };
}

function isShared(name: keyof Settings, a: Settings, b: Settings): boolean {
  return areEqual({ ...EMPTY_SETTINGS, [name]: a[name] }, { ...EMPTY_SETTINGS, [name]: b[name] });
}
