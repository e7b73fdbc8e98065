import { visible } from "../../api/visible.js";
import { isHidden, type Known } from "../../chat/known.js";
import { grouped, plural } from "../plural.js";
import type { Change, StackChanges, StackName } from "./changes.js";
import { diffLines } from "./diff-lines.js";
import { KINDS } from "./kinds.js";
import type { ChangedNumber } from "./number-changes.js";
import type { Problem } from "./problems.js";
import {
  BEFORE_NOTE,
  countKinds,
  describeCount,
  describeOthers,
  describeProblems,
  describeTotal,
  groupByFleet,
  INCOMPLETE,
} from "./words.js";

/**
 * Writes what a stack is about to do as Markdown, for a comment or a summary. The first line is a comment by which a
 * later run finds it. What a tenant can write stands only in fences. Where there is too much, whole entries are left out.
 */
export function writeMarkdown(changes: StackChanges, mostCharacters: number): string {
  const counts = countKinds(changes.changes).map(describeCount).join(", ");
  const body = [
    `<!-- pulumi-cams preview: ${markerOf(changes.stack)} -->`,
    `### ${titleOf(changes.stack)}`,
    [`**${describeTotal(changes)}${counts && ":"}**`, counts && `${counts}.`, ...describeOthers(changes)]
      .filter(Boolean)
      .join(" "),
  ];
  const budget = new Budget(mostCharacters - RESERVE);
  for (const part of body) budget.take(part);
  if (changes.problems.length > 0) body.push(...describedProblems(changes, budget));
  const entries = budget.takeAll(changes.changes, entryOf);
  body.push(...entries);
  const left = changes.changes.length - entries.length;
  if (left > 0) body.push(`And ${plural(left, "more distinct change")}: see the HTML file of this preview.`);
  body.push(BEFORE_NOTE);
  return `${body.join("\n\n")}\n`;
}

/** Below GitHub's 65,536 for a comment, and those of GitLab, Azure DevOps and job summaries: see docs/preview.md. */
export const MOST_CHARACTERS = 60_000;

/** GitHub also has a limit in bytes, which texts in Chinese reach first. */
const MOST_BYTES = 200_000;

/** For the sentences at the end. */
const RESERVE = 1_000;

/** How much may still be written. */
class Budget {
  #characters: number;
  #bytes = MOST_BYTES;

  constructor(characters: number) {
    this.#characters = characters;
  }

  /** Whether a part still fits; if so, there is less left. */
  take(part: string): boolean {
    const [characters, bytes] = [part.length + 2, Buffer.byteLength(part) + 2];
    if (characters > this.#characters || bytes > this.#bytes) return false;
    this.#characters -= characters;
    this.#bytes -= bytes;
    return true;
  }

  /** The first parts that fit, in writing. */
  takeAll<T>(parts: readonly T[], write: (part: T, index: number) => string): string[] {
    const written: string[] = [];
    for (const [index, part] of parts.entries()) {
      const text = write(part, index);
      if (!this.take(text)) break;
      written.push(text);
    }
    return written;
  }

  copy(): Budget {
    return new Budget(this.#characters);
  }
}

function markerOf(stack: StackName | undefined): string {
  if (stack === undefined) return "unknown stack";
  return [stack.project, stack.stack].map((name) => name.replace(/[^\w.]+/g, "-").slice(0, 100)).join("/");
}

/** Pulumi's names of stacks have only these characters; what looks otherwise is not shown. */
function titleOf(stack: StackName | undefined): string {
  return stack && /^[\w.-]{1,100}$/.test(stack.stack) ? `Preview of the stack \`${stack.stack}\`` : "Preview";
}

function describedProblems(changes: StackChanges, budget: Budget): string[] {
  const lines = budget.copy().takeAll(changes.problems, problemText);
  // A text with many backticks makes the fence long.
  while (lines.length > 0 && !budget.take(fenced("text", lines))) lines.pop();
  const left = changes.problems.length - lines.length;
  return [
    `#### ${describeProblems(changes)}`,
    ...(changes.isIncomplete ? [INCOMPLETE] : []),
    ...(lines.length > 0 ? [fenced("text", lines)] : []),
    ...(left > 0 ? [`And ${plural(left, "more problem")}: see the HTML file of this preview.`] : []),
  ];
}

function problemText({ isError, subject, text }: Problem): string {
  const [first = "", ...others] = text.split("\n").map(visible);
  const about = subject === undefined ? "" : `, ${visible(subject)}`;
  return [`${isError ? "Error" : "Warning"}${about}: ${first}`, ...others.map((line) => `  ${line.trim()}`)].join("\n");
}

/** The first few are open. */
const MOST_OPEN = 3;

function entryOf(change: Change, index: number): string {
  const { kind, comparison, notes, numbers } = change;
  const what = [subjectOf(numbers), ...comparison.differences].join("; ");
  return [
    index < MOST_OPEN ? "<details open>" : "<details>",
    `<summary>${KINDS[kind].sign} ${KINDS[kind].title}: ${what}</summary>`,
    "",
    ...notes.flatMap((note) => [note, ""]),
    fenced("diff", [...numberLines(numbers), ...diffLines(comparison)]),
    "",
    "</details>",
  ].join("\n");
}

function subjectOf(numbers: readonly ChangedNumber[]): string {
  const [first, ...others] = numbers;
  if (first === undefined || others.length > 0) return plural(numbers.length, "number");
  const { phoneNumber } = first;
  return !isHidden(phoneNumber) && /^\d{1,20}$/.test(phoneNumber) ? phoneNumber : "1 number";
}

/** So many numbers of one fleet are named. */
const MOST_NUMBERS = 60;

function numberLines(numbers: readonly ChangedNumber[]): string[] {
  return groupByFleet(numbers).flatMap(({ fleet, numbers: members }) => {
    const named = members.slice(0, MOST_NUMBERS);
    const left = members.length - named.length;
    const more = left > 0 ? [`  and ${grouped(left)} more numbers`] : [];
    if (fleet === undefined) {
      const titles = named.map(
        (number) => `@@ ${textOf(number.phoneNumber)} ${visible(number.name)}${spaceOf([number])} @@`,
      );
      return [...titles, ...more];
    }
    const title = `@@ ${plural(members.length, "number")} of the fleet ${visible(fleet)}${spaceOf(members)} @@`;
    return [title, ...linesOf(named.map(({ phoneNumber }) => textOf(phoneNumber))), ...more];
  });
}

function textOf(text: Known<string>): string {
  return isHidden(text) ? `(${text.why})` : visible(text);
}

/** The space, if they have one in common. */
function spaceOf([first, ...others]: readonly ChangedNumber[]): string {
  const isShared = others.every(({ custSpaceId }) => custSpaceId === first?.custSpaceId);
  return first === undefined || !isShared ? "" : `, space ${textOf(first.custSpaceId)}`;
}

const NUMBERS_PER_LINE = 5;

function linesOf(names: readonly string[]): string[] {
  const starts = names.flatMap((_, index) => (index % NUMBERS_PER_LINE === 0 ? [index] : []));
  return starts.map((start) => `  ${names.slice(start, start + NUMBERS_PER_LINE).join(", ")}`);
}

/** A fence that nothing in it can close: it is longer than any run of backticks there. */
function fenced(language: string, lines: readonly string[]): string {
  const text = lines.join("\n");
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
