/** The period of the rate limits. */
export const WINDOW_MS = 1000;

/** Slots that several processes share: one for each call per second, each free again `restMs` after it was taken. */
export interface SharedSlots {
  /** Takes a slot, or returns in how many milliseconds one may be free. Never throws, and never waits long. */
  take(restMs: number): Promise<TakenSlot | { freeInMs: number }>;
}

export interface TakenSlot {
  /** The request has left only now, so the slot rests from now on. */
  retake(): void;
}
