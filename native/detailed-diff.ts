import { isDeepStrictEqual } from "node:util";
import type { Properties } from "./envelopes.js";

export type ChangeKind = "add" | "delete" | "update";

/**
 * What changes from one value of the properties to another, to the element: `prompts[1]`, `commands[0].commandName`.
 * Elements are compared by their places, since order is meaningful.
 */
export function detailedDiff(before: Properties, after: Properties): Map<string, ChangeKind> {
  const changes = new Map<string, ChangeKind>();
  for (const name of Object.keys({ ...before, ...after })) compare(before[name], after[name], name, changes);
  return changes;
}

function compare(before: unknown, after: unknown, path: string, changes: Map<string, ChangeKind>): void {
  if (isDeepStrictEqual(before, after)) return;
  if (Array.isArray(before) && Array.isArray(after)) {
    for (let index = 0; index < Math.max(before.length, after.length); index += 1) {
      compare(before[index], after[index], `${path}[${index}]`, changes);
    }
  } else if (isObject(before) && isObject(after)) {
    for (const name of Object.keys({ ...before, ...after })) {
      compare(before[name], after[name], `${path}.${name}`, changes);
    }
  } else {
    changes.set(path, before === undefined ? "add" : after === undefined ? "delete" : "update");
  }
}

function isObject(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
