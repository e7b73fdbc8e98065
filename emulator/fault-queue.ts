import type { Fault } from "./faults.js";

/** The faults that wait for a call, first in, first out. */
export class FaultQueue {
  #waiting: { readonly fault: Fault; left: number }[] = [];

  /** Queues faults. */
  add(faults: readonly Fault[]): void {
    for (const fault of faults) this.#waiting.push({ fault, left: fault.times ?? 1 });
  }

  /** The fault that a call will meet; it stays in the queue until it is used. */
  find(operation: string, phoneNumber: string): Fault | undefined {
    return this.#waiting.find(
      ({ fault }) => (fault.operation ?? operation) === operation && (fault.phoneNumber ?? phoneNumber) === phoneNumber,
    )?.fault;
  }

  /** Counts one use of a fault that was found. */
  use(fault: Fault): void {
    const waiting = this.#waiting.find((candidate) => candidate.fault === fault);
    if (waiting !== undefined) waiting.left -= 1;
    this.#waiting = this.#waiting.filter(({ left }) => left > 0);
  }

  /** Forgets every fault. */
  clear(): void {
    this.#waiting = [];
  }
}
