import Bottleneck from "bottleneck";

/** Often enough that nobody wonders, seldom enough to cost nothing. */
const WATCH_MS = 1000;

/** The wall clock is corrected by less than this all the time. */
const SET_BACK_MS = 100;

/**
 * Who goes next: one ticket at a time, by priority and then in order. Bottleneck is the queue.
 *
 * Bottleneck starts nothing before the wall clock has reached the time of the last start (`_nextRequest` of its
 * LocalDatastore), so a clock that is set back holds it up for as long. Then those who wait move to a new queue.
 */
export class Tickets {
  readonly #watchMs: number;
  #queue = new Bottleneck({ maxConcurrent: 1 });
  #leadAtLastStart = wallClockLead();
  #waiting = 0;
  #isRunning = false;
  #watch: NodeJS.Timeout | undefined;

  constructor(watchMs = WATCH_MS) {
    this.#watchMs = watchMs;
  }

  /** Runs `turn` when it is this ticket's; the next ticket waits until it has ended. The lower priority goes first. */
  async take<T>(priority: number, turn: () => Promise<T>): Promise<T> {
    this.#waiting += 1;
    this.#watch ??= setInterval(() => {
      this.#moveWhenSetBack();
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
      this.#waiting -= 1;
      if (this.#waiting === 0) {
        clearInterval(this.#watch);
        this.#watch = undefined;
      }
    }
  }

  async #run<T>(turn: () => Promise<T>): Promise<T> {
    this.#isRunning = true;
    this.#leadAtLastStart = wallClockLead();
    try {
      return await turn();
    } finally {
      this.#isRunning = false;
    }
  }

  #moveWhenSetBack(): void {
    const lead = wallClockLead();
    if (this.#isRunning || lead > this.#leadAtLastStart - SET_BACK_MS) return;
    this.#leadAtLastStart = lead;
    const stalled = this.#queue;
    this.#queue = new Bottleneck({ maxConcurrent: 1 });
    void stalled.stop({ dropWaitingJobs: true });
  }
}

/** How far the wall clock is ahead of the one that is never set. */
function wallClockLead(): number {
  return Date.now() - performance.now();
}
