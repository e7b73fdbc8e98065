import type { Behaviour, OperationName } from "../../behaviour.js";
import type { Account } from "../accounts.js";
import type { NumberStore } from "../number-store.js";

/** One operation of the service. */
export interface Operation {
  readonly name: OperationName;
  /** How many calls one account may make per second. */
  readonly callsPerSecond: number;
  /** Runs a call and returns the operation's own fields of the answer, or throws a `Refusal`. */
  readonly run: (call: Call) => Record<string, unknown>;
}

/** A call that has passed the gateway. */
export interface Call {
  readonly account: Account;
  readonly parameters: ReadonlyMap<string, string>;
  readonly store: NumberStore;
  readonly behaviour: Readonly<Behaviour>;
  /** When the call arrived, on the monotonic clock. */
  readonly arrivalMs: number;
}
