/** The two clocks of an emulator. */
export interface Clock {
  /** Milliseconds since the epoch, for dates. */
  wallMs(): number;
  /** Milliseconds since some fixed moment, never running backward, for rates and stale reads. */
  monotonicMs(): number;
}

/** Creates the clocks: this machine's, or `now` for both. */
export function createClock(now?: () => number): Clock {
  return {
    wallMs: () => Math.floor(now?.() ?? Date.now()),
    monotonicMs: () => now?.() ?? performance.now(),
  };
}
