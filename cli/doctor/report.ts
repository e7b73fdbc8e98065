import { wrap } from "../command-line/wrap.js";
import type { Check, SpaceNumber } from "./check-result.js";
import { verdict } from "./verdict.js";

/** Formats the checks, each with how to fix its problem, and what to do next. */
export function report(checks: readonly Check[], width: number, isColored: boolean): string {
  const lines = [...checks.flatMap((check) => linesOf(check, width, isColored)), "", ...wrap(verdict(checks), width)];
  return lines.map((line) => `${line}\n`).join("");
}

/** https://man7.org/linux/man-pages/man4/console_codes.4.html */
const COLORS: Record<Check["status"], number> = { ok: 32, problem: 31, unknown: 33 };

const WIDTHS = { mark: 7, name: 30, phoneNumber: 15, relation: 16 };

const INDENT = " ".repeat(WIDTHS.mark + 2);

function linesOf({ name, status, found, cure = "", numbers = [] }: Check, width: number, isColored: boolean): string[] {
  const mark = status.padEnd(WIDTHS.mark);
  const shown = isColored ? `\u001B[${COLORS[status]}m${mark}\u001B[0m` : mark;
  const start = `${shown}  ${name.padEnd(WIDTHS.name)}`;
  const beside = wrap(found, width - INDENT.length - WIDTHS.name - 2);
  const below = (text: string) => wrap(text, width - INDENT.length);
  return [
    ...(beside.length <= MOST_BESIDE ? columns(start, beside) : [start.trimEnd(), ...indented(below(found))]),
    ...indented(numbers.map(describeNumber)),
    ...indented(below(cure)),
  ];
}

/** More lines than this are too many for a narrow column. */
const MOST_BESIDE = 2;

function columns(start: string, [first = "", ...others]: readonly string[]): string[] {
  const indent = " ".repeat(INDENT.length + WIDTHS.name);
  return [`${start}  ${first}`, ...others.map((line) => `${indent}  ${line}`)];
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `${INDENT}${line}`);
}

function describeNumber({ phoneNumber, status, qualityRating, verifiedName, ...where }: SpaceNumber): string {
  const name = verifiedName === undefined ? undefined : JSON.stringify(verifiedName);
  const details = [status, qualityRating, name].filter((detail) => detail !== undefined).join(", ");
  const relation = relationOf(where);
  const columns = [
    phoneNumber.padEnd(WIDTHS.phoneNumber),
    ...(relation ? [relation.padEnd(WIDTHS.relation)] : []),
    details,
  ];
  return columns.join("  ").trimEnd();
}

function relationOf({ inSpace, inStack }: Pick<SpaceNumber, "inSpace" | "inStack">): string | undefined {
  if (!inSpace) return "not in the space";
  if (inStack === undefined) return undefined;
  return inStack ? "in the stack" : "not in the stack";
}
