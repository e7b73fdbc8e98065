import { LONGEST_DELAY_MS } from "../behaviour.js";
import type { Behaviour } from "../behaviour.js";
import { fractionsOf } from "../faults/seed.js";

/** The way of the calls to the service. The same seed gives the same delays in the same order. */
export class Uplink {
  #calls = 0;

  /** How long the next call is on its way, in milliseconds: lognormal, with `uplinkMs` as its median. */
  nextDelayMs({ uplinkMs, uplinkJitter, uplinkSeed }: Readonly<Behaviour>): number {
    this.#calls += 1;
    const delayMs = uplinkMs * Math.exp(uplinkJitter * normal(`${uplinkSeed}/${this.#calls}`));
    return Math.min(delayMs, LONGEST_DELAY_MS);
  }

  /** Starts the order of delays anew. */
  clear(): void {
    this.#calls = 0;
  }
}

/** A number of the standard normal distribution, by Box and Muller, that depends on nothing but `text`. */
function normal(text: string): number {
  const [first, second] = fractionsOf(text);
  return Math.sqrt(-2 * Math.log(first)) * Math.cos(2 * Math.PI * second);
}
