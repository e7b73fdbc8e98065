import { changeBehaviour } from "../behaviour.js";
import { readFaults } from "../faults/faults.js";
import type { GatewayState } from "../gateway/gateway-state.js";
import { readNumberSettings } from "../service/settings.js";

export type Controls = ReturnType<typeof controlsOf>;

/** Inspects and steers an emulator, for the control routes and for the program that started it. Checks what it is given. */
export function controlsOf(state: GatewayState) {
  return {
    requests: () => state.log.list(),
    numbers: () => state.store.list(),
    setNumber: (settings: unknown) => {
      state.store.set(readNumberSettings(settings));
    },
    fail: (faults: unknown) => {
      state.faults.add(readFaults(faults));
    },
    replaceFaults: (faults: unknown) => {
      state.faults.replace(readFaults(faults));
    },
    setBehaviour: (changes: unknown) => {
      state.behaviour = changeBehaviour(state.behaviour, changes);
    },
    reset: () => {
      state.reset();
    },
  };
}
