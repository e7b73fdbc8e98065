import { readBoolean, readDelay, readNumber, readObject, readWholeNumber, readWord } from "./input.js";

/** How the emulator behaves where the documentation of the service is silent. */
export interface Behaviour {
  /**
   * How Get shows the settings of a number that was never configured, and empty lists: key left out, `null`, or `[]` and `false`.
   * @default "absent"
   */
  unsetSettings: "absent" | "null" | "empty";
  /**
   * Whether Query shows an empty list of numbers as `[]` or leaves the key out.
   * @default "empty"
   */
  emptyList: "empty" | "absent";
  /**
   * Whether the service's own errors come as HTTP 200 with `Success: false`, or as HTTP 400 in the gateway's format.
   * @default "ok"
   */
  businessErrors: "ok" | "bad-request";
  /**
   * Whether a number that was neither set nor written exists.
   * @default "accept"
   */
  unknownNumbers: "accept" | "reject";
  /**
   * Whether to enforce every limit that Meta documents, or only the two that real errors prove: 4 prompts, and 32 characters in a
   * command's name.
   * @default false
   */
  strictLimits: boolean;
  /**
   * How long Get keeps showing the old settings after a write.
   * @default 0
   */
  staleReadMs: number;
  /**
   * The code of a throttled call. `System.LimitControl` comes without `x-acs-retry-after`.
   * @default "Throttling.User"
   */
  throttleCode: "Throttling.User" | "System.LimitControl";
  /**
   * What "calls per second" means: calls in any 1000 ms, calls in a second of the wall clock, a bucket that holds one second's
   * worth of calls and refills evenly, or no limit at all. Changing the switch starts the count over.
   * @default "sliding"
   */
  rateLimit: RateLimit;
  /**
   * Whether throttled calls count, too. Then a client that keeps calling is never admitted again.
   * @default false
   */
  throttledCallsCount: boolean;
  /**
   * How long a call takes to travel from the client to the service. With `uplinkJitter`, the median.
   * @default 0
   */
  uplinkMs: number;
  /**
   * How much travel times vary around `uplinkMs`: sigma of a lognormal distribution, at most 3. At 0.5, one call in a hundred takes
   * more than 3.2 times the median. Calls may overtake each other.
   * @default 0
   */
  uplinkJitter: number;
  /**
   * Seeds `uplinkJitter`: the same seed gives the same delays in the same order.
   * @default 1
   */
  uplinkSeed: number;
  /**
   * Seeds the `chance` of faults: the same seed picks the same calls, given the same order of calls.
   * @default 1
   */
  faultSeed: number;
  /**
   * Delays each answer. Writes are applied, and rates checked, when the call arrives: after `uplinkMs`, before this delay.
   * @default 0
   */
  latencyMs: number;
}

/** What "calls per second" means: any 1000 ms, a second of the wall clock, a bucket that refills evenly, or no limit. */
export type RateLimit = "sliding" | "fixed" | "bucket" | "none";

/** The behavior of an emulator that is started without any switches. */
export const DEFAULT_BEHAVIOUR: Readonly<Behaviour> = {
  unsetSettings: "absent",
  emptyList: "empty",
  businessErrors: "ok",
  unknownNumbers: "accept",
  strictLimits: false,
  staleReadMs: 0,
  throttleCode: "Throttling.User",
  rateLimit: "sliding",
  throttledCallsCount: false,
  uplinkMs: 0,
  uplinkJitter: 0,
  uplinkSeed: 1,
  faultSeed: 1,
  latencyMs: 0,
};

/** Applies the switches in `value`, which comes from outside, to a behavior. */
export function changeBehaviour(behaviour: Readonly<Behaviour>, value: unknown): Behaviour {
  const given = readObject(value, "behaviour", Object.keys(READERS));
  const read = Object.entries(given).map(([name, setting]) => [name, READERS[name as keyof Behaviour](setting, name)]);
  return { ...behaviour, ...(Object.fromEntries(read) as Partial<Behaviour>) };
}

const LARGEST_JITTER = 3;

const READERS: { [Name in keyof Behaviour]: (value: unknown, name: string) => Behaviour[Name] } = {
  unsetSettings: (value, name) => readWord(value, name, ["absent", "null", "empty"]),
  emptyList: (value, name) => readWord(value, name, ["empty", "absent"]),
  businessErrors: (value, name) => readWord(value, name, ["ok", "bad-request"]),
  unknownNumbers: (value, name) => readWord(value, name, ["accept", "reject"]),
  strictLimits: readBoolean,
  staleReadMs: readDelay,
  throttleCode: (value, name) => readWord(value, name, ["Throttling.User", "System.LimitControl"]),
  rateLimit: (value, name) => readWord(value, name, ["sliding", "fixed", "bucket", "none"]),
  throttledCallsCount: readBoolean,
  uplinkMs: readDelay,
  uplinkJitter: (value, name) => readNumber(value, name, 0, LARGEST_JITTER),
  uplinkSeed: readSeed,
  faultSeed: readSeed,
  latencyMs: readDelay,
};

function readSeed(value: unknown, name: string): number {
  return readWholeNumber(value, name, 0, Number.MAX_SAFE_INTEGER);
}
