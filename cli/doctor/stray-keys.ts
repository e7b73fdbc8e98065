import { PROVIDER_SETTINGS } from "../../provider/config/provider-settings.js";
import { problem, type Check } from "./check-result.js";

/** Finds the keys under `cams:` that the provider does not read. A key that resembles a setting is a problem. */
export function findStrayKeys(keys: readonly string[]): StrayKeys {
  const names = keys.filter((key) => key.startsWith(NAMESPACE)).map((key) => key.slice(NAMESPACE.length));
  const stray = names.filter((name) => !SETTINGS.includes(name)).map((name) => ({ name, meant: settingLike(name) }));
  return {
    mistakes: stray.flatMap(({ name, meant }) => (meant === undefined ? [] : [mistake(name, meant)])),
    others: stray.filter(({ meant }) => meant === undefined).map(({ name }) => `${NAMESPACE}${name}`),
  };
}

/** Names keys that only a program can read, as the rest of a sentence; empty if there are none. */
export function describeOthers(others: readonly string[]): string {
  if (others.length === 0) return "";
  const are =
    others.length === 1
      ? "is not a setting: only your program can read it"
      : "are not settings: only your program can read them";
  return `; ${others.join(", ")} ${are}`;
}

/** Keys that are no settings. */
export interface StrayKeys {
  mistakes: Check[];
  /** Keys that resemble no setting. A program may read them. */
  others: string[];
}

const NAMESPACE = "cams:";

const SETTINGS: readonly string[] = Object.keys(PROVIDER_SETTINGS);

function mistake(name: string, meant: string): Check {
  return problem(
    "configuration",
    `cams:${name} is not a setting. Did you mean cams:${meant}?`,
    `Set cams:${meant} instead, and remove the other with \`pulumi config rm cams:${name}\`.`,
  );
}

/** The setting that a name is a misspelling, a longer form or a beginning of. */
function settingLike(name: string): string | undefined {
  const plain = plainName(name);
  // Alibaba Cloud's own name: https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair
  if (plain === "accesskeysecret") return "secretKey";
  const distances = SETTINGS.map((setting) => ({ setting, distance: distanceOf(plain, plainName(setting)) }));
  const [nearest] = distances.sort((a, b) => a.distance - b.distance);
  if (nearest && nearest.distance <= MOST_TYPOS) return nearest.setting;
  return SETTINGS.find((setting) => isPartOf(plain, plainName(setting)));
}

const MOST_TYPOS = 2;

/** A shorter beginning may be anything. */
const LEAST_BEGINNING = 5;

function plainName(name: string): string {
  return name.toLowerCase().replace(/[-_]/g, "");
}

function isPartOf(one: string, other: string): boolean {
  const [shorter, longer] = one.length < other.length ? [one, other] : [other, one];
  return shorter.length >= LEAST_BEGINNING && longer.startsWith(shorter);
}

/** How many letters have to be inserted, deleted or replaced: https://en.wikipedia.org/wiki/Levenshtein_distance */
function distanceOf(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, replaced));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
