import { inspect } from "node:util";

/** A value from outside that is not what was asked for; the message says what was. */
export class ShapeError extends TypeError {
  override name = "ShapeError" as const;
}

/** The value as an object that has no other keys than `keys`. */
export function readObject(value: unknown, name: string, keys: readonly string[]): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw unexpected(name, "an object", value);
  const unknown = Object.keys(value).find((key) => !keys.includes(key));
  if (unknown !== undefined)
    throw new ShapeError(`Expected ${name} to have no other keys than ${listOf(keys)}, got ${JSON.stringify(unknown)}`);
  return value as Record<string, unknown>;
}

/** The value as an array, each element read by `readElement`. */
export function readArray<T>(value: unknown, name: string, readElement: (element: unknown, name: string) => T): T[] {
  if (!Array.isArray(value)) throw unexpected(name, "an array", value);
  return value.map((element: unknown, index) => readElement(element, `${name}[${index}]`));
}

/** The value as a text. */
export function readText(value: unknown, name: string): string {
  if (typeof value !== "string") throw unexpected(name, "a string", value);
  return value;
}

/** The value as a text of at least one character. */
export function readName(value: unknown, name: string): string {
  if (typeof value !== "string" || value === "") throw unexpected(name, "a non-empty string", value);
  return value;
}

/** The value as a boolean. */
export function readBoolean(value: unknown, name: string): boolean {
  if (typeof value !== "boolean") throw unexpected(name, "a boolean", value);
  return value;
}

/** The value as a whole number from `least` to `most`. */
export function readWholeNumber(value: unknown, name: string, least: number, most: number): number {
  if (typeof value !== "number" || !Number.isInteger(value) || value < least || value > most)
    throw unexpected(name, `a whole number from ${least} to ${most}`, value);
  return value;
}

/** The value as a number from `least` to `most`. */
export function readNumber(value: unknown, name: string, least: number, most: number): number {
  if (typeof value !== "number" || !(value >= least && value <= most))
    throw unexpected(name, `a number from ${least} to ${most}`, value);
  return value;
}

/** The value as one of some words. */
export function readWord<T extends string>(value: unknown, name: string, words: readonly T[]): T {
  const word = words.find((candidate) => candidate === value);
  if (word === undefined) throw unexpected(name, `one of ${listOf(words)}`, value);
  return word;
}

function unexpected(name: string, wanted: string, value: unknown): ShapeError {
  return new ShapeError(`Expected ${name} to be ${wanted}, got ${describe(value)}`);
}

function describe(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object") return "an object";
  const text = typeof value === "string" ? JSON.stringify(value) : inspect(value);
  return `${text.length > 60 ? `${text.slice(0, 60)}…` : text} (${typeof value})`;
}

function listOf(words: readonly string[]): string {
  return words.map((word) => JSON.stringify(word)).join(", ");
}
