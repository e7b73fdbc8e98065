import { CamsError } from "../errors.js";

/** How long everything waits after the first answer that tells of Meta's limit. */
const PAUSE_MS = 60_000;

/** A hint of the service that asks for more than this is not waited for. */
const LONGEST_PAUSE_MS = 120_000;

/** An answer that comes within this time after the pause says that the pause was of no use. */
const AGAIN_MS = 300_000;

/** Meta counts the calls of an hour: https://developers.facebook.com/docs/graph-api/overview/rate-limiting */
const PERIOD_MS = 3_600_000;

/**
 * Meta's limit behind the service, shared by all operations of an account. Its first answer pauses everything, once and
 * for long. When it comes again after the pause, everything that waits fails at once: calling on would use up more.
 */
export class MetaLimit {
  #pausedUntil = -Infinity;
  #closedUntil = -Infinity;
  readonly #onChange = new Set<() => void>();

  /** The end of the pause, on the clock that `hit` was given. */
  get pausedUntil(): number {
    return this.#pausedUntil;
  }

  /** A call that started at `launchedAt` ran into the limit. */
  hit(now: number, launchedAt: number, retryAfterMs = 0): void {
    const cameAgain = launchedAt >= this.#pausedUntil && now < this.#pausedUntil + AGAIN_MS;
    const isTooLong = retryAfterMs > LONGEST_PAUSE_MS;
    if (cameAgain || isTooLong) {
      this.#closedUntil = Math.max(this.#closedUntil, now + (isTooLong ? retryAfterMs : PERIOD_MS));
    } else if (now >= this.#pausedUntil) {
      this.#pausedUntil = now + Math.max(PAUSE_MS, retryAfterMs);
    }
    for (const listener of this.#onChange) listener();
  }

  /** Throws for a call that would start now, when the limit has come again. */
  requireOpen(now: number): void {
    if (now < this.#closedUntil) throw new CamsError("meta-limit", { text: "not sent, since Meta's limit is used up" });
  }

  /** Calls back whenever the pause begins or everything is to fail. */
  onChange(listener: () => void): void {
    this.#onChange.add(listener);
  }
}
