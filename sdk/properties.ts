import * as pulumi from "@pulumi/pulumi";
import { programError } from "./program-error.js";

/** Refuses unknown properties, which would otherwise be ignored silently. */
export function requireProperties(value: unknown, known: readonly string[], what: string): void {
  requireObject(value, what, `any of ${known.join(", ")}`);
  const unknown = Object.keys(value).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw programError(`${what} has the unknown property "${unknown}". Known properties: ${known.join(", ")}.`);
}

/** Refuses what is not an object with properties, as a program in JavaScript allows. A `Map`, for instance, has none. */
export function requireObject(value: unknown, what: string, contents: string): asserts value is object {
  const isObject = typeof value === "object" && value !== null && !(Symbol.iterator in value);
  if (isObject && !pulumi.Output.isInstance(value)) return;
  throw programError(`${what}: Expected an object with ${contents}${isObject ? ", and no output" : ""}.`);
}
