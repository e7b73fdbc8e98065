import { grouped, plural } from "../plural.js";
import type { Change, StackChanges } from "./changes.js";
import { KINDS, type ChangeKind } from "./kinds.js";
import type { ChangedNumber } from "./number-changes.js";

/** How many numbers have a kind of change. */
export interface KindCount {
  kind: ChangeKind;
  count: number;
}

/** How many numbers have each kind of change, without kinds that do not occur. */
export function countKinds(changes: readonly Change[]): KindCount[] {
  const counts = (Object.keys(KINDS) as ChangeKind[]).map((kind) => {
    const ofKind = changes.filter((change) => change.kind === kind);
    return { kind, count: ofKind.reduce((sum, { numbers }) => sum + numbers.length, 0) };
  });
  return counts.filter(({ count }) => count > 0);
}

/** That so many numbers change, in a few words. */
export function describeTotal({ changes, isIncomplete }: StackChanges): string {
  const total = countKinds(changes).reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return isIncomplete ? "No change of a number is known" : "No number changes";
  const what = `${plural(total, "number")} ${total === 1 ? "changes" : "change"}`;
  return isIncomplete ? `At least ${what}` : what;
}

/** What is not drawn, in sentences. */
export function describeOthers({ unchanged, others, isIncomplete }: StackChanges): string[] {
  const sentences: string[] = [];
  if (unchanged === undefined) sentences.push(LEFT_OUT);
  else if (unchanged > 0)
    sentences.push(`${plural(unchanged, "number")} unchanged${isIncomplete ? ", as far as is known" : ""}.`);
  if (others > 0) sentences.push(`${plural(others, "change")} of other resources, not shown here.`);
  return sentences;
}

const LEFT_OUT = "Numbers that stay as they are have been left out: `pulumi preview --json --show-sames` has them.";

/** What a failed preview is worth. */
export const INCOMPLETE =
  "The preview failed, so it is incomplete: Pulumi stops at a mistake, and there may be more problems and other changes.";

/** Like `At least 2 errors, 1 warning`. */
export function describeProblems({ problems, isIncomplete }: StackChanges): string {
  const errors = problems.filter(({ isError }) => isError).length;
  const warnings = problems.length - errors;
  const counts = [errors > 0 && plural(errors, "error"), warnings > 0 && plural(warnings, "warning")];
  return `${isIncomplete ? "At least " : ""}${counts.filter(Boolean).join(", ")}`;
}

/** What to know of every preview. */
export const BEFORE_NOTE =
  "Before is what the stack's state has. A change by hand since the last update or refresh is not in it: `pulumi-cams diff` finds it.";

/** What differs, or else what else there is to say. */
export function summaryOf({ comparison, notes }: Change): string {
  return comparison.differences.join(", ") || (notes[0] ?? "");
}

/** The numbers of one fleet, or those of none. */
export interface NumberGroup {
  fleet: string | undefined;
  numbers: ChangedNumber[];
}

/** Groups numbers by fleet; those without one come last. */
export function groupByFleet(numbers: readonly ChangedNumber[]): NumberGroup[] {
  const groups = new Map<string | undefined, NumberGroup>();
  for (const number of numbers) {
    const group = groups.get(number.fleet) ?? { fleet: number.fleet, numbers: [] };
    group.numbers.push(number);
    groups.set(number.fleet, group);
  }
  return [...groups.values()].sort((a, b) => Number(a.fleet === undefined) - Number(b.fleet === undefined));
}

/** Like `3 created`. */
export function describeCount({ kind, count }: KindCount): string {
  return `${grouped(count)} ${KINDS[kind].done}`;
}
