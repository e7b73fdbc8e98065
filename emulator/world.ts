import type { Accounts } from "./gateway/accounts.js";
import { changeBehaviour } from "./behaviour.js";
import type { Behaviour } from "./behaviour.js";
import type { Clock } from "./clock.js";
import { FaultQueue } from "./faults/fault-queue.js";
import { readFaults } from "./faults/faults.js";
import { Nonces } from "./gateway/nonces.js";
import { RateLimits } from "./gateway/rate-limit.js";
import { RequestLog } from "./control/request-log.js";
import { readNumberSettings } from "./service/settings.js";
import { NumberStore } from "./service/number-store.js";
import { Uplink } from "./gateway/uplink.js";

/** Everything that one emulator knows. */
export class World {
  readonly clock: Clock;
  readonly accounts: Accounts;
  readonly store = new NumberStore();
  readonly faults = new FaultQueue();
  readonly rates = new RateLimits();
  readonly uplink = new Uplink();
  readonly nonces = new Nonces();
  readonly log = new RequestLog();
  behaviour: Behaviour;
  readonly #initialBehaviour: Behaviour;

  constructor(clock: Clock, accounts: Accounts, behaviour: Behaviour) {
    this.clock = clock;
    this.accounts = accounts;
    this.behaviour = behaviour;
    this.#initialBehaviour = behaviour;
  }

  /** Sets one number's settings. */
  setNumber(settings: unknown): void {
    this.store.set(readNumberSettings(settings));
  }

  /** Queues one fault or an array of them. */
  fail(faults: unknown): void {
    this.faults.add(readFaults(faults));
  }

  /** Changes switches of the behaviour. */
  setBehaviour(changes: unknown): void {
    this.behaviour = changeBehaviour(this.behaviour, changes);
  }

  /** Forgets everything but the accounts, and takes the first behaviour back. */
  reset(): void {
    for (const part of [this.store, this.faults, this.rates, this.uplink, this.nonces, this.log]) part.clear();
    this.behaviour = this.#initialBehaviour;
  }
}
