import Bottleneck from "bottleneck";
import { systemClock, type Clock } from "./clock.js";

/** How an attempt ended, as far as the pace is concerned. */
type Outcome = "accepted" | "throttled" | "failed";

/** The right to start one call. */
export interface Turn {
  /** The request has left on a connected socket. */
  sent(): void;
  /** The call is over. Every turn must be ended, once. */
  end(outcome: Outcome): void;
}

export interface ThrottleOptions {
  /** The service's limit for the operation, per account. */
  callsPerSecond: number;
  /** Calls that may be under way at the same time; 1 means strictly one after another. */
  maxInFlight: number;
  clock?: Clock;
  /** From 0 (included) to 1 (excluded). */
  random?: () => number;
}

const WINDOW_MS = 1000;

/** Head-room for the delay between a launch and the moment at which the gateway counts it. */
const MARGIN_MS = { least: 50, most: 400, afterThrottle: 25, recovery: 0.25 };

/** Full pace is 1. Two throttle answers within `togetherMs` cut it; each accepted call gives a little back. */
const RATE = { least: 0.08, cut: 0.7, recovery: 0.006, togetherMs: 5000, betweenCutsMs: 1000 };

const PAUSE_MS = { least: 500, spread: 1000 };

const PRIORITY = { again: 1, first: 5 };

/**
 * The pace of one operation of one account: starts calls evenly, a little slower than the limit, with no more than the
 * limit's number of them in any second, and slows down when the service throttles all the same.
 *
 * Bottleneck is the queue: it gives order and priority, one ticket at a time. The call itself runs outside of it.
 */
export class Throttle {
  readonly #tickets = new Bottleneck({ maxConcurrent: 1 });
  readonly #callsPerSecond: number;
  readonly #maxInFlight: number;
  readonly #clock: Clock;
  readonly #random: () => number;

  #margin = MARGIN_MS.least;
  #rate = 1;
  #inFlight = 0;
  #lastLaunch = -Infinity;
  #lastThrottle = -Infinity;
  #lastCut = -Infinity;
  #pausedUntil = -Infinity;
  #stamps: { at: number }[] = [];
  #wake: () => void = () => undefined;

  constructor({ callsPerSecond, maxInFlight, clock = systemClock, random = Math.random }: ThrottleOptions) {
    this.#callsPerSecond = callsPerSecond;
    this.#maxInFlight = maxInFlight;
    this.#clock = clock;
    this.#random = random;
  }

  /** Waits until a call may start. An attempt that repeats a call goes before those that have not started yet. */
  async turn(again = false): Promise<Turn> {
    return await this.#tickets.schedule({ priority: again ? PRIORITY.again : PRIORITY.first }, () => this.#takeTurn());
  }

  async #takeTurn(): Promise<Turn> {
    for (let wait = this.#untilDue(); wait > 0; wait = this.#untilDue()) await this.#sleepOrWake(wait);
    const now = this.#clock.now();
    const stamp = { at: now + this.#margin };
    this.#lastLaunch = now;
    this.#inFlight += 1;
    this.#stamps.push(stamp);
    return {
      sent: () => {
        stamp.at = this.#clock.now() + this.#margin;
      },
      end: (outcome) => {
        stamp.at = Math.min(stamp.at, this.#clock.now());
        this.#inFlight -= 1;
        if (outcome === "throttled") this.#slowDown();
        if (outcome === "accepted") this.#recover();
        this.#wake();
      },
    };
  }

  /** Milliseconds until the next launch may happen; with all calls in flight, until one of them ends. */
  #untilDue(): number {
    const now = this.#clock.now();
    this.#stamps = this.#stamps.filter(({ at }) => at + WINDOW_MS > now).sort((a, b) => a.at - b.at);
    if (this.#inFlight >= this.#maxInFlight) return Infinity;
    const spacing = (WINDOW_MS + this.#margin) / this.#callsPerSecond / this.#rate;
    const oldestOfFull = this.#stamps.at(-this.#callsPerSecond);
    const windowFreeAt = oldestOfFull ? oldestOfFull.at + WINDOW_MS : -Infinity;
    return Math.max(this.#lastLaunch + spacing, this.#pausedUntil, windowFreeAt) - now;
  }

  #sleepOrWake(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = ms === Infinity ? () => undefined : this.#clock.after(Math.ceil(ms), resolve);
      this.#wake = () => {
        cancel();
        resolve();
      };
    });
  }

  /** A lone throttle answer is chance and only widens the margin; several mean that others share the account. */
  #slowDown(): void {
    const now = this.#clock.now();
    this.#margin = Math.min(MARGIN_MS.most, this.#margin + MARGIN_MS.afterThrottle);
    if (now - this.#lastThrottle <= RATE.togetherMs) {
      if (now - this.#lastCut >= RATE.betweenCutsMs) {
        this.#rate = Math.max(RATE.least, this.#rate * RATE.cut);
        this.#lastCut = now;
      }
      this.#pausedUntil = Math.max(this.#pausedUntil, now + PAUSE_MS.least + PAUSE_MS.spread * this.#random());
    }
    this.#lastThrottle = now;
  }

  #recover(): void {
    this.#margin = Math.max(MARGIN_MS.least, this.#margin - MARGIN_MS.recovery);
    this.#rate = Math.min(1, this.#rate + RATE.recovery);
  }
}
