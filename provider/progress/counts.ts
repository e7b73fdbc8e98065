/** How far a run is. */
export class Progress {
  readonly #now: () => number;
  readonly #done: Record<Done, number> = { written: 0, found: 0, unchanged: 0, read: 0, reset: 0, restored: 0 };
  /** In the order in which they started. */
  readonly #inProgress = new Set<{ id: string }>();
  #declared = 0;
  #replaced = 0;
  #startedAt: number | undefined;
  #endedAt = 0;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /**
   * Takes how many numbers the program has declared by now. Only the program knows: the engine checks a resource just
   * before it creates or updates it
   * (`incomingChains` in https://github.com/pulumi/pulumi/blob/master/pkg/resource/deploy/step_executor.go).
   */
  expect(declared: number): void {
    this.#declared = Math.max(this.#declared, declared);
  }

  /** Counts one more number whose earlier settings a create has replaced. */
  recordReplaced(): void {
    this.#replaced += 1;
  }

  /** Counts one more number as done. */
  record(done: Done): void {
    this.#done[done] += 1;
  }

  /** Runs an operation on a number, which counts as in progress meanwhile. */
  async during<T>(id: string, operation: () => Promise<T>): Promise<T> {
    const started = { id };
    this.#startedAt ??= this.#now();
    this.#inProgress.add(started);
    try {
      return await operation();
    } finally {
      this.#inProgress.delete(started);
      this.#endedAt = this.#now();
    }
  }

  counts(): Counts {
    const inProgress = [...this.#inProgress].map(({ id }) => id);
    const end = inProgress.length > 0 ? this.#now() : this.#endedAt;
    return {
      ...this.#done,
      declared: this.#declared,
      replaced: this.#replaced,
      inProgress,
      elapsedMs: end - (this.#startedAt ?? end),
    };
  }
}

/** What an operation did with its number. `found`: a create found it as the program wants it. */
type Done = "written" | "found" | "unchanged" | "read" | "reset" | "restored";

/** What a provider process has done, in numbers. */
export interface Counts extends Record<Done, number> {
  /** What the program declares; 0 when there is no program, as in a destroy. */
  declared: number;
  /** Numbers that had other settings, which a create has replaced. */
  replaced: number;
  /** The ids of the numbers whose operations are in progress, the latest last. */
  inProgress: readonly string[];
  /** From the start of the first operation to the end of the last one. */
  elapsedMs: number;
}

/** How many numbers are done with calls to the service. */
export function calledOf({ written, found, read, reset, restored }: Counts): number {
  return written + found + read + reset + restored;
}

/** How many of the declared numbers are as the program declares them. */
export function settledOf({ written, found, unchanged }: Counts): number {
  return written + found + unchanged;
}
