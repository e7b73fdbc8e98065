/** The source of a string, number or boolean. */
export function literal(value: unknown): string {
  return JSON.stringify(value).replace(UNSEEN, (unseen) => `\\u${unseen.charCodeAt(0).toString(16)}`);
}

/** The source of a list, one element per line. */
export function list(elements: readonly string[]): string {
  return block("[", elements, "]");
}

/** The source of an object, one field per line. */
export function object(fields: readonly string[]): string {
  return block("{", fields, "}");
}

/** Source with lines of comment above it. */
export function commented(comments: readonly string[], source: string): string {
  return [...comments.map((comment) => `// ${comment}`), source].join("\n");
}

/** Line separators, which end a line for JavaScript before ES2019, and marks that change the order in which text is shown. */
const UNSEEN = /[\u2028-\u202e\u2066-\u2069]/g;

function block(open: string, entries: readonly string[], close: string): string {
  if (entries.length === 0) return `${open}${close}`;
  const lines = entries.map((entry) => `${entry},\n`).join("");
  return `${open}\n${lines.replace(/^(?=.)/gm, "  ")}${close}`;
}
