import { setTimeout as delay } from "node:timers/promises";

/** The time of one run: the machine's, or, for an emulator in this process, one on which nothing takes any. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Waits until a moment, or for the signal. `running` is what goes on meanwhile. */
  sleepUntil(moment: number, running?: readonly Promise<unknown>[], signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  async sleepUntil(moment, _running, signal) {
    const ms = moment - Date.now();
    if (ms > 0) await delay(ms, undefined, { signal }).catch(() => undefined);
  },
};

/** A clock on which every wait is over at once. What is running ends first, so that it happens before the wait is over. */
export class VirtualClock implements Clock {
  #now = Date.now();

  now(): number {
    return this.#now;
  }

  async sleepUntil(moment: number, running: readonly Promise<unknown>[] = []): Promise<void> {
    await Promise.allSettled(running);
    this.#now = Math.max(this.#now, moment);
  }
}
