/** The two clocks of the emulator. */
export interface Clock {
  /** Milliseconds since the epoch, for dates. */
  wallMs(): number;
  /** Milliseconds since some fixed moment, never set back, for rates and delays. */
  monotonicMs(): number;
}

/** The clocks of this machine, or one clock of the caller's for both. */
export function createClock(now?: () => number): Clock {
  return {
    wallMs: () => Math.floor(now?.() ?? Date.now()),
    monotonicMs: () => now?.() ?? performance.now(),
  };
}
