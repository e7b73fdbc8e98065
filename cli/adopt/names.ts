import { isNeverConfigured, type FoundNumber, type Group } from "./found-number.js";

const NEVER_CONFIGURED = "none";

/** More of a prompt makes no better name. */
const MOST_WORDS = 3;

/** What tells a language, or else a script that several share, in the order in which it is looked for. */
const SCRIPTS: readonly [RegExp, string][] = [
  [/[\p{sc=Hiragana}\p{sc=Katakana}]/u, "japanese"],
  [/\p{sc=Hangul}/u, "korean"],
  [/\p{sc=Han}/u, "chinese"],
  [/\p{sc=Thai}/u, "thai"],
  [/\p{sc=Hebrew}/u, "hebrew"],
  [/\p{sc=Greek}/u, "greek"],
  [/\p{sc=Arabic}/u, "arabic"],
  [/\p{sc=Cyrillic}/u, "cyrillic"],
  [/\p{sc=Devanagari}/u, "devanagari"],
];

/**
 * Gives each group a name, as a person would: of the display name that all its numbers share and no other group has, of
 * the language that its script tells, of its first command, or of its first prompt in English letters. Names are
 * identifiers, and each is given once.
 */
export function nameProfiles(groups: readonly Group[]): (readonly [name: string, group: Group])[] {
  const taken = new Set([NEVER_CONFIGURED]);
  return groups.map((group) => {
    if (isNeverConfigured(group[0])) return [NEVER_CONFIGURED, group];
    const candidates = [displayName(group, groups), language(group), firstCommand(group), firstEnglishPrompt(group)];
    const name = candidates.find((candidate) => candidate !== "" && !taken.has(candidate)) ?? firstFree(taken);
    taken.add(name);
    return [name, group];
  });
}

/** The name of the fleet of a space: no two spaces of a program then want the same. */
export function nameFleet(custSpaceId: string): string {
  return custSpaceId;
}

/** The name of a number's resource below the fleet, which the component gives it. */
export function nameChild(custSpaceId: string, { phoneNumber }: FoundNumber): string {
  return `${nameFleet(custSpaceId)}-${phoneNumber}`;
}

/** The name of a number's own resource. */
export function nameResource({ phoneNumber, verifiedName = "" }: FoundNumber): string {
  return [identifier(wordsOf(verifiedName)), phoneNumber].filter(Boolean).join("-");
}

function displayName(group: Group, groups: readonly Group[]): string {
  const [{ verifiedName = "" }] = group;
  const isOfAll = group.every((number) => number.verifiedName === verifiedName);
  const isOfOthers = groups.some(
    (other) => other !== group && other.some((number) => number.verifiedName === verifiedName),
  );
  return isOfAll && !isOfOthers ? identifier(wordsOf(verifiedName)) : "";
}

function language([{ settings }]: Group): string {
  const texts = [...settings.prompts, ...settings.commands.map(({ commandDescription }) => commandDescription)].join(
    "",
  );
  return SCRIPTS.find(([script]) => script.test(texts))?.[1] ?? "";
}

function firstCommand([{ settings }]: Group): string {
  return identifier(wordsOf(settings.commands[0]?.commandName ?? ""));
}

function firstEnglishPrompt([{ settings }]: Group): string {
  const prompt = settings.prompts.find((text) => /^[\x20-\x7e]*[a-z][\x20-\x7e]*$/i.test(text)) ?? "";
  return identifier(wordsOf(prompt).slice(0, MOST_WORDS));
}

function firstFree(taken: ReadonlySet<string>): string {
  let count = 1;
  while (taken.has(`profile${count}`)) count += 1;
  return `profile${count}`;
}

/** Words of letters without accents and of digits: "Café Olé's shop" has `Cafe`, `Oles` and `shop`. */
function wordsOf(text: string): string[] {
  const plain = text.normalize("NFKD").replace(/[\p{M}'’]/gu, "");
  return plain.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [];
}

/** In camel case; a digit cannot be first. */
function identifier(words: readonly string[]): string {
  const lower = words.map((word) => word.toLowerCase());
  const first = lower.findIndex((word) => !/^\d/.test(word));
  if (first === -1) return "";
  return lower
    .slice(first)
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join("");
}
