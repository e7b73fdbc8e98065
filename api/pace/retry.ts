import { sleep, type Clock } from "../clock.js";
import { isCamsError, isTransient, type CamsError, type ErrorKind } from "../errors.js";
import type { Throttle, Turn } from "./throttle.js";

/**
 * Runs a call until it succeeds, fails for good, or its time is up. Every attempt takes a turn of its own, so retries
 * never exceed the pace. `prepare` does everything slow before the turn, so that the call leaves as soon as its turn
 * comes; `attempt` is given the remaining time.
 */
export async function withRetries<T>(
  prepare: () => Promise<unknown>,
  attempt: (turn: Turn, remainingMs: number) => Promise<T>,
  { throttle, timeoutMs, clock, random, signal }: RetryOptions,
): Promise<T> {
  let start: number | undefined;
  let isRenewed = false;
  let isAmbiguous = false;
  let last: CamsError | undefined;
  for (let attempts = 1; ; attempts += 1) {
    const seconds = () => Math.ceil((clock.now() - (start ?? clock.now())) / 1000);
    const failBeforeSending = (error: unknown): never => {
      if (!isCamsError(error)) throw error;
      const reason = error.kind === "meta-limit" && last?.kind === error.kind ? last : error;
      throw reason.afterRetries({ attempts: attempts - 1, seconds: seconds(), isAmbiguous });
    };
    await prepare().catch(failBeforeSending);
    const turn = await throttle.turn(attempts > 1, signal).catch(failBeforeSending);
    start ??= clock.now();
    const remaining = Math.max(timeoutMs - (clock.now() - start), 1000);
    const result = await settle(() => attempt(turn, remaining), turn);
    if ("value" in result) return result.value;

    const { error } = result;
    if (error.kind === "token-expired" && !isRenewed) {
      isRenewed = true;
      continue;
    }
    // For a limit, the throttle waits: all calls together, not this one alone.
    const isLimited = error.kind === "throttled" || error.kind === "meta-limit";
    const waitMs = Math.max(isLimited ? 0 : backoffAfter(attempts, random), error.retryAfterMs ?? 0);
    const isOver = error.kind !== "meta-limit" && clock.now() - start + waitMs > timeoutMs;
    if (!canRetry(error, attempts) || isOver) throw error.afterRetries({ attempts, seconds: seconds(), isAmbiguous });
    isAmbiguous ||= error.isAmbiguous;
    last = error;
    await sleep(clock, isLimited ? 0 : waitMs, signal);
  }
}

export interface RetryOptions {
  throttle: Throttle;
  /** From the first launch. */
  timeoutMs: number;
  clock: Clock;
  /** From 0 (included) to 1 (excluded). */
  random: () => number;
  /** Cancels the call while it waits. */
  signal?: AbortSignal | undefined;
}

/** Runs one attempt and ends its turn, whatever the outcome. */
async function settle<T>(attempt: () => Promise<T>, turn: Turn): Promise<{ value: T } | { error: CamsError }> {
  try {
    const value = await attempt();
    turn.end("accepted");
    return { value };
  } catch (error) {
    if (!isCamsError(error)) {
      turn.end("failed");
      throw error;
    }
    const { kind, retryAfterMs } = error;
    turn.end(kind === "throttled" || kind === "meta-limit" ? kind : "failed", retryAfterMs);
    return { error };
  }
}

const DELAY_MS = { first: 400, most: 5000 };

/** A person who has not started the emulator, or has mistyped the endpoint, should learn so within seconds. */
export const FEW_ATTEMPTS = 4;
const RETRIED_A_FEW_TIMES: ReadonlySet<ErrorKind> = new Set(["not-listening", "host-not-found", "unreadable"]);

function canRetry(error: CamsError, attempts: number): boolean {
  return isTransient(error) && (attempts < FEW_ATTEMPTS || !RETRIED_A_FEW_TIMES.has(error.kind));
}

/** Full jitter. */
export function backoffAfter(attempts: number, random: () => number): number {
  return random() * Math.min(DELAY_MS.most, DELAY_MS.first * 2 ** (attempts - 1));
}
