import { isHidden } from "../../chat/known.js";
import { FLEET_TYPE } from "../../sdk/type-tokens.js";
import { isAboutNumber, type PreviewDocument, type Step } from "../stack/preview-document.js";
import { compareSettings, type Comparison } from "./compare-settings.js";
import { typeIn, unknownFleetsIn } from "./fleets.js";
import { KINDS, type ChangeKind } from "./kinds.js";
import { numberChanges, type ChangedNumber, type NumberChange } from "./number-changes.js";
import { problemsIn, type Problem } from "./problems.js";

/** What a preview says that a stack is about to do to its numbers. */
export interface StackChanges {
  /** Undefined if the preview does not name it. */
  stack: StackName | undefined;
  problems: Problem[];
  /** Whether the preview failed, so that there may be more problems and changes. */
  isIncomplete: boolean;
  /** Each distinct change once. */
  changes: Change[];
  /** How many numbers stay as they are; undefined if the preview leaves them out. */
  unchanged: number | undefined;
  /** How many other resources change. */
  others: number;
}

export interface StackName {
  project: string;
  stack: string;
}

/** A change that one or more numbers have in common. */
export interface Change {
  kind: ChangeKind;
  comparison: Comparison;
  notes: readonly string[];
  numbers: ChangedNumber[];
}

/** Reads what there is to know in a preview: problems, and each distinct change with the numbers that have it. */
export function changesIn({ steps, diagnostics, isPartial }: PreviewDocument): StackChanges {
  const numberSteps = steps.filter(isAboutNumber);
  const problems = problemsIn(diagnostics);
  return {
    stack: stackIn(steps[0]?.urn ?? diagnostics.find(({ urn }) => urn)?.urn),
    problems,
    isIncomplete: problems.some(({ isError }) => isError),
    changes: distinct(numberChanges(numberSteps, unknownFleetsIn(diagnostics))),
    unchanged: isPartial ? undefined : numberSteps.filter(({ op }) => op === "same").length,
    others: steps.filter(isOtherChange).length,
  };
}

/** A URN begins with the stack and the project: https://www.pulumi.com/docs/iac/concepts/resources/names/#urns */
function stackIn(urn = ""): StackName | undefined {
  const [, stack, project] = /^urn:pulumi:(.*?)::(.*?)::/.exec(urn) ?? [];
  return stack !== undefined && project !== undefined ? { stack, project } : undefined;
}

/** Fleets and providers only serve the numbers, and a stack is no resource to most people. */
function isOtherChange(step: Step): boolean {
  const type = typeIn(step.urn);
  const isOurs = isAboutNumber(step) || type === FLEET_TYPE || type === "pulumi:pulumi:Stack";
  return !isOurs && !type.startsWith("pulumi:providers:") && !UNCHANGING.includes(step.op);
}

const UNCHANGING = ["same", "read", "refresh", "discard"];

function distinct(changes: readonly NumberChange[]): Change[] {
  const byContent = new Map<string, Change>();
  for (const { kind, number, before, after, changedPaths, notes } of changes) {
    const key = JSON.stringify([kind, before, after, changedPaths?.toSorted(), notes]);
    const known = byContent.get(key);
    if (known) known.numbers.push(number);
    else {
      const comparison = compareSettings(before, after, changedPaths);
      byContent.set(key, { kind, comparison, notes, numbers: [number] });
    }
  }
  for (const { numbers } of byContent.values()) numbers.sort((a, b) => compareTexts(sortKey(a), sortKey(b)));
  return [...byContent.values()].sort(compareChanges);
}

/** The most important kind first, then what most numbers have. */
function compareChanges(a: Change, b: Change): number {
  const kinds = Object.keys(KINDS);
  const [firstOfA, firstOfB] = [a, b].map(({ numbers: [first] }) => (first ? sortKey(first) : ""));
  return (
    kinds.indexOf(a.kind) - kinds.indexOf(b.kind) ||
    b.numbers.length - a.numbers.length ||
    compareTexts(firstOfA ?? "", firstOfB ?? "")
  );
}

function sortKey({ fleet = "", phoneNumber, name }: ChangedNumber): string {
  return JSON.stringify([fleet, isHidden(phoneNumber) ? "" : phoneNumber, name]);
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
