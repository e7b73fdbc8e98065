import { WINDOW_MS } from "./slots.js";

/**
 * How many of an operation's slots this process uses. The limit is the account's, and others may use it: consoles,
 * scripts, other machines. A call is throttled only while all slots are occupied, so those that are not ours are others'.
 * From then on this process keeps to the slots that it holds, which nobody can take while it renews them, and from time
 * to time probes for one more. docs/throttling.md says why, with the figures.
 */
export class Share {
  readonly #slots: number;
  readonly #random: () => number;
  #ours: number;
  #probe: Launch | undefined;
  #probeAt = Infinity;
  #refusedProbes = 0;
  #notBefore = -Infinity;

  constructor(slots: number, random: () => number) {
    this.#slots = slots;
    this.#random = random;
    this.#ours = slots;
  }

  /** From 0 to all slots. */
  get ours(): number {
    return this.#ours;
  }

  /** When a call may start, given when fewer than so many of our calls occupy a slot. */
  dueAt(whenFewerThan: (count: number) => number): number {
    const renewal = this.#ours > 0 ? whenFewerThan(this.#ours) : Infinity;
    const mayProbe = this.#ours < this.#slots && !this.#probe;
    const probe = mayProbe ? Math.max(this.#probeAt, whenFewerThan(this.#ours + 1)) : Infinity;
    return Math.max(Math.min(renewal, probe), this.#notBefore);
  }

  /** A call starts while `occupied` slots are ours. */
  launch(launch: Launch, occupied: number): void {
    if (occupied >= this.#ours) this.#probe = launch;
  }

  /** A call has ended. Says whether it was the probe. */
  end(launch: Launch): boolean {
    const isProbe = this.#probe === launch;
    if (isProbe) this.#probe = undefined;
    return isProbe;
  }

  /** A probe was accepted: the slot is ours. */
  grow({ sentAt }: Launch, marginMs: number): void {
    this.#ours += 1;
    this.#refusedProbes = 0;
    this.#probeAt = sentAt + WINDOW_MS + 2 * marginMs;
  }

  /** A call was throttled. */
  refuse({ isProbe, leftAt, hintMs, held, marginMs, now }: Refusal): void {
    this.#notBefore = Math.max(this.#notBefore, leftAt + hintMs);
    if (held >= this.#slots) return;
    if (held < this.#ours) {
      // A hint that is far ahead cannot come from our own jitter. Making room at once is what lets a newcomer in.
      this.#ours = hintMs > FAR_MS ? Math.min(held, Math.floor(this.#slots * KEPT)) : held;
    } else if (!isProbe) {
      return;
    }
    if (isProbe) this.#refusedProbes += 1;
    if (this.#ours === 0) {
      // Clients of a crowd that probed together would probe together for ever.
      const periods = this.#refusedProbes < CROWD ? 0 : Math.floor(this.#random() * 4);
      this.#probeAt = this.#notBefore + marginMs / 2 + periods * (WINDOW_MS + marginMs);
    } else {
      const waitMs = isProbe && this.#ours > 1 ? PROBE_MS.afterRefusal : PROBE_MS.afterLoss;
      this.#probeAt = now + waitMs * (0.5 + this.#random());
    }
  }
}

/** One call, from its launch to its end. */
export interface Launch {
  /** When its request left. */
  sentAt: number;
  endedAt: number;
}

interface Refusal {
  isProbe: boolean;
  /** When the request left. */
  leftAt: number;
  /** After that, when another call can be accepted. */
  hintMs: number;
  /** How many of our calls were counted when it came. */
  held: number;
  marginMs: number;
  now: number;
}

/** The part of the slots that is kept when others need some. */
const KEPT = 0.4;

const FAR_MS = 400;

/** Refused probes in a row that mean that there are more clients than slots. */
const CROWD = 3;

/** How long to wait, on average, before the next probe. Any values from 3 to 5 and from 6 to 16 seconds do as well. */
const PROBE_MS = { afterLoss: 4000, afterRefusal: 12_000 };
