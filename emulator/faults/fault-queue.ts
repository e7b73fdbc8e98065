import type { Fault } from "./faults.js";
import { fractionsOf } from "./seed.js";

/** The faults that wait for a call, first in, first out. */
export class FaultQueue {
  #waiting: { readonly fault: Fault; left: number }[] = [];
  #draws = 0;

  /** Queues faults. */
  add(faults: readonly Fault[]): void {
    for (const fault of faults) this.#waiting.push({ fault, left: fault.times ?? 1 });
  }

  /** The fault that a call will meet; it stays in the queue until it is used. */
  find(operation: string, phoneNumber: string, seed: number): Fault | undefined {
    return this.#waiting.find(
      ({ fault }) =>
        (fault.operation ?? operation) === operation &&
        (fault.phoneNumber ?? phoneNumber) === phoneNumber &&
        (fault.chance === undefined || this.#draw(seed) < fault.chance),
    )?.fault;
  }

  /** Counts one use of a fault that was found. */
  use(fault: Fault): void {
    const waiting = this.#waiting.find((candidate) => candidate.fault === fault);
    if (waiting !== undefined) waiting.left -= 1;
    this.#waiting = this.#waiting.filter(({ left }) => left > 0);
  }

  /** Forgets every fault, and starts the order of chances anew. */
  clear(): void {
    this.#waiting = [];
    this.#draws = 0;
  }

  #draw(seed: number): number {
    this.#draws += 1;
    return fractionsOf(`${seed}/${this.#draws}`)[0];
  }
}
