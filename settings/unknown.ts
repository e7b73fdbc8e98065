/**
 * What stands in a preview, at any depth, for a value that is only known after the update.
 * Source: `unknownValue` in https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/runtime/rpc.ts
 */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export function containsUnknown(value: unknown): boolean {
  if (value === UNKNOWN) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(containsUnknown);
}

/** Whether a path leads to, or through, an unknown value. */
export function isUnknownAt(value: unknown, path: readonly PropertyKey[]): boolean {
  let at = value;
  for (const step of path) {
    if (at === UNKNOWN) return true;
    if (typeof at !== "object" || at === null) return false;
    at = (at as Record<PropertyKey, unknown>)[step];
  }
  return at === UNKNOWN;
}
