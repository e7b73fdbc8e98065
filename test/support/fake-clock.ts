import type { Clock } from "../../provider/api/clock.js";

interface Timer {
  at: number;
  callback: () => void;
}

/** A clock that stands still until it is told to run. */
export class FakeClock implements Clock {
  #now = 0;
  #timers: Timer[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { at: this.#now + ms, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Runs timers, in order, until none is due before `until` or none is left. */
  async run(until = Infinity): Promise<void> {
    await settle();
    for (let next = this.#takeNext(until); next; next = this.#takeNext(until)) {
      this.#now = next.at;
      next.callback();
      await settle();
    }
    if (until !== Infinity) this.#now = until;
  }

  #takeNext(until: number): Timer | undefined {
    this.#timers.sort((a, b) => a.at - b.at);
    const [next] = this.#timers;
    return next && next.at <= until ? this.#timers.shift() : undefined;
  }
}

/** Lets everything that waits for real ticks, Bottleneck's own timers among it, come to rest. */
async function settle(): Promise<void> {
  for (let tick = 0; tick < 8; tick += 1) await new Promise((resolve) => setTimeout(resolve, 0));
}
