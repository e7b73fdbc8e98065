import {
  readArray,
  readDelay,
  readName,
  readNumber,
  readObject,
  readText,
  readWholeNumber,
  readWord,
} from "../input.js";
import { OPERATIONS } from "../service/operations.js";

/** What happens to the next matching calls, instead of their answers or on top of them. */
export interface Fault {
  /** What happens. */
  fault: FaultName;
  /**
   * How many calls it happens to.
   * @default 1
   */
  times?: number;
  /**
   * The probability that a matching call meets it, from 0 to 1. The switch `faultSeed` decides which calls do.
   * @default 1
   */
  chance?: number;
  /** The only operation it happens to. Every operation if absent, except that `key-case` applies to Get alone. */
  operation?: string;
  /** The only number it happens to. Every number if absent. */
  phoneNumber?: string;
  /**
   * The header `x-acs-retry-after` of `throttled`, `too-many-requests` and `error`.
   * @default 1000 for `throttled`, absent for the others
   */
  retryAfterMs?: number;
  /** The HTTP status of `error`, which requires one. */
  status?: number;
  /** The code of `error`, which requires one, and of `failure`. */
  code?: string;
  /** The message of `error` and `failure`. */
  message?: string;
  /**
   * How long `slow-body` stalls in the middle of the body.
   * @default 1000
   */
  ms?: number;
}

/** Everything that can go wrong on demand, with its parameters. */
const PARAMETERS = {
  throttled: ["retryAfterMs"],
  "limit-control": [],
  "too-many-requests": ["retryAfterMs"],
  "no-permission": [],
  "ram-permission-deny": [],
  error: ["status", "code", "message", "retryAfterMs"],
  failure: ["code", "message"],
  "internal-error": [],
  "bad-gateway": [],
  unavailable: [],
  redirect: [],
  html: [],
  empty: [],
  null: [],
  array: [],
  "key-case": [],
  reset: [],
  end: [],
  hang: [],
  "reset-in-body": [],
  "slow-body": ["ms"],
  "applied-then-reset": [],
} as const;

/**
 * The name of a fault.
 *
 * @useDeclaredType
 */
export type FaultName = keyof typeof PARAMETERS;

/** The names of the faults. */
export const FAULT_NAMES: readonly FaultName[] = Object.keys(PARAMETERS) as FaultName[];

/** Reads one fault or an array of faults from outside. */
export function readFaults(value: unknown): Fault[] {
  return readArray(Array.isArray(value) ? value : [value], "faults", readFault);
}

const COMMON_KEYS = ["fault", "times", "chance", "operation", "phoneNumber"];

const READERS: { [Name in keyof Fault]-?: (value: unknown, name: string) => Fault[Name] } = {
  fault: (value, name) => readWord(value, name, FAULT_NAMES),
  times: (value, name) => readWholeNumber(value, name, 1, Number.MAX_SAFE_INTEGER),
  chance: (value, name) => readNumber(value, name, 0, 1),
  operation: (value, name) => readWord(value, name, [...OPERATIONS.keys()]),
  phoneNumber: readName,
  retryAfterMs: readDelay,
  status: (value, name) => readWholeNumber(value, name, 200, 599),
  code: readName,
  message: readText,
  ms: readDelay,
};

function readFault(value: unknown, path: string): Fault {
  const fault = readWord(readObject(value, path, Object.keys(READERS))["fault"], `${path}.fault`, FAULT_NAMES);
  const given = readObject(value, `the fault ${JSON.stringify(fault)}`, [...COMMON_KEYS, ...PARAMETERS[fault]]);
  const names = Object.keys(given).filter((name) => given[name] !== undefined);
  const required = fault === "error" ? ["status", "code"] : [];
  const read = [...names, ...required].map((name) => [name, READERS[name as keyof Fault](given[name], name)]);
  const defaults = fault === "key-case" ? { operation: "GetConversationalAutomation" } : {};
  return { ...defaults, ...(Object.fromEntries(read) as Fault) };
}
