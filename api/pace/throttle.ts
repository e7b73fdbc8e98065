import { systemClock, type Clock } from "../clock.js";
import { SafetyMargin } from "./safety-margin.js";
import { MetaLimit } from "./meta-limit.js";
import type { SharedSlots, TakenSlot } from "./slots.js";
import { TurnQueue } from "./turn-queue.js";

/**
 * Paces one operation of one account. A limit of five calls in any second is five slots: a call occupies one until a
 * second and the safety margin have passed since it left. While slots are free, calls start at once. So they start in
 * groups of five, which leaves one moment per second where jitter can breach the limit, not five. If the service
 * throttles several calls within a short time even so, calls are spread evenly from then on, and slowed down.
 *
 * The turn queue gives order and priority, one turn at a time. The calls themselves run outside of it.
 */
export class Throttle {
  readonly #queue = new TurnQueue();
  readonly #callsPerSecond: number;
  readonly #maxInFlight: number;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #shared: SharedSlots | undefined;
  readonly #metaLimit: MetaLimit;
  readonly #margin = new SafetyMargin();

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
   * Waits until a call may start. Retries go before calls that have not started yet.
   *
   * @throws CamsError of the kind `meta-limit` when waiting is useless
   */
  async turn(isRetry = false): Promise<Turn> {
    const waiting = { at: this.#clock.now() };
    this.#waitingSince.add(waiting);
    try {
      const priority = isRetry ? PRIORITY.retry : PRIORITY.first;
      return await this.#queue.take(priority, () => this.#takeTurn());
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

  async #takeSlot(): Promise<TakenSlot | undefined> {
    let taken: TakenSlot | undefined;
    for (;;) {
      this.#metaLimit.requireOpen(this.#clock.now());
      const wait = this.#untilDue();
      if (wait > 0) {
        // A pause that began while a shared slot was being taken outlasts the slot.
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

  /** Milliseconds until the next launch; Infinity when it depends on a call in flight. */
  #untilDue(): number {
    const now = this.#clock.now();
    if (this.#inFlight >= this.#maxInFlight) return Infinity;
    const margin = this.#margin.ms;
    // A call that was answered has been counted; one that has not left can still be counted at any time.
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

  /** A single throttled answer is chance and only widens the margin; several mean that others use the account. */
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

/** How an attempt ended, as far as its throttle is concerned. */
type Outcome = "accepted" | "throttled" | "meta-limit" | "failed";

/** The right to start one call. */
export interface Turn {
  /** The request has left on a connected socket. */
  sent(): void;
  /** The call has ended. Every turn must be ended, once. `retryAfterMs` is how long the service asks to wait. */
  end(outcome: Outcome, retryAfterMs?: number): void;
}

export interface ThrottleOptions {
  /** The service's limit for the operation, per account. */
  callsPerSecond: number;
  /** How many calls may be in flight at the same time; 1 means strictly one after another. */
  maxInFlight: number;
  clock?: Clock;
  /** From 0 (included) to 1 (excluded). */
  random?: () => number;
  /** The slots of all processes of the account; without them, this process is not coordinated with others. */
  shared?: SharedSlots | undefined;
  /** Meta's limit, which the operations of an account share. */
  metaLimit?: MetaLimit;
}

/** Why no call starts at the moment, and for how much longer. */
export interface Pause {
  /** The cause: calls that the service throttled, or Meta's own limit. */
  reason: "throttled" | "meta-limit";
  /** How much longer it lasts. */
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
  /** Calls that the service accepted since the process started. */
  accepted: number;
  /** Calls that the service throttled since the process started. */
  throttled: number;
  /** How often all calls were paused since the process started. */
  pauses: number;
  /** The current pause; absent when there is none. */
  pause?: Pause;
}

/** One call that occupies a slot. */
interface Launch {
  at: number;
  sentAt: number;
  endedAt: number;
}

const WINDOW_MS = 1000;

/** Full pace is 1. Two throttled answers within `togetherMs` cut it; each accepted call restores a little. */
const RATE = { least: 0.08, cut: 0.7, recovery: 0.006, togetherMs: 5000, betweenCutsMs: 1000 };

const PAUSE_MS = { least: 500, spread: 1000 };

/** Retries go first. */
const PRIORITY = { retry: 1, first: 5 };
