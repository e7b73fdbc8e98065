/** Slots that several processes share: as many as the limit has calls per second, each free again `restMs` after it was taken. */
export interface SharedSlots {
  /** Takes a slot, or says in how many milliseconds one may be free. Never throws and never waits for long. */
  take(restMs: number): Promise<Taken | { freeInMs: number }>;
}

export interface Taken {
  /** The request has left only now: the slot rests from now on. */
  retake(): void;
}
