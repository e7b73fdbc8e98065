import { requireNotCanceled } from "../canceled.js";
import { systemClock, type Clock } from "../clock.js";
import type { PaceStatus } from "../types.js";
import { SafetyMargin } from "./safety-margin.js";
import { MetaLimit } from "./meta-limit.js";
import { Share, type Launch } from "./share.js";
import { WINDOW_MS, type SharedSlots, type TakenSlot } from "./slots.js";
import { TurnQueue } from "./turn-queue.js";

/**
 * Paces one operation of one account. A limit of five calls in any second is five slots: a call occupies one until a
 * second and the safety margin have passed since it left. While slots are free, calls start at once. So they start in
 * groups of five, which leaves one moment per second where jitter can breach the limit, not five. Where others use the
 * account too, it uses a share of the slots.
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
  readonly #share: Share;

  #inFlight = 0;
  #launches: Launch[] = [];
  #wake: () => void = () => undefined;

  readonly #waitingSince = new Set<{ at: number }>();
  #accepted = 0;
  #throttled = 0;

  constructor(options: ThrottleOptions) {
    this.#callsPerSecond = options.callsPerSecond;
    this.#maxInFlight = options.maxInFlight;
    this.#clock = options.clock ?? systemClock;
    this.#random = options.random ?? Math.random;
    this.#shared = options.shared;
    this.#share = new Share(this.#callsPerSecond, this.#random);
    this.#metaLimit = options.metaLimit ?? new MetaLimit();
    this.#metaLimit.onChange(() => {
      this.#wake();
    });
  }

  /**
   * Waits until a call may start. Retries go before calls that have not started yet.
   *
   * @throws CamsError of the kind `meta-limit` when waiting is useless, and `canceled` after the signal
   */
  async turn(isRetry = false, signal?: AbortSignal): Promise<Turn> {
    const waiting = { at: this.#clock.now() };
    this.#waitingSince.add(waiting);
    try {
      const priority = isRetry ? PRIORITY.retry : PRIORITY.first;
      return await this.#queue.take(priority, () => this.#takeTurn(signal));
    } finally {
      this.#waitingSince.delete(waiting);
    }
  }

  status(): PaceStatus {
    const now = this.#clock.now();
    const remainingMs = this.#metaLimit.pausedUntil - now;
    const [first] = this.#waitingSince;
    return {
      waiting: this.#waitingSince.size,
      waitingForMs: first ? now - first.at : 0,
      inFlight: this.#inFlight,
      accepted: this.#accepted,
      throttled: this.#throttled,
      share: this.#share.ours,
      callsPerSecond: this.#callsPerSecond,
      ...(remainingMs > 0 && { pause: { reason: "meta-limit", remainingMs } }),
    };
  }

  async #takeTurn(signal: AbortSignal | undefined): Promise<Turn> {
    const taken = await this.#takeSlot(signal);
    const now = this.#clock.now();
    const launch: Launch = { sentAt: Infinity, endedAt: Infinity };
    this.#share.launch(launch, this.#launches.filter((other) => this.#freeAt(other) > now).length);
    this.#launches.push(launch);
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

  async #takeSlot(signal: AbortSignal | undefined): Promise<TakenSlot | undefined> {
    let taken: TakenSlot | undefined;
    for (;;) {
      requireNotCanceled(signal);
      this.#metaLimit.requireOpen(this.#clock.now());
      const wait = this.#untilDue();
      if (wait > 0) {
        // What happened while a shared slot was being taken can outlast the slot.
        taken = undefined;
        await this.#sleepOrWake(wait, signal);
      } else if (!this.#shared || taken) {
        return taken;
      } else {
        const answer = await this.#shared.take(WINDOW_MS + this.#margin.ms);
        if ("retake" in answer) taken = answer;
        else await this.#sleepOrWake(answer.freeInMs, signal);
      }
    }
  }

  /** Milliseconds until the next launch; Infinity when it depends on a call in flight. */
  #untilDue(): number {
    const now = this.#clock.now();
    if (this.#inFlight >= this.#maxInFlight) return Infinity;
    this.#launches = this.#launches.filter((launch) => this.#freeAt(launch) > now - REMEMBERED_MS);
    const freeTimes = this.#launches.map((launch) => this.#freeAt(launch)).sort((a, b) => a - b);
    const dueAt = this.#share.dueAt((count) => freeTimes.at(-count) ?? -Infinity);
    return Math.max(dueAt, this.#metaLimit.pausedUntil) - now;
  }

  /** A call that was answered has been counted; one that has not left can still be counted at any time. */
  #freeAt({ sentAt, endedAt }: Launch): number {
    return Math.min(endedAt, sentAt + this.#margin.ms) + WINDOW_MS;
  }

  #sleepOrWake(ms: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        cancel();
        signal?.removeEventListener("abort", wake);
        resolve();
      };
      const cancel = ms === Infinity ? () => undefined : this.#clock.after(Math.ceil(ms), wake);
      signal?.addEventListener("abort", wake);
      this.#wake = wake;
    });
  }

  #adapt(outcome: Outcome, launch: Launch, retryAfterMs?: number): void {
    const { sentAt, endedAt } = launch;
    if (outcome !== "failed" && sentAt < endedAt) this.#margin.observe(endedAt - sentAt);
    const isProbe = this.#share.end(launch);
    if (outcome === "accepted") {
      this.#accepted += 1;
      this.#margin.recover();
      if (isProbe) this.#share.grow(launch, this.#margin.ms);
    } else if (outcome === "throttled") {
      this.#throttled += 1;
      this.#giveWay(launch, isProbe, Math.min(retryAfterMs ?? this.#random() * WINDOW_MS, LONGEST_HINT_MS));
    } else if (outcome === "meta-limit") {
      this.#metaLimit.hit(endedAt, Math.min(sentAt, endedAt), retryAfterMs);
    }
  }

  /** Of the calls that were counted when one was throttled, those that are not ours are others'. */
  #giveWay(launch: Launch, isProbe: boolean, hintMs: number): void {
    const marginMs = this.#margin.ms;
    const leftAt = Math.min(launch.sentAt, launch.endedAt);
    // A throttled call is not counted, so it occupies no slot.
    this.#launches = this.#launches.filter((other) => other !== launch);
    const from = leftAt + hintMs - WINDOW_MS - 2 * marginMs;
    const held = this.#launches.filter(({ sentAt }) => sentAt > from && sentAt <= leftAt + TOGETHER_MS).length;
    if (held >= this.#callsPerSecond) this.#margin.widen();
    this.#share.refuse({ isProbe, leftAt, hintMs, held, marginMs, now: launch.endedAt });
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

/** A call that left so shortly after another one may have arrived before it. */
const TOGETHER_MS = 10;

/** One answer does not stop everything for longer. */
const LONGEST_HINT_MS = 60_000;

/** For how long a call is remembered after its slot is free: a late answer about the limit may concern it. */
const REMEMBERED_MS = 4000;

/** Retries go first. */
const PRIORITY = { retry: 1, first: 5 };
