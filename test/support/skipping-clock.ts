import type { Clock } from "../../api/clock.js";

/** A clock on which every wait is over at once, and which notes how long each should have taken. */
export class SkippingClock implements Clock {
  readonly waits: number[] = [];
  #now = 0;

  now(): number {
    return this.#now;
  }

  after(ms: number, callback: () => void): () => void {
    const at = this.#now + ms;
    this.waits.push(ms);
    const timer = setTimeout(() => {
      this.#now = Math.max(this.#now, at);
      callback();
    }, 0);
    return () => {
      clearTimeout(timer);
    };
  }
}
