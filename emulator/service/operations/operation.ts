import type { Account } from "../../gateway/accounts.js";
import type { Behaviour } from "../../behaviour.js";
import type { NumberStore } from "../number-store.js";

/** A call that has passed the gateway. */
export interface Call {
  readonly account: Account;
  readonly parameters: ReadonlyMap<string, string>;
  readonly store: NumberStore;
  readonly behaviour: Readonly<Behaviour>;
  /** When the call arrived, on the monotonic clock. */
  readonly arrivalMs: number;
}

/** One operation of the service. */
export interface Operation {
  readonly name: string;
  /** What one account may call in a second. */
  readonly callsPerSecond: number;
  /** The parameters that a call must have. */
  readonly mandatory: readonly string[];
  /** Does the call and returns its fields of the answer; throws a refusal. */
  readonly run: (call: Call) => Record<string, unknown>;
}
