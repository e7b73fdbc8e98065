import type { CamsError } from "../../api/index.js";
import type { Progress } from "./counts.js";
import { doneInWords } from "./messages.js";

/** The errors of a run that Meta's limit has ended, of which there is one for each number: the first says it all. */
export class LimitErrors {
  readonly #progress: Progress;
  #first: string | undefined;

  constructor(progress: Progress) {
    this.#progress = progress;
  }

  /** What the resource of a number fails with. */
  errorFor(id: string, cause: CamsError): Error {
    this.#first ??= id;
    if (this.#first !== id) {
      return new Error(`${id} is not done, for the same reason as ${this.#first}: Meta's limit is used up.`, { cause });
    }
    const done = doneInWords(this.#progress.counts());
    return new Error(`${cause.message} So far: ${done || "nothing done"}.`, { cause });
  }
}
