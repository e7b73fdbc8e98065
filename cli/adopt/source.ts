import { visible } from "../../api/visible.js";

/** The source of a string, number or boolean. */
export function literal(value: unknown): string {
  return visible(JSON.stringify(value));
}

/** The source of a list, one element per line. */
export function list(elements: readonly string[]): string {
  return block("[", elements, "]");
}

/** The source of an object, one field per line. */
export function object(fields: readonly string[]): string {
  return block("{", fields, "}");
}

/** Lines of comment, whatever they contain. */
export function comment(lines: readonly string[]): string {
  return lines.map((line) => `// ${visible(line)}`.trimEnd()).join("\n");
}

/** Source with lines of comment above it. */
export function commented(comments: readonly string[], source: string): string {
  return comments.length === 0 ? source : `${comment(comments)}\n${source}`;
}

function block(open: string, entries: readonly string[], close: string): string {
  if (entries.length === 0) return `${open}${close}`;
  const lines = entries.map((entry) => `${entry},\n`).join("");
  return `${open}\n${lines.replace(/^(?=.)/gm, "  ")}${close}`;
}
