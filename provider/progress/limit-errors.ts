import type { CamsError } from "../../api/index.js";
import type { Progress } from "./counts.js";
import { doneMessage } from "./messages.js";

/** The errors of a run that Meta's limit ended. There is one for each number: the first explains, the others refer to it. */
export class LimitErrors {
  readonly #progress: Progress;
  #first: string | undefined;

  constructor(progress: Progress) {
    this.#progress = progress;
  }

  /** The error of one number's resource. */
  errorFor(id: string, cause: CamsError): Error {
    this.#first ??= id;
    if (this.#first !== id) {
      return new Error(`${id} is not done, for the same reason as ${this.#first}: Meta's limit is used up.`, { cause });
    }
    const done = doneMessage(this.#progress.counts());
    return new Error(cause.withAdvice(`So far: ${done || "nothing done"}.`).message, { cause });
  }
}
