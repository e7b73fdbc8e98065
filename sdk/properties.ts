import * as pulumi from "@pulumi/pulumi";
import { programError } from "./program-error.js";

/** Unknown properties are mistakes that nobody else would notice. */
export function requireProperties(value: unknown, known: readonly string[], what: string): void {
  requireObject(value, what, `any of ${known.join(", ")}`);
  const unknown = Object.keys(value).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw programError(`${what} has the unknown property "${unknown}". Known are ${known.join(", ")}.`);
}

/** A program in JavaScript can give anything. What lists other things, such as a `Map`, has no properties of its own. */
export function requireObject(value: unknown, what: string, contents: string): asserts value is object {
  const isObject = typeof value === "object" && value !== null && !(Symbol.iterator in value);
  if (isObject && !pulumi.Output.isInstance(value)) return;
  throw programError(`${what}: Expected an object with ${contents}${isObject ? ", and no output" : ""}.`);
}
