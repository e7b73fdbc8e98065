import type { CamsError } from "../../api/index.js";
import type { State } from "./state.js";

/**
 * A write whose answer was lost: it may or may not have been applied. The host keeps `outs` even so: the next update
 * writes again, even if the program was changed back, and `previousSettings` are not lost.
 */
export class UnconfirmedWrite extends Error {
  readonly id: string;
  readonly outs: State;

  constructor(cause: CamsError, id: string, outs: State) {
    super(cause.withAdvice("Whether it was applied is not known; the next `pulumi up` writes again.").message, {
      cause,
    });
    this.id = id;
    this.outs = { ...outs, isUnconfirmed: true };
  }
}
