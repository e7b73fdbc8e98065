/** A moment on both clocks. */
export interface Moment {
  /** Milliseconds since the epoch, for dates. */
  readonly wallMs: number;
  /** Milliseconds since some fixed moment, never running backward, for rates and stale reads. */
  readonly monotonicMs: number;
}

/** Tells an emulator the time. */
export interface Clock {
  /** The moment at which a call arrives. */
  arrive(): Moment;
  /** The time for someone who only looks, in milliseconds since the epoch. */
  nowMs(): number;
  /** The date of the answer to a call, in milliseconds since the epoch. */
  answerMs(arrival: Moment): number;
  /** What the dates of signatures are checked against, in milliseconds since the epoch. */
  signatureMs(): number;
  /** Starts over. */
  clear(): void;
}

/** A clock that follows this machine's, or `now`. */
export function runningClock(now?: () => number): Clock {
  const wallMs = () => Math.floor(now?.() ?? Date.now());
  return {
    arrive: () => ({ wallMs: wallMs(), monotonicMs: now?.() ?? performance.now() }),
    nowMs: wallMs,
    answerMs: wallMs,
    signatureMs: wallMs,
    clear: () => undefined,
  };
}

/** A clock that shows the same at every run: it moves on by a second with each call. */
export function steppingClock(): Clock {
  let calls = 0;
  return {
    arrive: () => {
      const nowMs = START_MS + STEP_MS * calls;
      calls += 1;
      return { wallMs: nowMs, monotonicMs: nowMs };
    },
    nowMs: () => START_MS + STEP_MS * calls,
    answerMs: ({ wallMs }) => wallMs,
    // Clients sign with the real time.
    signatureMs: Date.now,
    clear: () => {
      calls = 0;
    },
  };
}

const START_MS = Date.UTC(2026, 0, 1);
const STEP_MS = 1000;
