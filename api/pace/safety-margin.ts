/**
 * Headroom for the delay between a launch and the moment at which the gateway counts it. Only changes of that delay
 * matter, and they show in the round trips: the wider these are spread, the wider the margin. Throttled answers widen it
 * further.
 */
export class SafetyMargin {
  #roundTrips: number[] = [];
  #penalty = 0;

  get ms(): number {
    return Math.min(MARGIN_MS.most, this.#bySpread() + this.#penalty);
  }

  observe(roundTripMs: number): void {
    this.#roundTrips = [...this.#roundTrips, roundTripMs].slice(-ROUND_TRIPS.most);
  }

  widen(): void {
    this.#penalty = Math.min(MARGIN_MS.most, this.#penalty + MARGIN_MS.afterThrottle);
  }

  recover(): void {
    this.#penalty = Math.max(0, this.#penalty - MARGIN_MS.recovery);
  }

  /** By the middle four fifths, so that a hanging call has no effect. */
  #bySpread(): number {
    if (this.#roundTrips.length < ROUND_TRIPS.fewest) return MARGIN_MS.first;
    const sorted = [...this.#roundTrips].sort((a, b) => a - b);
    const outside = Math.floor(sorted.length / 10);
    const spread = (sorted.at(-1 - outside) ?? 0) - (sorted[outside] ?? 0);
    return Math.min(MARGIN_MS.mostBySpread, Math.max(MARGIN_MS.least, spread * SPREADS));
  }
}

/** Milliseconds. `first` is used until there are enough round trips. */
const MARGIN_MS = { least: 50, first: 100, mostBySpread: 150, most: 400, afterThrottle: 25, recovery: 0.25 };

const ROUND_TRIPS = { fewest: 5, most: 40 };

/** Twice the spread of the middle four fifths: about one call in a hundred comes too early. */
const SPREADS = 2;
