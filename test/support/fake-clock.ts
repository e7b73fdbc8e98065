import type { Clock } from "../../api/clock.js";

interface Timer {
  at: number;
  callback: () => void;
}

/** Who does anything asks for the time at least once in so many ticks. */
const QUIET_TICKS = 8;

/** A clock that stands still until it is told to run. */
export class FakeClock implements Clock {
  #now = 0;
  #timers: Timer[] = [];
  /** How often anybody has asked for anything. */
  #asked = 0;

  now(): number {
    this.#asked += 1;
    return this.#now;
  }

  after(ms: number, callback: () => void): () => void {
    this.#asked += 1;
    const timer = { at: this.#now + ms, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Runs timers, in order, until none is due before `until` or none is left. */
  async run(until = Infinity): Promise<void> {
    await this.#settle();
    for (let next = this.#takeNext(until); next; next = this.#takeNext(until)) {
      this.#now = next.at;
      next.callback();
      await this.#settle();
    }
    if (until !== Infinity) this.#now = until;
  }

  #takeNext(until: number): Timer | undefined {
    this.#timers.sort((a, b) => a.at - b.at);
    const [next] = this.#timers;
    return next && next.at <= until ? this.#timers.shift() : undefined;
  }

  /** Lets everything that waits for real ticks, Bottleneck's own timers among it, come to rest. */
  async #settle(): Promise<void> {
    for (let quiet = 0; quiet < QUIET_TICKS; quiet += 1) {
      const asked = this.#asked;
      await new Promise((resolve) => setTimeout(resolve, 0));
      if (this.#asked > asked) quiet = 0;
    }
  }
}
