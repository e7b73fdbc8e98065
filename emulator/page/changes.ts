import type { Behaviour } from "../behaviour.js";
import type { Fault } from "../faults/faults.js";
import type { GatewayState } from "../gateway/gateway-state.js";
import type { LoggedCall } from "../gateway/request-log.js";
import { OPERATIONS } from "../service/operations.js";
import type { NumberSettings } from "../service/settings.js";

/** What the emulator's page is told: everything at first, and then what has changed. */
export interface Changes {
  /** Whether what the page knew is gone. Then the rest is everything there is. */
  readonly isWhole: boolean;
  /** The emulator's time in milliseconds since the epoch. */
  readonly now: number;
  readonly numbers: readonly NumberSettings[];
  /** The calls that are new or were answered; at most the last thousand. */
  readonly calls: readonly LoggedCall[];
  readonly faults: readonly Fault[];
  readonly behaviour: Readonly<Behaviour>;
  /** The operations, with how many calls a second an account may make of each. */
  readonly operations: readonly { readonly name: string; readonly callsPerSecond: number }[];
}

/** What a page knows already, as it tells with the id of the last event that it got. */
export interface Known {
  readonly resets: number;
  readonly numbers: number;
  readonly calls: number;
  readonly steering: string;
}

/** Finds what has changed since a page was told. Returns undefined if nothing has. */
export function changesSince(state: GatewayState, known: Known | undefined): [Known, Changes] | undefined {
  const isWhole = known?.resets !== state.resets;
  const { numbers, calls } = isWhole ? NOTHING : known;
  const faults = state.faults.list();
  const now: Known = {
    resets: state.resets,
    numbers: state.store.revision,
    calls: state.log.revision,
    steering: JSON.stringify([faults, state.behaviour]),
  };
  if (!isWhole && now.numbers === numbers && now.calls === calls && now.steering === known.steering) return undefined;
  return [
    now,
    {
      isWhole,
      now: state.clock.nowMs(),
      numbers: state.store.changedSince(numbers),
      calls: state.log.changedSince(calls),
      faults,
      behaviour: state.behaviour,
      operations: [...OPERATIONS.values()].map(({ name, callsPerSecond }) => ({
        name,
        callsPerSecond: state.behaviour.callsPerSecond[name] ?? callsPerSecond,
      })),
    },
  ];
}

const NOTHING = { numbers: -1, calls: -1 };
