import type { RateLimit } from "../../emulator/index.js";
import type { Bench } from "../bench.js";
import type { Refusal } from "../call/answer.js";
import { NoAnswer } from "../call/no-answer.js";
import { GET } from "../number/number.js";

/** What was found out about the rate limit of Get. */
export interface Rate {
  /** Calls per second; undefined if nothing was throttled. */
  readonly callsPerSecond: number | undefined;
  readonly window: RateLimit;
  /** Whether throttled calls count; undefined if that makes no difference. */
  readonly throttledCallsCount: boolean | undefined;
  /** A throttled answer. */
  readonly throttled: Refusal | undefined;
}

/**
 * Finds out how Get is limited, with at most about 150 reads in a minute: a burst shows how many are admitted at once; what is
 * admitted after a burst, and when, shows the kind of window.
 */
export async function measureRate(bench: Bench): Promise<Rate> {
  for (const size of BURSTS) {
    await quiet(bench);
    const calls = await Promise.all(burst(bench, size));
    const throttled = calls.find((call) => call !== "admitted");
    if (throttled === undefined) continue;
    const admitted = calls.filter((call) => call === "admitted").length;
    const { size: callsPerSecond, window } = await findWindow(bench, admitted);
    const throttledCallsCount = await findWhetherThrottledCount(bench, callsPerSecond, window);
    await quiet(bench);
    return { callsPerSecond, window, throttledCallsCount, throttled };
  }
  await quiet(bench);
  return { callsPerSecond: undefined, window: "none", throttledCallsCount: undefined, throttled: undefined };
}

const BURSTS = [12, 30];

/** So long that every kind of window is empty again, even if throttled calls fill it. */
const QUIET_MS = 4000;

/** In which parts of a second the bursts start: a window that starts with the second ends at another time after each. */
const PHASES_MS = [100, 433, 766];
const SECOND_MS = 1000;

/** When single calls follow a burst. A bucket has room again for each, a sliding second for none. */
const LATER_MS = [300, 550, 800];
const MOST_ROUNDS = 9;

async function findWindow(bench: Bench, atMost: number): Promise<{ size: number; window: RateLimit }> {
  let size = atMost;
  let patterns: string[] = [];
  for (let round = 0; round < MOST_ROUNDS && patterns.length < PHASES_MS.length; round += 1) {
    const start = await startOfRound(bench, PHASES_MS[patterns.length] ?? 0);
    const first = burst(bench, size);
    const launched = [...first];
    for (const laterMs of LATER_MS) {
      await bench.clock.sleepUntil(start + laterMs, launched);
      launched.push(...burst(bench, 1));
    }
    const calls = await Promise.all(launched);
    const admitted = calls.slice(0, size).filter((call) => call === "admitted").length;
    if (admitted === size)
      patterns.push(
        calls
          .slice(size)
          .map((call) => (call === "admitted" ? "1" : "0"))
          .join(""),
      );
    else {
      // The first burst met the border of two seconds, or others used the account.
      size = admitted;
      patterns = [];
    }
    if (size === 0) break;
  }
  if (patterns.length < PHASES_MS.length) throw new NoAnswer("the answers vary: others may be using the account");
  return { size, window: windowOf(patterns) };
}

function windowOf(patterns: readonly string[]): RateLimit {
  if (patterns.every((pattern) => pattern === "000")) return "sliding";
  if (patterns.every((pattern) => pattern === "111")) return "bucket";
  if (patterns.every((pattern) => !pattern.includes("10"))) return "fixed";
  throw new NoAnswer("the answers fit no kind of window: others may be using the account");
}

/** Fills the limit, makes as many calls again, which are throttled, and looks whether they keep out one that would fit. */
async function findWhetherThrottledCount(bench: Bench, size: number, window: RateLimit): Promise<boolean | undefined> {
  if (window !== "sliding" && window !== "bucket") return undefined;
  const [againMs, lastMs] = window === "sliding" ? [500, 1200] : [30, 430];
  const found: boolean[] = [];
  for (let round = 0; round < 2; round += 1) {
    const start = await startOfRound(bench, 0);
    const launched = burst(bench, size);
    await bench.clock.sleepUntil(start + againMs, launched);
    launched.push(...burst(bench, size));
    await bench.clock.sleepUntil(start + lastMs, launched);
    launched.push(...burst(bench, 1));
    found.push((await Promise.all(launched)).at(-1) !== "admitted");
  }
  if (found[0] !== found[1]) throw new NoAnswer("the answers vary: others may be using the account");
  return found[0];
}

async function startOfRound(bench: Bench, phaseMs: number): Promise<number> {
  await quiet(bench);
  const now = bench.clock.now();
  const start = now + ((phaseMs - (now % SECOND_MS) + SECOND_MS) % SECOND_MS);
  await bench.clock.sleepUntil(start);
  return bench.clock.now();
}

async function quiet({ clock }: Bench): Promise<void> {
  await clock.sleepUntil(clock.now() + QUIET_MS);
}

/** Reads at once, each only once. */
function burst(bench: Bench, size: number): Promise<"admitted" | Refusal>[] {
  return Array.from({ length: size }, () => read(bench));
}

async function read({ caller, number }: Bench): Promise<"admitted" | Refusal> {
  const answer = await caller.once({ operation: GET, parameters: number.parameters });
  if (!("lost" in answer)) {
    if (answer.refusal) throw new NoAnswer(`HTTP ${answer.refusal.status} ${answer.refusal.code}`);
    return "admitted";
  }
  if (answer.kind !== "throttled" || !answer.refusal) throw new NoAnswer(answer.lost);
  return answer.refusal;
}
