/**
 * How far a run is. How far it has to go, a provider cannot know: the engine checks a resource only just before it
 * creates or updates it, and knows no more of the program itself
 * (`incomingChains` in https://github.com/pulumi/pulumi/blob/master/pkg/resource/deploy/step_executor.go).
 */
export class Progress {
  readonly #now: () => number;
  readonly #done: Record<Done, number> = { written: 0, found: 0, read: 0, reset: 0, restored: 0 };
  #inProgress = 0;
  #startedAt: number | undefined;
  #endedAt = 0;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Counts one more number as done. */
  record(done: Done): void {
    this.#done[done] += 1;
  }

  /** Runs an operation, which counts as in progress meanwhile. */
  async during<T>(operation: () => Promise<T>): Promise<T> {
    this.#startedAt ??= this.#now();
    this.#inProgress += 1;
    try {
      return await operation();
    } finally {
      this.#inProgress -= 1;
      this.#endedAt = this.#now();
    }
  }

  counts(): Counts {
    const end = this.#inProgress > 0 ? this.#now() : this.#endedAt;
    return { ...this.#done, inProgress: this.#inProgress, elapsedMs: end - (this.#startedAt ?? end) };
  }
}

/** What an operation did with its number. `found`: a create found it as the program wants it. */
type Done = "written" | "found" | "read" | "reset" | "restored";

/** What a provider process has done, in numbers. */
export interface Counts extends Record<Done, number> {
  /** Operations in progress. */
  inProgress: number;
  /** From the start of the first operation to the end of the last one. */
  elapsedMs: number;
}

/** How many numbers are done. */
export function doneOf({ written, found, read, reset, restored }: Counts): number {
  return written + found + read + reset + restored;
}
