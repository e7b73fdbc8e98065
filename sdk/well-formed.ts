import * as pulumi from "@pulumi/pulumi";
import { programError } from "./program-error.js";

/**
 * Refuses text with half of a surrogate pair, as cutting an emoji leaves it: Pulumi cannot send it, and its own error
 * names neither the resource nor the property. Outputs and promises are checked once they are known.
 */
export function wellFormed(value: unknown, owner: string, place: string): unknown {
  if (typeof value === "string") {
    if (value.isWellFormed()) return value;
    throw programError(`${owner}: ${place}: Expected well-formed Unicode text, found half of a surrogate pair.`);
  }
  if (pulumi.Output.isInstance(value)) return value.apply((known) => wellFormed(known, owner, place));
  if (value instanceof Promise) return value.then((known) => wellFormed(known, owner, place));
  if (Array.isArray(value)) return value.map((each, index) => wellFormed(each, owner, `${place}[${index}]`));
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([name, each]) => [name, wellFormed(each, owner, `${place}.${name}`)]));
}
