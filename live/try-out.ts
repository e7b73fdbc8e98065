import type { Settings } from "../api/index.js";
import type { LiveOutput } from "../cli/command-line/live-output.js";
import { Bench } from "./bench.js";
import { Caller, type CallerOptions, type Calls } from "./call/caller.js";
import { INTERRUPTED, NoAnswer } from "./call/no-answer.js";
import type { Clock } from "./clock.js";
import { TriedNumber } from "./number/number.js";
import { proveThatItCanBePutBack } from "./number/put-back.js";
import { putBackAndSay } from "./number/put-back-and-say.js";
import { keep } from "./number/recovery-file.js";
import type { LiveOptions } from "./options.js";
import { describePlan } from "./plan.js";
import { createProbes } from "./probes.js";
import { expectedOf, MADE_UP_SPACE, rehearse, STRICT, type Rehearsal } from "./rehearsal.js";
import { reportOf, verdictOf } from "./report.js";
import { keyOf, runProbes, type Result } from "./run-probes.js";
import { switchesFor } from "./switches.js";

/** What a run works with. */
export interface Surroundings {
  readonly connection: Pick<CallerOptions, "endpoint" | "credentials" | "timeoutMs">;
  readonly clock: Clock;
  readonly output: LiveOutput;
  readonly version: string;
  /** Asks a person whether to do what a text says. */
  readonly ask: (plan: string[]) => Promise<boolean>;
  /** Ends the probes. The number is put back nevertheless. */
  readonly signal: AbortSignal;
}

/** How a run ended. */
export interface End {
  /** Undefined if the run was not wanted, or interrupted. */
  readonly report?: string;
  /** Whether every probe has an answer, and the number what it had. */
  readonly isWell: boolean;
}

/** Tries a number out, puts back what it had, and reports. */
export async function tryOut(options: LiveOptions, surroundings: Surroundings): Promise<End> {
  const { connection, clock, output, signal } = surroundings;
  const key = { custSpaceId: options.space, phoneNumber: options.phone };
  const secrets = [options.space, options.phone, options.foreignSpace ?? ""];
  const probing = new Caller({ ...connection, clock, secrets, signal });
  // Goes on after the signal.
  const keeping = new Caller({ ...connection, clock, secrets });
  try {
    const usual = await rehearse({}, options.withRate);
    const number = new TriedNumber(key, keeping, clock);
    const settings = await readFirst(number);
    if (!(await surroundings.ask(describePlan(settings, usual, options)))) return { isWell: true };
    await proveThatItCanBePutBack(number, settings);
    const { protocol, host } = connection.endpoint;
    const file = keep({ endpoint: `${protocol}://${host}`, key, settings });
    output.print(`What the number has now is kept in ${file}.`);
    const bench = new Bench(
      new TriedNumber(key, probing, clock),
      probing,
      clock,
      options.foreignSpace ?? MADE_UP_SPACE,
    );
    let results: Result[] = [];
    let isPutBack = false;
    try {
      results = await runAndShow(bench, options, usual, output);
    } finally {
      output.clearProgress();
      isPutBack = await putBackAndSay(number, settings, file, { clock, output });
    }
    if (results.some(({ reason }) => reason === INTERRUPTED)) return { isWell: false };
    const report = await conclude(results, usual, options, surroundings, callsOf(probing, keeping));
    return { report, isWell: isPutBack && results.every(({ outcome }) => outcome) };
  } finally {
    probing.close();
    keeping.close();
  }
}

async function readFirst(number: TriedNumber): Promise<Settings> {
  try {
    return (await number.read()).settings;
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    throw new Error(`The number cannot be read: ${error.message}. \`npx pulumi-cams doctor\` can find the cause.`, {
      cause: error,
    });
  }
}

async function runAndShow(bench: Bench, options: LiveOptions, usual: Rehearsal, output: LiveOutput): Promise<Result[]> {
  const probes = createProbes(options);
  let done = 0;
  const showNext = () => {
    const next = probes[done]?.name;
    if (next !== undefined) output.showProgress(`${done + 1}/${probes.length} ${next} …`);
  };
  showNext();
  return await runProbes(probes, bench, expectedOf(usual), (result) => {
    if (result.reason === INTERRUPTED) return;
    done += 1;
    const verdict = verdictOf(result, usual);
    const more = verdict === "holds" ? "" : `: ${result.outcome?.text ?? result.reason}`;
    output.print(`${done}/${probes.length} ${result.name} ${verdict}${more}`);
    showNext();
  });
}

/** Tries the switches out, too: an emulator with them should answer like the service. */
async function conclude(
  results: readonly Result[],
  usual: Rehearsal,
  { withRate, foreignSpace }: LiveOptions,
  { connection, version }: Surroundings,
  calls: Calls,
): Promise<string> {
  const strict = await rehearse(STRICT, false);
  const switches = switchesFor(results, [...usual.results, ...strict.results]);
  const reproduced = expectedOf(await rehearse(switches, withRate));
  const notReproduced = results.filter(({ name, outcome }) => outcome && reproduced.get(name) !== keyOf(outcome));
  return reportOf({
    date: new Date(),
    version,
    endpoint: connection.endpoint,
    calls,
    results,
    usual,
    switches,
    notReproduced: notReproduced.map(({ name }) => name),
    hasForeignSpace: foreignSpace !== undefined,
    withRate,
  });
}

function callsOf(...callers: readonly Caller[]): Calls {
  const entries = callers.flatMap((caller) => Object.entries(caller.calls));
  const sums: Record<string, number> = {};
  for (const [operation, count] of entries) sums[operation] = (sums[operation] ?? 0) + count;
  return sums;
}
