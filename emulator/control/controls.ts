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

  requests(): RecordedRequest[] {
    return this.#state.log.list();
  }

  numbers(): NumberSettings[] {
    return this.#state.store.list();
  }

  setNumber(settings: unknown): void {
    this.#state.store.set(readNumberSettings(settings));
  }

  fail(faults: unknown): void {
    this.#state.faults.add(readFaults(faults));
  }

  setBehaviour(changes: unknown): void {
    this.#state.behaviour = changeBehaviour(this.#state.behaviour, changes);
  }

  reset(): void {
    this.#state.reset();
  }
}
