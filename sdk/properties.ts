import * as pulumi from "@pulumi/pulumi";
import { quoted } from "../settings/quoted.js";
import { programError } from "./program-error.js";

/** Refuses unknown properties, which would otherwise be ignored silently. */
export function requireProperties(value: unknown, known: readonly string[], what: string): void {
  const problem = problemOfProperties(value, known);
  if (problem !== undefined) throw programError(`${what}${problem}`);
}

/** Refuses what is not an object with properties, as a program in JavaScript allows. */
export function requireObject(value: unknown, what: string, contents: string): asserts value is object {
  const problem = problemOfObject(value, contents);
  if (problem !== undefined) throw programError(`${what}${problem}`);
}

/** What follows the name of a value in a message, if the value has unknown properties or is no object. */
export function problemOfProperties(value: unknown, known: readonly string[]): string | undefined {
  const problem = problemOfObject(value, `any of ${known.join(", ")}`);
  if (problem !== undefined) return problem;
  const unknown = Object.keys(Object(value) as object).filter((name) => !known.includes(name));
  if (unknown.length === 0) return undefined;
  const names = unknown.map(quoted).join(", ");
  return ` has the unknown ${unknown.length === 1 ? "property" : "properties"} ${names}. Known properties: ${known.join(", ")}.`;
}

/** What follows the name of a value in a message, if the value is no object. A `Map`, for instance, has no properties. */
export function problemOfObject(value: unknown, contents: string): string | undefined {
  const isObject = typeof value === "object" && value !== null && !(Symbol.iterator in value);
  if (isObject && !pulumi.Output.isInstance(value)) return undefined;
  return `: Expected an object with ${contents}${isObject ? ", and no output" : ""}.`;
}
