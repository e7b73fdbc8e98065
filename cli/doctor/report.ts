import type { Check } from "./check-result.js";

/** https://man7.org/linux/man-pages/man4/console_codes.4.html */
const COLOURS: Record<Check["status"], number> = { ok: 32, problem: 31, unknown: 33 };

const WIDTHS = { mark: 7, name: 30 };

const INDENT = " ".repeat(WIDTHS.mark + 2);

/** One line for each check, and below it what to do. */
export function report(checks: readonly Check[], isColoured: boolean): string {
  return checks.map((check) => linesOf(check, isColoured)).join("");
}

function linesOf({ name, status, found, cure }: Check, isColoured: boolean): string {
  const mark = status.padEnd(WIDTHS.mark);
  const shown = isColoured ? `\u001B[${COLOURS[status]}m${mark}\u001B[0m` : mark;
  return `${shown}  ${name.padEnd(WIDTHS.name)}  ${found}\n${cure === undefined ? "" : `${INDENT}${cure}\n`}`;
}
