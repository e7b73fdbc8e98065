import { visible } from "../../../api/visible.js";

/** Lines of comment, whatever they contain. */
export function comment(lines: readonly string[], mark: string): string {
  return lines.map((line) => `${mark} ${visible(line)}`.trimEnd()).join("\n");
}

/** Source with lines of comment above it. */
export function commented(comments: readonly string[] = [], source: string, mark: string): string {
  return comments.length === 0 ? source : `${comment(comments, mark)}\n${source}`;
}

/** Entries between brackets, one per line, each with a comma. */
export function block(open: string, entries: readonly string[], close: string, indent = "  "): string {
  if (entries.length === 0) return `${open}${close}`;
  return `${open}\n${indented(entries.map((entry) => `${entry},\n`).join(""), indent)}${close}`;
}

/** The same lines, further to the right. */
export function indented(lines: string, indent: string): string {
  return lines.replace(/^(?=.)/gm, indent);
}

/**
 * A string in double quotes with the escapes that Python, Go and YAML share. Those of JSON are not enough: `\ud83d\ude00`
 * is one character there and two in Python and YAML, and Go rejects it. Half of such a pair is no character in any of them.
 */
export function quoted(text: string): string {
  return JSON.stringify(text.toWellFormed()).replace(UNSEEN, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\U${code.padStart(8, "0")}` : `\\u${code.padStart(4, "0")}`;
  });
}

/** Without the two marks that only part or join letters, as Persian and Hindi need. YAML and Go reject some of the others. */
const UNSEEN = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cn}\p{Zl}\p{Zp}]/gu;
