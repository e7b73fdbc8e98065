/** Describes a value without showing it: it may be a secret. */
export function shapeOf(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (value === "") return "an empty string";
  if (typeof value === "string") {
    const { length } = Array.from(value);
    return `a string of ${length} ${length === 1 ? "character" : "characters"}`;
  }
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
