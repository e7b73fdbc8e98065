import { inspect } from "node:util";

/** A value from outside is not what was expected. The message says what was. */
export class InputError extends TypeError {
  override name = "InputError" as const;
}

/** Reads an object that has only the keys in `keys`, if given. */
export function readObject(value: unknown, name: string, keys?: readonly string[]): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw unexpected(name, "an object", value);
  const unknown = keys && Object.keys(value).find((key) => !keys.includes(key));
  if (unknown !== undefined)
    throw new InputError(
      `Expected ${name} to have only the keys ${listOf(keys ?? [])}, got ${JSON.stringify(unknown)}`,
    );
  return value as Record<string, unknown>;
}

export function readArray<T>(value: unknown, name: string, readElement: (element: unknown, name: string) => T): T[] {
  if (!Array.isArray(value)) throw unexpected(name, "an array", value);
  return value.map((element: unknown, index) => readElement(element, `${name}[${index}]`));
}

/** Reads an object whose values are all of one kind; `keys` are the only ones it may have, if given. */
export function readMap<T>(
  value: unknown,
  name: string,
  keys: readonly string[] | undefined,
  readValue: (value: unknown, name: string) => T,
): Record<string, T> {
  const given = Object.entries(readObject(value, name, keys));
  return Object.fromEntries(given.map(([key, element]) => [key, readValue(element, `${name}.${key}`)]));
}

export function readText(value: unknown, name: string): string {
  if (typeof value !== "string") throw unexpected(name, "a string", value);
  return value;
}

/** Reads a string of at least one character. */
export function readName(value: unknown, name: string): string {
  if (typeof value !== "string" || value === "") throw unexpected(name, "a non-empty string", value);
  return value;
}

export function readBoolean(value: unknown, name: string): boolean {
  if (typeof value !== "boolean") throw unexpected(name, "a boolean", value);
  return value;
}

export function readWholeNumber(value: unknown, name: string, least: number, most: number): number {
  if (typeof value !== "number" || !Number.isInteger(value) || value < least || value > most)
    throw unexpected(name, `a whole number from ${least} to ${most}`, value);
  return value;
}

export function readNumber(value: unknown, name: string, least: number, most: number): number {
  if (typeof value !== "number" || !(value >= least && value <= most))
    throw unexpected(name, `a number from ${least} to ${most}`, value);
  return value;
}

/** The longest delay that anyone may ask for. */
export const LONGEST_DELAY_MS = 600_000;

/** Reads a delay in whole milliseconds, at most `LONGEST_DELAY_MS`. */
export function readDelay(value: unknown, name: string): number {
  return readWholeNumber(value, name, 0, LONGEST_DELAY_MS);
}

export function readWord<T extends string>(value: unknown, name: string, words: readonly T[]): T {
  const word = words.find((candidate) => candidate === value);
  if (word === undefined) throw unexpected(name, `one of ${listOf(words)}`, value);
  return word;
}

function unexpected(name: string, wanted: string, value: unknown): InputError {
  return new InputError(`Expected ${name} to be ${wanted}, got ${describe(value)}`);
}

function describe(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object") return "an object";
  const text = typeof value === "string" ? JSON.stringify(value) : inspect(value);
  return `${text.length > 60 ? `${text.slice(0, 60)}…` : text} (${typeof value})`;
}

/** Quoted words, for a message. */
export function listOf(words: readonly string[]): string {
  return words.map((word) => JSON.stringify(word)).join(", ");
}
