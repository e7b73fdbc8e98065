import { systemClock, type Clock } from "../clock.js";
import { Margin } from "./safety-margin.js";
import { MetaLimit } from "./meta-limit.js";
import type { SharedSlots, Taken } from "./slots.js";
import { Tickets } from "./turn-queue.js";

/** How an attempt ended, as far as the pace is concerned. */
type Outcome = "accepted" | "throttled" | "meta-limit" | "failed";

/** The right to start one call. */
export interface Turn {
  /** The request has left on a connected socket. */
  sent(): void;
  /** The call is over. Every turn must be ended, once. `retryAfterMs` is the service's own hint. */
  end(outcome: Outcome, retryAfterMs?: number): void;
}

export interface ThrottleOptions {
  /** The service's limit for the operation, per account. */
  callsPerSecond: number;
  /** Calls that may be under way at the same time; 1 means strictly one after another. */
  maxInFlight: number;
  clock?: Clock;
  /** From 0 (included) to 1 (excluded). */
  random?: () => number;
  /** The slots of all processes of the account; without, only this process is looked at. */
  shared?: SharedSlots | undefined;
  /** Meta's limit, where operations share it. */
  metaLimit?: MetaLimit;
}

/** Why nothing starts at the moment, and for how much longer. */
export interface Pause {
  /** Who asked for it: the service, which throttles, or Meta behind it. */
  reason: "throttled" | "meta-limit";
  /** How long it still lasts. */
  remainingMs: number;
}

/** What one operation of one account is doing. */
export interface PaceStatus {
  /** Calls that have not started yet. */
  waiting: number;
  /** How long the longest of them has waited. */
  waitingForMs: number;
  /** Calls that have started and have no answer yet. */
  inFlight: number;
  /** Calls that the service took, since the process began. */
  accepted: number;
  /** Calls that the service throttled, since the process began. */
  throttled: number;
  /** How often everything was paused, since the process began. */
  pauses: number;
  /** The pause that is on; absent when there is none. */
  pause?: Pause;
}

/** One call that occupies a slot. */
interface Launch {
  at: number;
  sentAt: number;
  endedAt: number;
}

const WINDOW_MS = 1000;

/** Full pace is 1. Two throttle answers within `togetherMs` cut it; each accepted call gives a little back. */
const RATE = { least: 0.08, cut: 0.7, recovery: 0.006, togetherMs: 5000, betweenCutsMs: 1000 };

const PAUSE_MS = { least: 500, spread: 1000 };

const PRIORITY = { again: 1, first: 5 };

/**
 * The pace of one operation of one account. The limit of five calls in any second is five slots: a call occupies one
 * until a second and the margin have passed since it left. Where the slots are free, calls start at once; so they start
 * in groups of five, of which jitter harms one border a second and not five. When the service throttles all the same,
 * several times within a short while, calls are from then on spread evenly, and slower.
 *
 * Bottleneck is the queue: it gives order and priority, one ticket at a time. The call itself runs outside of it.
 */
export class Throttle {
  readonly #tickets = new Tickets();
  readonly #callsPerSecond: number;
  readonly #maxInFlight: number;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #shared: SharedSlots | undefined;
  readonly #metaLimit: MetaLimit;
  readonly #margin = new Margin();

  #isEven = false;
  #rate = 1;
  #inFlight = 0;
  #lastLaunch = -Infinity;
  #lastThrottle = -Infinity;
  #lastCut = -Infinity;
  #pausedUntil = -Infinity;
  #launches: Launch[] = [];
  #wake: () => void = () => undefined;

  readonly #waitingSince = new Set<{ at: number }>();
  #accepted = 0;
  #throttled = 0;
  #pauses = 0;

