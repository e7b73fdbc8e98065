import { setImmediate } from "node:timers";
import { setImmediate as nextTurn } from "node:timers/promises";

/** A clock on which every wait is over as soon as nothing else can happen before. */
export class VirtualClock {
  #now = 0;
  #waits = [];
  #made = 0;

  now() {
    return this.#now;
  }

  after(ms, callback) {
    const wait = { at: this.#now + ms, order: (this.#made += 1), callback };
    this.#waits.push(wait);
    return () => (this.#waits = this.#waits.filter((other) => other !== wait));
  }

  sleep(ms) {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  /** Lets time pass until `promise` is settled, but not beyond `mostMs`. Says whether it was. */
  async run(promise, mostMs) {
    let isSettled = false;
    void promise.finally(() => (isSettled = true)).catch(() => undefined);
    for (;;) {
      await settle();
      if (isSettled) return true;
      this.#waits.sort((one, other) => one.at - other.at || one.order - other.order);
      const next = this.#waits.shift();
      if (next === undefined || next.at > mostMs) return false;
      this.#now = next.at;
      next.callback();
    }
  }
}

/** Bottleneck, the queue of turns, hands on by timers without a length, of which the machine makes a millisecond. */
const setRealTimeout = globalThis.setTimeout;
globalThis.setTimeout = (callback, ms, ...args) =>
  ms > 1 ? setRealTimeout(callback, ms, ...args) : setImmediate(callback, ...args);

/** Lets everything happen that needs no time. */
async function settle() {
  for (let turn = 0; turn < TURNS; turn += 1) await nextTurn();
}

const TURNS = 12;
