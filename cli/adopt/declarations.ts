import type { Settings } from "../../api/index.js";
import { isNeverConfigured, type FoundNumber, type Group } from "./found-number.js";
import { nameProfiles } from "./names.js";

/**
 * Groups numbers into the declarations of a program. Equal settings of several numbers become a profile, and a number
 * that shares a list with a profile becomes a member with overrides. The other numbers are declared one by one. If there
 * are profiles, even a single number that was never configured becomes one. The order of the numbers does not matter.
 */
export function declare(found: readonly FoundNumber[]): Declarations {
  const numbers = [...found].sort((a, b) => (a.phoneNumber < b.phoneNumber ? -1 : 1));
  const profiles = profilesOf(groupBySettings(numbers));
  const placed = numbers.map((number) => ({ number, profile: mostAlike(number, profiles) }));
  return {
    profiles,
    members: placed.flatMap(({ number, profile }) => (profile ? [memberOf(number, profile)] : [])),
    others: placed.flatMap(({ number, profile }) => (profile ? [] : [number])),
  };
}

/** What a program declares. Without profiles there is no fleet. */
export interface Declarations {
  /** The largest first. */
  profiles: Profile[];
  /** The numbers of the fleet, in their own order. */
  members: Member[];
  /** The numbers declared one by one, in their own order. */
  others: FoundNumber[];
}

/** Settings that several numbers share. */
interface Profile {
  name: string;
  settings: Settings;
}

/** A number of the fleet. */
export interface Member {
  number: FoundNumber;
  profile: Profile;
  /** The settings that differ from the profile's, each as a whole. */
  overrides: Partial<Settings>;
}

const SETTINGS = ["enableWelcomeMessage", "prompts", "commands"] as const;

const LISTS = ["prompts", "commands"] as const;

/** Groups numbers with equal settings, in the order of their first numbers. */
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
  return nameProfiles(shared).map(([name, [{ settings }]]) => ({ name, settings }));
}

/** The profile that shares most settings with a number, and at least a list or all of them; the larger one wins a tie. */
function mostAlike({ settings }: FoundNumber, profiles: readonly Profile[]): Profile | undefined {
  let best: Profile | undefined;
  let most = 0;
  for (const profile of profiles) {
    const shared = SETTINGS.filter((name) => isEqual(name, settings, profile.settings));
    const isAlike =
      shared.length === SETTINGS.length || LISTS.some((name) => shared.includes(name) && settings[name].length > 0);
    if (!isAlike || shared.length <= most) continue;
    best = profile;
    most = shared.length;
  }
  return best;
}

function memberOf(number: FoundNumber, profile: Profile): Member {
  const differing = SETTINGS.filter((name) => !isEqual(name, number.settings, profile.settings));
  const overrides = Object.fromEntries(differing.map((name) => [name, number.settings[name]]));
  return { number, profile, overrides };
}

function isEqual(name: keyof Settings, a: Settings, b: Settings): boolean {
  return JSON.stringify(a[name]) === JSON.stringify(b[name]);
}
