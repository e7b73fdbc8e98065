import { CamsError } from "./errors.js";

/** Throws for a call that is about to start or to wait, if it is canceled. */
export function requireNotCanceled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new CamsError("canceled");
}
