/** Nothing can be said about a probe. The message says why, without the number and the credentials. */
export class NoAnswer extends Error {
  override name = "NoAnswer" as const;
}

/** No further call makes sense. */
export class Stopped extends NoAnswer {}

/** Why the probes after a signal have no answer. */
export const INTERRUPTED = "interrupted";
