import { readBoolean, readObject, readWholeNumber, readWord } from "./shape.js";

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
   * A delay before each answer. Changes are applied, and rates judged, when the call arrives.
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
  latencyMs: 0,
};

const LONGEST_DELAY_MS = 600_000;

type Readers = { [Name in keyof Behaviour]: (value: unknown, name: string) => Behaviour[Name] };

const READERS: Readers = {
  unsetSettings: (value, name) => readWord(value, name, ["absent", "null", "empty"]),
  emptyList: (value, name) => readWord(value, name, ["empty", "absent"]),
  businessErrors: (value, name) => readWord(value, name, ["ok", "bad-request"]),
  unknownNumbers: (value, name) => readWord(value, name, ["accept", "reject"]),
  strictLimits: readBoolean,
  staleReadMs: readDelay,
  throttleCode: (value, name) => readWord(value, name, ["Throttling.User", "System.LimitControl"]),
  latencyMs: readDelay,
};

/** The behaviour with the switches of `value` changed. */
export function changeBehaviour(behaviour: Readonly<Behaviour>, value: unknown): Behaviour {
  const given = readObject(value, "the behaviour", Object.keys(READERS));
  const read = Object.entries(given).map(([name, setting]) => [name, READERS[name as keyof Behaviour](setting, name)]);
  return { ...behaviour, ...(Object.fromEntries(read) as Partial<Behaviour>) };
}

function readDelay(value: unknown, name: string): number {
  return readWholeNumber(value, name, 0, LONGEST_DELAY_MS);
}
