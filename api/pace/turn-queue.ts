import Bottleneck from "bottleneck";

/**
 * Decides who takes the next turn: one at a time, by priority and then in order. Bottleneck is the queue.
 *
 * Bottleneck starts nothing before the system clock has reached the time of its last start (`_nextRequest` of its
 * LocalDatastore), so a clock that is set back would stall it for that long. Then everything that waits moves to a new
 * queue.
 */
export class TurnQueue {
  readonly #watchMs: number;
  #queue = new Bottleneck({ maxConcurrent: 1 });
  #leadAtLastStart = systemClockLead();
  #isRunning = false;

  constructor(watchMs = WATCH_MS) {
    this.#watchMs = watchMs;
  }

  /** Runs `turn` when it is next, and the one after it when it has ended. The lower priority goes first. */
  async take<T>(priority: number, turn: () => Promise<T>): Promise<T> {
    const watch = setInterval(() => {
      this.#moveIfSetBack();
    }, this.#watchMs).unref();
    try {
      for (;;) {
        try {
          return await this.#queue.schedule({ priority }, () => this.#run(turn));
        } catch (error) {
          if (!(error instanceof Bottleneck.BottleneckError)) throw error;
        }
      }
    } finally {
      clearInterval(watch);
    }
  }

  async #run<T>(turn: () => Promise<T>): Promise<T> {
    this.#isRunning = true;
    this.#leadAtLastStart = systemClockLead();
    try {
      return await turn();
    } finally {
      this.#isRunning = false;
    }
  }

  #moveIfSetBack(): void {
    const lead = systemClockLead();
    if (this.#isRunning || lead > this.#leadAtLastStart - SET_BACK_MS) return;
    this.#leadAtLastStart = lead;
    const stalled = this.#queue;
    this.#queue = new Bottleneck({ maxConcurrent: 1 });
    void stalled.stop();
  }
}

/** How often each call that waits checks the system clock. */
const WATCH_MS = 1000;

/** The system clock is corrected by less than this all the time. */
const SET_BACK_MS = 100;

/** How far the system clock is ahead of the monotonic one, which is never set. */
function systemClockLead(): number {
  return Date.now() - performance.now();
}
