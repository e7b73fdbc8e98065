import type { Check } from "./check-result.js";

/** Formats one line per check, followed by how to fix a problem. */
export function report(checks: readonly Check[], isColored: boolean): string {
  return checks.map((check) => linesOf(check, isColored)).join("");
}

/** https://man7.org/linux/man-pages/man4/console_codes.4.html */
const COLORS: Record<Check["status"], number> = { ok: 32, problem: 31, unknown: 33 };

const WIDTHS = { mark: 7, name: 30 };

const INDENT = " ".repeat(WIDTHS.mark + 2);

function linesOf({ name, status, found, cure }: Check, isColored: boolean): string {
  const mark = status.padEnd(WIDTHS.mark);
  const shown = isColored ? `\u001B[${COLORS[status]}m${mark}\u001B[0m` : mark;
  return `${shown}  ${name.padEnd(WIDTHS.name)}  ${found}\n${cure === undefined ? "" : `${INDENT}${cure}\n`}`;
}
