import { isCamsError } from "../api/index.js";
import type { Bench } from "./bench.js";
import { NoAnswer, Stopped } from "./call/no-answer.js";
import type { Outcome, Probe } from "./probe.js";

/** What came of one probe. */
export interface Result {
  readonly name: string;
  /** Undefined if there is none. */
  readonly outcome: Outcome | undefined;
  /** Why there is no outcome. */
  readonly reason: string;
}

/**
 * Runs probes one after another. One that differs from what is expected is run again, and counts only if it differs twice in the same
 * way: a fault on the way must not look like a property of the service.
 *
 * @param expected - The key of the expected outcome, by probe.
 */
export async function runProbes(
  probes: readonly Probe[],
  bench: Bench,
  expected: ReadonlyMap<string, string>,
  onResult: (result: Result) => void = () => undefined,
): Promise<Result[]> {
  const results: Result[] = [];
  let stopped: string | undefined;
  for (const probe of probes) {
    const result =
      stopped === undefined
        ? await runProbe(probe, bench, expected.get(probe.name))
        : { name: probe.name, outcome: undefined, reason: stopped };
    if (result.stop === true) stopped = result.reason;
    const { name, outcome, reason } = result;
    results.push({ name, outcome, reason });
    onResult({ name, outcome, reason });
  }
  return results;
}

/** What is compared of an outcome. */
export function keyOf({ key, text }: Outcome): string {
  return key ?? text;
}

async function runProbe(
  probe: Probe,
  bench: Bench,
  expected: string | undefined,
): Promise<Result & { stop?: boolean }> {
  const { name } = probe;
  const seen = new Map<string, number>();
  try {
    for (let run = 1; run <= MOST_RUNS; run += 1) {
      const outcome = await probe.run(bench);
      const key = keyOf(outcome);
      const times = (seen.get(key) ?? 0) + 1;
      seen.set(key, times);
      if (expected === undefined || key === expected || times === 2) {
        if (outcome.finding?.refusal) bench.refusals.set(name, outcome.finding.refusal.seen);
        return { name, outcome, reason: "" };
      }
    }
    return { name, outcome: undefined, reason: "the answers vary" };
  } catch (error) {
    if (!(error instanceof NoAnswer) && !isCamsError(error)) throw error;
    // Without credentials, every other call fails, too.
    const stop = !(error instanceof NoAnswer) || error instanceof Stopped;
    return { name, outcome: undefined, reason: isCamsError(error) ? error.answer : error.message, stop };
  }
}

const MOST_RUNS = 3;
