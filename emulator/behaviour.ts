import type { RateLimit } from "./gateway/rate-limit.js";
import { readBoolean, readNumber, readObject, readWholeNumber, readWord } from "./input.js";

/** How the emulator does what the documents of the service leave open. */
export interface Behaviour {
  /**
   * How Get shows the settings of a number that was never configured, and empty lists: without their keys, as `null`, or as
   * `[]` and `false`.
   * @default "absent"
   */
  unsetSettings: "absent" | "null" | "empty";
  /**
   * Whether Query shows a list without numbers as `[]` or without its key.
   * @default "empty"
   */
  emptyList: "empty" | "absent";
  /**
   * Whether the service's own errors come as HTTP 200 with `Success: false`, or as HTTP 400 in the gateway's form.
   * @default "ok"
   */
  businessErrors: "ok" | "bad-request";
  /**
   * Whether numbers that were neither set nor written exist.
   * @default "accept"
   */
  unknownNumbers: "accept" | "reject";
  /**
   * Whether Meta's documented limits hold, beside the two that real errors prove: 4 prompts, 32 characters in a command's name.
   * @default false
   */
  strictLimits: boolean;
  /**
   * For how long after a write Get shows what was before it.
   * @default 0
   */
  staleReadMs: number;
  /**
   * The code of a call that is over the rate. `System.LimitControl` comes without `x-acs-retry-after`.
   * @default "Throttling.User"
   */
  throttleCode: "Throttling.User" | "System.LimitControl";
  /**
   * What "calls per second" means: any 1000 ms, the second of the wall clock, or a bucket that holds as many calls as a second
   * allows and is refilled evenly. Denied calls never count. A change counts anew.
   * @default "sliding"
   */
  rateLimit: RateLimit;
  /**
   * How long a call is on its way, after the client has sent it, until it arrives at the service. With `uplinkJitter`, the median.
   * @default 0
   */
  uplinkMs: number;
  /**
   * How much the way of a call differs from `uplinkMs`: sigma of a lognormal distribution; at 0.5, one call in a hundred takes
   * more than 3.2 times the median. Calls may overtake each other.
   * @default 0
   */
  uplinkJitter: number;
  /**
   * Which delays `uplinkJitter` gives: the same seed gives the same ones in the same order.
   * @default 1
   */
  uplinkSeed: number;
  /**
   * Which calls the faults with a `chance` pick: the same seed picks the same ones in the same order of calls.
   * @default 1
   */
  faultSeed: number;
  /**
   * A delay before each answer. Changes are applied, and rates judged, when the call arrives: after `uplinkMs`, before this.
   * @default 0
   */
  latencyMs: number;
}

/** The behaviour of an emulator that was told nothing else. */
export const DEFAULT_BEHAVIOUR: Readonly<Behaviour> = {
  unsetSettings: "absent",
  emptyList: "empty",
  businessErrors: "ok",
  unknownNumbers: "accept",
  strictLimits: false,
  staleReadMs: 0,
  throttleCode: "Throttling.User",
  rateLimit: "sliding",
  uplinkMs: 0,
  uplinkJitter: 0,
  uplinkSeed: 1,
  faultSeed: 1,
  latencyMs: 0,
};

/** The longest delay that a switch may ask for. */
export const LONGEST_DELAY_MS = 600_000;

const LARGEST_JITTER = 3;

type Readers = { [Name in keyof Behaviour]: (value: unknown, name: string) => Behaviour[Name] };

const READERS: Readers = {
  unsetSettings: (value, name) => readWord(value, name, ["absent", "null", "empty"]),
  emptyList: (value, name) => readWord(value, name, ["empty", "absent"]),
  businessErrors: (value, name) => readWord(value, name, ["ok", "bad-request"]),
  unknownNumbers: (value, name) => readWord(value, name, ["accept", "reject"]),
  strictLimits: readBoolean,
  staleReadMs: readDelay,
  throttleCode: (value, name) => readWord(value, name, ["Throttling.User", "System.LimitControl"]),
  rateLimit: (value, name) => readWord(value, name, ["sliding", "fixed", "bucket"]),
  uplinkMs: readDelay,
  uplinkJitter: (value, name) => readNumber(value, name, 0, LARGEST_JITTER),
  uplinkSeed: readSeed,
  faultSeed: readSeed,
  latencyMs: readDelay,
};

/** The behaviour with the switches of `value` changed. */
export function changeBehaviour(behaviour: Readonly<Behaviour>, value: unknown): Behaviour {
  const given = readObject(value, "the behaviour", Object.keys(READERS));
  const read = Object.entries(given).map(([name, setting]) => [name, READERS[name as keyof Behaviour](setting, name)]);
  return { ...behaviour, ...(Object.fromEntries(read) as Partial<Behaviour>) };
}

function readSeed(value: unknown, name: string): number {
  return readWholeNumber(value, name, 0, Number.MAX_SAFE_INTEGER);
}

function readDelay(value: unknown, name: string): number {
  return readWholeNumber(value, name, 0, LONGEST_DELAY_MS);
}
