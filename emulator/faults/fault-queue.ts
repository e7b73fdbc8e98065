import { fractionsOf } from "../seeded-random.js";
import type { Fault } from "./faults.js";

/** Holds the faults that wait for a call, first in, first out. */
export class FaultQueue {
  #waiting: { readonly fault: Fault; left: number }[] = [];
  #draws = 0;

  add(faults: readonly Fault[]): void {
    for (const fault of faults) this.#waiting.push({ fault, left: fault.times ?? 1 });
  }

  /** Lets these faults wait, and no others. */
  replace(faults: readonly Fault[]): void {
    this.#waiting = [];
    this.add(faults);
  }

  /** Lists the faults that wait, each with how often it still applies. */
  list(): Fault[] {
    return this.#waiting.map(({ fault, left }) => ({ ...fault, times: left }));
  }

  /** Finds the fault that a call will meet. It stays in the queue until it is used. */
  find(operation: string, phoneNumber: string, seed: number): Fault | undefined {
    return this.#waiting.find(
      ({ fault }) =>
        (fault.operation ?? operation) === operation &&
        (fault.phoneNumber ?? phoneNumber) === phoneNumber &&
        (fault.chance === undefined || this.#draw(seed) < fault.chance),
    )?.fault;
  }

  /** Counts one use of a fault from `find`. */
  use(fault: Fault): void {
    const waiting = this.#waiting.find((candidate) => candidate.fault === fault);
    if (waiting !== undefined) waiting.left -= 1;
    this.#waiting = this.#waiting.filter(({ left }) => left > 0);
  }

  /** Removes every fault, and starts the sequence of chances over. */
  clear(): void {
    this.#waiting = [];
    this.#draws = 0;
  }

  #draw(seed: number): number {
    this.#draws += 1;
    return fractionsOf(`${seed}/${this.#draws}`)[0];
  }
}
