/**
 * Headroom for the delay between a launch and the moment at which the gateway counts it. Only changes of that delay
 * matter, and they show in the round trips: the wider these are spread, the wider the margin. Throttled answers widen it
 * further.
 */
export class SafetyMargin {
  #roundTrips: number[] = [];
  #bySpread = MARGIN_MS.mostBySpread;
  #penalty = 0;

  get ms(): number {
    return Math.min(MARGIN_MS.most, this.#bySpread + this.#penalty);
  }

  /** By the middle four fifths, so that a hanging call has no effect. Few round trips do not show their spread yet. */
  observe(roundTripMs: number): void {
    this.#roundTrips = [...this.#roundTrips, roundTripMs].slice(-ROUND_TRIPS);
    const sorted = [...this.#roundTrips].sort((a, b) => a - b);
    const outside = Math.floor(sorted.length / 10);
    const spread = (sorted.at(-1 - outside) ?? 0) - (sorted[outside] ?? 0);
    const least = Math.max(MARGIN_MS.least, MARGIN_MS.ofOneRoundTrip / sorted.length);
    this.#bySpread = Math.min(MARGIN_MS.mostBySpread, Math.max(least, spread * SPREADS));
  }

  widen(): void {
    this.#penalty = Math.min(MARGIN_MS.most, this.#penalty + MARGIN_MS.afterThrottle);
  }

  recover(): void {
    this.#penalty = Math.max(0, this.#penalty - MARGIN_MS.recovery);
  }
}

/** Milliseconds. */
const MARGIN_MS = { least: 10, ofOneRoundTrip: 200, mostBySpread: 150, most: 400, afterThrottle: 25, recovery: 0.25 };

/** So many of the last ones count. */
const ROUND_TRIPS = 40;

/** Twice the spread of the middle four fifths: about one call in a hundred comes too early. */
const SPREADS = 2;
