/** What an operation did with its number: `found` is a number that a create found to have what the program wants. */
type Done = "written" | "found" | "read" | "givenBack";

/** What a provider process has done, in numbers. */
export interface Counts extends Record<Done, number> {
  /** Operations that go on. */
  underWay: number;
  /** From the first operation's beginning to the last one's end. */
  elapsedMs: number;
}

/**
 * How far a run is. How far it has to go nobody tells a provider: the engine checks a resource only when it is about to
 * create or update it, and knows itself no more of the program than that
 * (`incomingChains` in https://github.com/pulumi/pulumi/blob/master/pkg/resource/deploy/step_executor.go).
 */
export class Progress {
  readonly #now: () => number;
  readonly #done: Record<Done, number> = { written: 0, found: 0, read: 0, givenBack: 0 };
  #underWay = 0;
  #beganAt: number | undefined;
  #endedAt = 0;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** One more number is done. */
  note(what: Done): void {
    this.#done[what] += 1;
  }

  /** Runs an operation, which counts as under way for as long. */
  async during<T>(operation: () => Promise<T>): Promise<T> {
    this.#beganAt ??= this.#now();
    this.#underWay += 1;
    try {
      return await operation();
    } finally {
      this.#underWay -= 1;
      this.#endedAt = this.#now();
    }
  }

  counts(): Counts {
    const end = this.#underWay > 0 ? this.#now() : this.#endedAt;
    return { ...this.#done, underWay: this.#underWay, elapsedMs: end - (this.#beganAt ?? end) };
  }
}
