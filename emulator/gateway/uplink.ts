import type { Behaviour } from "../behaviour.js";
import { LONGEST_DELAY_MS } from "../input.js";
import { fractionsOf } from "../seeded-random.js";

/** Decides how long calls travel to the service. The same seed gives the same delays in the same order. */
export class Uplink {
  #calls = 0;

  /** The travel time of the next call in milliseconds, at most ten minutes: lognormal, with `uplinkMs` as its median. */
  nextDelayMs({ uplinkMs, uplinkJitter, uplinkSeed }: Readonly<Behaviour>): number {
    this.#calls += 1;
    const delayMs = uplinkMs * Math.exp(uplinkJitter * normal(`${uplinkSeed}/${this.#calls}`));
    return Math.min(delayMs, LONGEST_DELAY_MS);
  }

  clear(): void {
    this.#calls = 0;
  }
}

/** Returns a standard normal number that depends only on `text` (Box-Muller transform). */
function normal(text: string): number {
  const [first, second] = fractionsOf(text);
  return Math.sqrt(-2 * Math.log(first)) * Math.cos(2 * Math.PI * second);
}
