import type { Behaviour, RateLimit } from "../behaviour.js";
import type { Moment } from "../clock.js";

/** Holds each account and operation to its calls per second. */
export class RateLimits {
  readonly #limiters = new Map<string, Limiter>();

  /** Admits a call and returns 0, or throttles it and returns the whole milliseconds until one would be admitted. */
  admit({ rateLimit, throttledCallsCount }: Limit, key: string, callsPerSecond: number, arrival: Moment): number {
    if (rateLimit === "none") return 0;
    const name = `${rateLimit} ${key}`;
    const limiter = this.#limiters.get(name) ?? LIMITERS[rateLimit]();
    this.#limiters.set(name, limiter);
    const waitMs = limiter.waitMs(callsPerSecond, arrival);
    if (waitMs <= 0 || throttledCallsCount) limiter.count(callsPerSecond, arrival);
    return Math.max(0, Math.ceil(waitMs));
  }

  clear(): void {
    this.#limiters.clear();
  }
}

/** How an account's calls are limited. */
type Limit = Pick<Behaviour, "rateLimit" | "throttledCallsCount">;

/** Counts the calls of one account to one operation. */
interface Limiter {
  /** How long until a call would be admitted; 0 or less if it is now. */
  waitMs(callsPerSecond: number, arrival: Moment): number;
  count(callsPerSecond: number, arrival: Moment): void;
}

const SECOND_MS = 1000;

const LIMITERS: Readonly<Record<Exclude<RateLimit, "none">, () => Limiter>> = {
  sliding: () => new SlidingSecond(),
  fixed: () => new WallSecond(),
  bucket: () => new Bucket(),
};

class SlidingSecond implements Limiter {
  #counted: number[] = [];

  waitMs(callsPerSecond: number, { monotonicMs }: Moment): number {
    this.#counted = this.#counted.filter((stamp) => stamp > monotonicMs - SECOND_MS);
    const blocking = this.#counted.at(-callsPerSecond);
    return blocking === undefined ? 0 : blocking + SECOND_MS - monotonicMs;
  }

  count(_callsPerSecond: number, { monotonicMs }: Moment): void {
    this.#counted.push(monotonicMs);
  }
}

class WallSecond implements Limiter {
  #second = NaN;
  #counted = 0;

  waitMs(callsPerSecond: number, { wallMs }: Moment): number {
    const second = Math.floor(wallMs / SECOND_MS);
    if (second !== this.#second) this.#counted = 0;
    this.#second = second;
    return this.#counted < callsPerSecond ? 0 : (second + 1) * SECOND_MS - wallMs;
  }

  count(): void {
    this.#counted += 1;
  }
}

/** Holds one second's worth of calls. It keeps the moment at which it will be full again, so rounding errors never add up. */
class Bucket implements Limiter {
  #fullAtMs = -Infinity;

  waitMs(callsPerSecond: number, { monotonicMs }: Moment): number {
    return this.#fullAtMs - (SECOND_MS - SECOND_MS / callsPerSecond) - monotonicMs;
  }

  count(callsPerSecond: number, { monotonicMs }: Moment): void {
    this.#fullAtMs = Math.max(this.#fullAtMs, monotonicMs) + SECOND_MS / callsPerSecond;
  }
}
