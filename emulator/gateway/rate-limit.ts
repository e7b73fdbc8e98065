import type { RateLimit } from "../behaviour.js";

/** Holds each account and operation to its calls per second. */
export class RateLimits {
  readonly #limiters = new Map<string, Limiter>();

  /** Admits a call and returns 0, or throttles it and returns the whole milliseconds until one would be admitted. */
  admit(rateLimit: RateLimit, key: string, callsPerSecond: number, arrival: Moment): number {
    const name = `${rateLimit} ${key}`;
    const limiter = this.#limiters.get(name) ?? LIMITERS[rateLimit]();
    this.#limiters.set(name, limiter);
    return Math.max(0, Math.ceil(limiter.admit(callsPerSecond, arrival)));
  }

  clear(): void {
    this.#limiters.clear();
  }
}

/** A moment on both clocks. */
export interface Moment {
  /** Milliseconds since the epoch. */
  readonly wallMs: number;
  /** Milliseconds since some fixed moment, never running backward. */
  readonly monotonicMs: number;
}

/** Counts the calls of one account to one operation. Throttled calls do not count. */
interface Limiter {
  /** Admits a call and returns 0, or throttles it and returns the time until one would be admitted. */
  admit(callsPerSecond: number, arrival: Moment): number;
}

const SECOND_MS = 1000;

const LIMITERS: Readonly<Record<RateLimit, () => Limiter>> = {
  sliding: () => new SlidingSecond(),
  fixed: () => new WallSecond(),
  bucket: () => new Bucket(),
};

class SlidingSecond implements Limiter {
  #admitted: number[] = [];

  admit(callsPerSecond: number, { monotonicMs }: Moment): number {
    this.#admitted = this.#admitted.filter((stamp) => stamp > monotonicMs - SECOND_MS);
    const blocking = this.#admitted.at(-callsPerSecond);
    if (blocking !== undefined) return blocking + SECOND_MS - monotonicMs;
    this.#admitted.push(monotonicMs);
    return 0;
  }
}

class WallSecond implements Limiter {
  #second = NaN;
  #admitted = 0;

  admit(callsPerSecond: number, { wallMs }: Moment): number {
    const second = Math.floor(wallMs / SECOND_MS);
    if (second !== this.#second) this.#admitted = 0;
    this.#second = second;
    if (this.#admitted >= callsPerSecond) return (second + 1) * SECOND_MS - wallMs;
    this.#admitted += 1;
    return 0;
  }
}

/** Holds one second's worth of calls. It keeps the moment at which it will be full again, so rounding errors never add up. */
class Bucket implements Limiter {
  #fullAtMs = -Infinity;

  admit(callsPerSecond: number, { monotonicMs }: Moment): number {
    const refillMs = SECOND_MS / callsPerSecond;
    const waitMs = this.#fullAtMs - (SECOND_MS - refillMs) - monotonicMs;
    if (waitMs > 0) return waitMs;
    this.#fullAtMs = Math.max(this.#fullAtMs, monotonicMs) + refillMs;
    return 0;
  }
}
