const WINDOW_MS = 1000;

/** Counts calls in a sliding second, one window per key. Calls that were denied do not count. */
export class RateWindows {
  readonly #admitted = new Map<string, number[]>();

  /** Admits a call that arrived at `arrivalMs`, and returns 0; or denies it, and returns the milliseconds until a slot is free. */
  admit(key: string, callsPerSecond: number, arrivalMs: number): number {
    const recent = (this.#admitted.get(key) ?? []).filter((stamp) => stamp > arrivalMs - WINDOW_MS);
    this.#admitted.set(key, recent);
    const blocking = recent.at(-callsPerSecond);
    if (recent.length >= callsPerSecond && blocking !== undefined)
      return Math.max(1, Math.ceil(blocking + WINDOW_MS - arrivalMs));
    recent.push(arrivalMs);
    return 0;
  }

  /** Forgets every call. */
  clear(): void {
    this.#admitted.clear();
  }
}
