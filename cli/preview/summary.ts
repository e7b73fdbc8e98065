import { wrap, wrapAll } from "../command-line/wrap.js";
import type { StackChanges } from "./changes.js";
import { KINDS } from "./kinds.js";
import type { Problem } from "./problems.js";
import { countKinds, describeCount, describeOthers, describeProblems, describeTotal, INCOMPLETE } from "./words.js";

/** What a person reads on the terminal: counts and problems, and where the files are. */
export function summarize(changes: StackChanges, files: readonly string[], width: number): string {
  const { stack, changes: entries, problems, isIncomplete } = changes;
  const of = stack === undefined ? "Preview" : `Preview of the stack ${stack.stack}`;
  const total = describeTotal(changes);
  const paragraphs = [
    `${of}: ${total.charAt(0).toLowerCase()}${total.slice(1)}.`,
    ...countKinds(entries).map((count) => `  ${KINDS[count.kind].sign} ${describeCount(count)}`),
    ...describeOthers(changes),
    ...(problems.length === 0 ? [] : ["", `${describeProblems(changes)}:`]),
  ];
  const lines = [
    ...wrapAll(paragraphs, width),
    ...problems.flatMap((problem) => linesOf(problem, width)),
    ...(isIncomplete ? ["", ...wrap(INCOMPLETE, width)] : []),
    ...(files.length === 0 ? [] : ["", ...files.map((file) => `Wrote ${file}.`)]),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

const INDENT = "  ";

function linesOf({ isError, subject, ownText }: Problem, width: number): string[] {
  const about = `${isError ? "Error" : "Warning"}${subject === undefined ? "" : `, ${subject}`}: ${ownText}`;
  return about
    .split("\n")
    .flatMap((line, index) => wrapAll([line.trim()], width - INDENT.length * 2).map((part) => indented(part, index)));
}

function indented(line: string, index: number): string {
  return `${index === 0 ? INDENT : INDENT.repeat(2)}${line}`;
}