  constructor(options: ThrottleOptions) {
    this.#callsPerSecond = options.callsPerSecond;
    this.#maxInFlight = options.maxInFlight;
    this.#clock = options.clock ?? systemClock;
    this.#random = options.random ?? Math.random;
    this.#shared = options.shared;
    this.#metaLimit = options.metaLimit ?? new MetaLimit();
    this.#metaLimit.onChange(() => {
      this.#wake();
    });
  }

  /**
   * Waits until a call may start. An attempt that repeats a call goes before those that have not started yet.
   *
   * @throws CamsError of the kind `meta-limit` when waiting is of no use
   */
  async turn(again = false): Promise<Turn> {
    const waiting = { at: this.#clock.now() };
    this.#waitingSince.add(waiting);
    try {
      const priority = again ? PRIORITY.again : PRIORITY.first;
      return await this.#tickets.take(priority, () => this.#takeTurn());
    } finally {
      this.#waitingSince.delete(waiting);
    }
  }

  status(): PaceStatus {
    const now = this.#clock.now();
    const pauses: Pause[] = [
      { reason: "meta-limit", remainingMs: this.#metaLimit.pausedUntil - now },
      { reason: "throttled", remainingMs: this.#pausedUntil - now },
    ];
    const pause = pauses.find(({ remainingMs }) => remainingMs > 0);
    const [first] = this.#waitingSince;
    return {
      waiting: this.#waitingSince.size,
      waitingForMs: first ? now - first.at : 0,
      inFlight: this.#inFlight,
      accepted: this.#accepted,
      throttled: this.#throttled,
      pauses: this.#pauses,
      ...(pause && { pause }),
    };
  }

  async #takeTurn(): Promise<Turn> {
    const taken = await this.#takeSlot();
    const now = this.#clock.now();
    const launch: Launch = { at: now, sentAt: Infinity, endedAt: Infinity };
    this.#launches.push(launch);
    this.#lastLaunch = now;
    this.#inFlight += 1;
    return {
      sent: () => {
        launch.sentAt = this.#clock.now();
        taken?.retake();
        this.#wake();
      },
      end: (outcome, retryAfterMs) => {
        launch.endedAt = this.#clock.now();
        this.#inFlight -= 1;
        this.#adapt(outcome, launch, retryAfterMs);
        this.#wake();
      },
    };
  }

  async #takeSlot(): Promise<Taken | undefined> {
    let taken: Taken | undefined;
    for (;;) {
      this.#metaLimit.requireOpen(this.#clock.now());
      const wait = this.#untilDue();
      if (wait > 0) {
        // A pause that began while a shared slot was taken outlasts the slot.
        taken = undefined;
        await this.#sleepOrWake(wait);
      } else if (!this.#shared || taken) {
        return taken;
      } else {
        const answer = await this.#shared.take((WINDOW_MS + this.#margin.ms) / this.#rate);
        if ("retake" in answer) taken = answer;
        else await this.#sleepOrWake(answer.freeInMs);
      }
    }
  }

  /** Milliseconds until the next launch may happen; where that depends on a call under way, until something changes. */
  #untilDue(): number {
    const now = this.#clock.now();
    if (this.#inFlight >= this.#maxInFlight) return Infinity;
    const margin = this.#margin.ms;
    // What was answered was counted before; what has not left can still be counted at any time.
    const freeAt = ({ sentAt, endedAt }: Launch) => Math.min(endedAt, sentAt + margin) + WINDOW_MS;
    this.#launches = this.#launches.filter((launch) => freeAt(launch) > now);
    const freeTimes = this.#launches.map(freeAt).sort((a, b) => a - b);
    const slotFreeAt = freeTimes.at(-this.#callsPerSecond) ?? -Infinity;
    const spacing = this.#isEven ? (WINDOW_MS + margin) / this.#callsPerSecond / this.#rate : 0;
    return Math.max(slotFreeAt, this.#lastLaunch + spacing, this.#pausedUntil, this.#metaLimit.pausedUntil) - now;
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

  #adapt(outcome: Outcome, launch: Launch, retryAfterMs?: number): void {
    if (outcome !== "failed" && launch.sentAt < launch.endedAt) this.#margin.observe(launch.endedAt - launch.sentAt);
    if (outcome === "accepted") {
      this.#accepted += 1;
      this.#margin.recover();
      this.#rate = Math.min(1, this.#rate + RATE.recovery);
    } else if (outcome === "throttled") {
      this.#throttled += 1;
      this.#slowDown(launch.endedAt);
    } else if (outcome === "meta-limit") {
      this.#metaLimit.hit(launch.endedAt, launch.at, retryAfterMs);
    }
  }

  /** A lone throttle answer is chance and only widens the margin; several mean that others share the account. */
  #slowDown(now: number): void {
    this.#margin.widen();
    if (now - this.#lastThrottle <= RATE.togetherMs) {
      this.#isEven = true;
      if (now - this.#lastCut >= RATE.betweenCutsMs) {
        this.#rate = Math.max(RATE.least, this.#rate * RATE.cut);
        this.#lastCut = now;
      }
      if (now >= this.#pausedUntil) this.#pauses += 1;
      this.#pausedUntil = Math.max(this.#pausedUntil, now + PAUSE_MS.least + PAUSE_MS.spread * this.#random());
    }
    this.#lastThrottle = now;
  }
}
