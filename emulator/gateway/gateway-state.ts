import type { IdSource } from "../answers/answer-ids.js";
import type { Behaviour } from "../behaviour.js";
import type { Clock } from "../clock.js";
import { FaultQueue } from "../faults/fault-queue.js";
import type { Accounts } from "../service/accounts.js";
import type { NumberStore } from "../service/number-store.js";
import { Nonces } from "./signing/nonces.js";
import { RateLimits } from "./rate-limit.js";
import { RequestLog } from "./request-log.js";
import { Uplink } from "./uplink.js";

/** What an emulator knows from the start. */
export interface InitialState {
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly accounts: Accounts;
  readonly store: NumberStore;
  readonly behaviour: Readonly<Behaviour>;
}

/** Holds everything that one emulator knows. */
export class GatewayState implements InitialState {
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly accounts: Accounts;
  readonly store: NumberStore;
  readonly faults = new FaultQueue();
  readonly rates = new RateLimits();
  readonly uplink = new Uplink();
  readonly nonces = new Nonces();
  readonly log = new RequestLog();
  behaviour: Readonly<Behaviour>;
  readonly #initialBehaviour: Readonly<Behaviour>;
  #resets = 0;

  constructor({ clock, ids, accounts, store, behaviour }: InitialState) {
    this.ids = ids;
    this.clock = clock;
    this.accounts = accounts;
    this.store = store;
    this.behaviour = behaviour;
    this.#initialBehaviour = behaviour;
  }

  /** Counts the resets. */
  get resets(): number {
    return this.#resets;
  }

  /** Restores the initial numbers and behavior, and clears everything else except the accounts. */
  reset(): void {
    this.store.reset();
    for (const part of [this.clock, this.ids, this.faults, this.rates, this.uplink, this.nonces, this.log])
      part.clear();
    this.behaviour = this.#initialBehaviour;
    this.#resets += 1;
  }
}
