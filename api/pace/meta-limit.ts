import { CamsError } from "../errors.js";

/**
 * Meta's limit behind the service, which all operations of an account share. Its first answer pauses everything, once
 * and for long. When it comes again after the pause, everything that waits fails at once: more calls would only use up
 * more of the limit.
 */
export class MetaLimit {
  #pausedUntil = -Infinity;
  #closedUntil = -Infinity;
  readonly #onChange = new Set<() => void>();

  /** The end of the pause, on the clock that `hit` was given. */
  get pausedUntil(): number {
    return this.#pausedUntil;
  }

  /** Records that a call that left at `leftAt` ran into the limit. */
  hit(now: number, leftAt: number, retryAfterMs = 0): void {
    const cameAgain = leftAt >= this.#pausedUntil && now < this.#pausedUntil + AGAIN_MS;
    const isTooLong = retryAfterMs > LONGEST_PAUSE_MS;
    if (cameAgain || isTooLong) {
      this.#closedUntil = Math.max(this.#closedUntil, now + (isTooLong ? retryAfterMs : PERIOD_MS));
    } else if (now >= this.#pausedUntil) {
      this.#pausedUntil = now + Math.max(PAUSE_MS, retryAfterMs);
    }
    for (const listener of this.#onChange) listener();
  }

  /** Throws for a call that would start now, if the limit has come again. */
  requireOpen(now: number): void {
    if (now < this.#closedUntil) throw new CamsError("meta-limit", { text: "not sent" });
  }

  /** Calls back whenever the pause begins or everything is to fail. */
  onChange(listener: () => void): void {
    this.#onChange.add(listener);
  }
}

/** The pause after the first answer about Meta's limit. */
const PAUSE_MS = 60_000;

/** The service's hint is not waited for if it asks for more than this. */
const LONGEST_PAUSE_MS = 120_000;

/** An answer within this time after the pause means that the pause did not help. */
const AGAIN_MS = 300_000;

/** Meta counts the calls of an hour: https://developers.facebook.com/docs/graph-api/overview/rate-limiting */
const PERIOD_MS = 3_600_000;
