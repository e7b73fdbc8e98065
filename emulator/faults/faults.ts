import { OPERATIONS } from "../service/operations/index.js";
import { readArray, readName, readNumber, readObject, readText, readWholeNumber, readWord } from "../input.js";

/** What can go wrong on demand, and the parameters of each. */
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

/** What happens to the next matching calls, in place of or on top of their answers. */
export interface Fault {
  /** What happens. */
  fault: FaultName;
  /**
   * To how many calls it happens.
   * @default 1
   */
  times?: number;
  /**
   * How probable it is that a matching call meets it, from 0 to 1; the switch `faultSeed` says which calls do.
   * @default 1
   */
  chance?: number;
  /** The only operation to which it happens; every one when absent, but Get alone for `key-case`. */
  operation?: string;
  /** The only number to which it happens; every one when absent. */
  phoneNumber?: string;
  /**
   * The header `x-acs-retry-after` of `throttled`, `too-many-requests` and `error`.
   * @default 1000 for `throttled`, absent for the others
   */
  retryAfterMs?: number;
  /** The HTTP status of `error`, which must have one. */
  status?: number;
  /** The code of `error`, which must have one, and of `failure`. */
  code?: string;
  /** The message of `error` and `failure`. */
  message?: string;
  /**
   * For how long `slow-body` stalls in the middle of the body.
   * @default 1000
   */
  ms?: number;
}

const COMMON_KEYS = ["fault", "times", "chance", "operation", "phoneNumber"];
const LONGEST_DELAY_MS = 600_000;

/** Reads one fault, or an array of faults, from outside. */
export function readFaults(value: unknown): Fault[] {
  return readArray(Array.isArray(value) ? value : [value], "faults", readFault);
}

function readFault(value: unknown, name: string): Fault {
  const everyKey = [...COMMON_KEYS, ...Object.values(PARAMETERS).flat()];
  const fault = readWord(readObject(value, name, [...new Set(everyKey)])["fault"], `${name}.fault`, FAULT_NAMES);
  const given = readObject(value, `the fault ${JSON.stringify(fault)}`, [...COMMON_KEYS, ...PARAMETERS[fault]]);
  const read: Fault = { fault, ...optional(given) };
  if (fault === "error") {
    readWholeNumber(read.status, "status", 200, 599);
    readName(read.code, "code");
  }
  if (fault === "key-case") read.operation ??= "GetConversationalAutomation";
  return read;
}

function optional(given: Record<string, unknown>): Omit<Fault, "fault"> {
  const { times, chance, operation, phoneNumber, retryAfterMs, status, code, message, ms } = given;
  return {
    ...(times !== undefined && { times: readWholeNumber(times, "times", 1, Number.MAX_SAFE_INTEGER) }),
    ...(chance !== undefined && { chance: readNumber(chance, "chance", 0, 1) }),
    ...(operation !== undefined && { operation: readWord(operation, "operation", [...OPERATIONS.keys()]) }),
    ...(phoneNumber !== undefined && { phoneNumber: readName(phoneNumber, "phoneNumber") }),
    ...(retryAfterMs !== undefined && {
      retryAfterMs: readWholeNumber(retryAfterMs, "retryAfterMs", 0, LONGEST_DELAY_MS),
    }),
    ...(status !== undefined && { status: readWholeNumber(status, "status", 200, 599) }),
    ...(code !== undefined && { code: readName(code, "code") }),
    ...(message !== undefined && { message: readText(message, "message") }),
    ...(ms !== undefined && { ms: readWholeNumber(ms, "ms", 0, LONGEST_DELAY_MS) }),
  };
}
