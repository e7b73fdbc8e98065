import { changeBehaviour } from "../behaviour.js";
import { readFaults } from "../faults/faults.js";
import type { GatewayState } from "../gateway/gateway-state.js";
import type { RecordedRequest } from "../gateway/request-log.js";
import { readNumberSettings } from "../service/settings.js";
import type { NumberSettings } from "../service/settings.js";

/** Inspects and steers an emulator, for the control routes and for the program that started it. Checks what it is given. */
export class Controls {
  readonly #state: GatewayState;

  constructor(state: GatewayState) {
    this.#state = state;
  }

  /** Lists every call, in order of arrival. */
  requests(): RecordedRequest[] {
    return this.#state.log.list();
  }

  /** Lists every number that was written or set, with its newest settings. */
  numbers(): NumberSettings[] {
    return this.#state.store.list();
  }

  /** Sets one number's settings. */
  setNumber(settings: unknown): void {
    this.#state.store.set(readNumberSettings(settings));
  }

  /** Queues one fault or an array of faults. */
  fail(faults: unknown): void {
    this.#state.faults.add(readFaults(faults));
  }

  /** Changes some switches of the behavior. */
  setBehaviour(changes: unknown): void {
    this.#state.behaviour = changeBehaviour(this.#state.behaviour, changes);
  }

  /** Clears everything except the accounts, and restores the initial behavior. */
  reset(): void {
    this.#state.reset();
  }
}
