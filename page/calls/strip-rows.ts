import type { Call, Operation } from "../emulator/data.js";
import { outcomeOf } from "./outcome.js";

/** The last calls of each account and operation against their limit, up to the last call of all. */
export interface Strip {
  readonly fromMs: number;
  readonly toMs: number;
  /** When the last call arrived. */
  readonly lastMs: number;
  readonly rows: readonly StripRow[];
}

/** The calls of one account to one operation. */
export interface StripRow {
  readonly accessKeyId: string;
  readonly operation: string;
  readonly callsPerSecond: number;
  readonly admitted: readonly AdmittedMark[];
  /** When throttled calls arrived. */
  readonly throttled: readonly number[];
  /** How many admitted calls the second up to each moment holds: that is what the limit limits. */
  readonly levels: readonly Level[];
  /** Admitted calls in the second up to the last call of all. */
  readonly lastSecond: number;
  /** The most admitted calls in any second. */
  readonly highest: number;
}

/** An admitted call, and how many the second up to it holds. */
interface AdmittedMark {
  readonly atMs: number;
  readonly level: number;
}

interface Level {
  readonly fromMs: number;
  readonly toMs: number;
  readonly count: number;
}

/** Undefined if no call met a limit yet. */
export function stripOf(calls: readonly Call[], operations: readonly Operation[]): Strip | undefined {
  const met = calls
    .filter((call) => call.isAdmitted || outcomeOf(call) === "throttled")
    .sort((a, b) => a.time - b.time);
  const lastMs = met.at(-1)?.time;
  if (lastMs === undefined) return undefined;
  const shown = met.filter(({ time }) => time > lastMs - LONGEST_MS);
  const lengthMs = lastMs - (shown[0]?.time ?? lastMs);
  const spanMs = SPANS_MS.find((span) => span > lengthMs) ?? LONGEST_MS;
  const toMs = lastMs + spanMs * MARGIN;
  const fromMs = lastMs - spanMs * (1 - MARGIN);
  const rows = operations.flatMap(({ name, callsPerSecond }) => {
    const ofOperation = shown.filter(({ operation }) => operation === name);
    const accounts = [...new Set(ofOperation.map(({ accessKeyId }) => accessKeyId))];
    return accounts.map((account) => {
      const group = ofOperation.filter(({ accessKeyId }) => accessKeyId === account);
      return { accessKeyId: account, operation: name, callsPerSecond, ...countsOf(group, lastMs, toMs) };
    });
  });
  return { fromMs, toMs, lastMs, rows };
}

const SECOND_MS = 1_000;
const LONGEST_MS = 30_000;
const SPANS_MS = [8_000, 15_000];

/** The part of the span that stays free on the right, so that the last call is not at the edge. */
const MARGIN = 0.04;

function countsOf(calls: readonly Call[], lastMs: number, toMs: number) {
  const admitted = calls.filter(({ isAdmitted }) => isAdmitted).map(({ time }) => time);
  const admittedMarks = admitted.map((atMs, index): AdmittedMark => {
    const first = admitted.findIndex((time) => time > atMs - SECOND_MS);
    return { atMs, level: index - first + 1 };
  });
  return {
    admitted: admittedMarks,
    throttled: calls.filter(({ isAdmitted }) => !isAdmitted).map(({ time }) => time),
    levels: levelsOf(admitted, toMs),
    lastSecond: admitted.filter((time) => time > lastMs - SECOND_MS).length,
    highest: Math.max(0, ...admittedMarks.map(({ level }) => level)),
  };
}

function levelsOf(times: readonly number[], toMs: number): Level[] {
  const steps = times.flatMap((time) => [
    { atMs: time, by: 1 },
    { atMs: time + SECOND_MS, by: -1 },
  ]);
  steps.sort((a, b) => a.atMs - b.atMs);
  let count = 0;
  return steps.flatMap(({ atMs, by }, index) => {
    count += by;
    const endMs = Math.min(steps[index + 1]?.atMs ?? toMs, toMs);
    return count === 0 || endMs <= atMs ? [] : [{ fromMs: atMs, toMs: endMs, count }];
  });
}
