import type { NumberSettings, Settings } from "../emulator/data.js";

/** Settings that somebody edits, with those that the emulator held when the editing began. */
export interface Draft {
  readonly base: Settings;
  readonly edited: Settings;
}

/** What a form shows: the draft, or the settings of the number as long as nothing was edited. */
export function draftOf(number: NumberSettings, draft: Draft | undefined): Draft {
  return draft === undefined || areSame(draft.edited, draft.base) ? { base: number, edited: number } : draft;
}

export function isEdited({ base, edited }: Draft): boolean {
  return !areSame(base, edited);
}

/** Whether somebody else has changed the number since the editing began, to something else than what was edited. */
export function isOutdated({ base, edited }: Draft, number: NumberSettings): boolean {
  return !areSame(base, number) && !areSame(edited, number);
}

function areSame(a: Settings, b: Settings): boolean {
  return a === b || textOf(a) === textOf(b);
}

function textOf({ enableWelcomeMessage, prompts, commands }: Settings): string {
  const pairs = commands.map(({ commandName, commandDescription }) => [commandName, commandDescription]);
  return JSON.stringify([enableWelcomeMessage, prompts, pairs]);
}

/** A list with one element replaced. */
export function replaced<T>(list: readonly T[], index: number, element: T): T[] {
  return list.map((old, place) => (place === index ? element : old));
}

/** A list without one element. */
export function removed<T>(list: readonly T[], index: number): T[] {
  return list.filter((_, place) => place !== index);
}

/** A list with one element moved by one place, up or down. */
export function moved<T>(list: readonly T[], index: number, by: -1 | 1): T[] {
  const rest = removed(list, index);
  return [...rest.slice(0, index + by), ...list.slice(index, index + 1), ...rest.slice(index + by)];
}
