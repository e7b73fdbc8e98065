import {
  InputError,
  listOf,
  readArray,
  readBoolean,
  readDelay,
  readMap,
  readName,
  readNumber,
  readObject,
  readText,
  readWholeNumber,
  readWord,
} from "./input.js";

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
   * Whether a space in which no number was set or written exists. `accounts` can say more: which spaces an account owns.
   * @default "accept"
   */
  unknownSpaces: "accept" | "reject";
  /**
   * What Update does with a setting whose parameter is absent.
   * @default "keep"
   */
  absentParameters: "keep" | "clear";
  /**
   * What Update does with a setting whose parameter is there without a value.
   * @default "keep"
   */
  emptyParameters: "keep" | "clear" | "reject";
  /**
   * What Update does with a setting whose parameter is `[]`.
   * @default "clear"
   */
  emptyLists: "keep" | "clear" | "reject";
  /**
   * What Update does with a value that it cannot read, by parameter. An absent parameter of the three is rejected.
   * @default {}
   */
  wrongValues: Readonly<Partial<Record<SettingParameter, "keep" | "clear" | "reject">>>;
  /**
   * Whether lists keep the order in which they were sent, or are sorted.
   * @default "as-sent"
   */
  listOrder: "as-sent" | "sorted";
  /**
   * Whether Update stores the welcome message switch.
   * @default "stored"
   */
  welcomeMessage: "stored" | "ignored";
  /**
   * Whether parameters may come in a form body.
   * @default "accept"
   */
  formBody: "accept" | "ignore";
  /**
   * What a plus sign in the query means.
   * @default "space"
   */
  plusSign: "space" | "plus";
  /**
   * Which field of a number the parameter `Status` of Query is compared with: `Status`, `CodeVerificationStatus`, either of them, or none.
   * @default "either"
   */
  queryStatus: "either" | "status" | "verification" | "ignored";
  /**
   * What Query without a space shows: the numbers of all spaces of the account, none, or an error.
   * @default "all"
   */
  queryWithoutSpace: "all" | "none" | "reject";
  /**
   * The order in which the gateway checks that the operation exists, the date and the signature.
   * @default ["action", "date", "signature"]
   */
  gatewayChecks: readonly GatewayCheck[];
  /**
   * The order in which Update checks that no parameter is missing, the values, and the space and the number.
   * @default ["missing", "values", "space"]
   */
  parameterChecks: readonly ParameterCheck[];
  /**
   * Which limits to enforce: `false` for the two that real errors prove, `prompt-count` and `command-name-length`, `true` for all that Meta
   * documents, or a list for exactly those.
   * @default false
   */
  strictLimits: boolean | readonly LimitName[];
  /**
   * What refusals look like, where they differ from the emulator's own: by the emulator's code, or by the name of a broken limit, which goes
   * first.
   * @default {}
   */
  refusals: Readonly<Record<string, RefusalChanges>>;
  /**
   * How long Get keeps showing the old settings after a write.
   * @default 0
   */
  staleReadMs: number;
  /**
   * The code of a throttled call. The switch `retryAfter` decides whether it comes with `x-acs-retry-after`.
   * @default "Throttling.User"
   */
  throttleCode: "Throttling.User" | "System.LimitControl";
  /**
   * Whether throttled calls get `x-acs-retry-after`: those with the code `Throttling.User`, all, or none.
   * @default "throttling-user"
   */
  retryAfter: "throttling-user" | "always" | "never";
  /**
   * Calls per second by operation, where they differ from the documented 5 for Update and Get and 10 for Query.
   * @default {}
   */
  callsPerSecond: Readonly<Partial<Record<OperationName, number>>>;
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

/** A parameter of Update that carries a setting. */
export type SettingParameter = "EnableWelcomeMessage" | "Prompts" | "Commands";

/** The name of an operation. */
export type OperationName =
  "UpdateConversationalAutomation" | "GetConversationalAutomation" | "QueryChatappPhoneNumbers";

/** What the gateway checks. */
export type GatewayCheck = "action" | "date" | "signature";

/** What Update checks before it looks at Meta's limits. */
export type ParameterCheck = "missing" | "values" | "space";

/** The name of a limit that Meta documents. */
export type LimitName =
  | "prompt-count"
  | "command-name-length"
  | "prompt-empty"
  | "prompt-length"
  | "prompt-emoji"
  | "command-count"
  | "command-name-characters"
  | "command-name-unique"
  | "command-description-empty"
  | "command-description-length"
  | "command-description-emoji";

/** What differs in a refusal. */
export interface RefusalChanges {
  /** The HTTP status. 200 stands for the service's own errors, with `Success: false`. */
  status?: number;
  /** The code. */
  code?: string;
  /** The message. */
  message?: string;
}

const SETTING_PARAMETERS: readonly SettingParameter[] = ["EnableWelcomeMessage", "Prompts", "Commands"];
const OPERATION_NAMES: readonly OperationName[] = [
  "UpdateConversationalAutomation",
  "GetConversationalAutomation",
  "QueryChatappPhoneNumbers",
];
const GATEWAY_CHECKS: readonly GatewayCheck[] = ["action", "date", "signature"];
const PARAMETER_CHECKS: readonly ParameterCheck[] = ["missing", "values", "space"];

/** The limits that Meta documents. */
export const LIMIT_NAMES: readonly LimitName[] = [
  "prompt-count",
  "command-name-length",
  "prompt-empty",
  "prompt-length",
  "prompt-emoji",
  "command-count",
  "command-name-characters",
  "command-name-unique",
  "command-description-empty",
  "command-description-length",
  "command-description-emoji",
];

/** The behavior of an emulator that is started without any switches. */
export const DEFAULT_BEHAVIOUR: Readonly<Behaviour> = {
  unsetSettings: "absent",
  emptyList: "empty",
  businessErrors: "ok",
  unknownNumbers: "accept",
  unknownSpaces: "accept",
  absentParameters: "keep",
  emptyParameters: "keep",
  emptyLists: "clear",
  wrongValues: {},
  listOrder: "as-sent",
  welcomeMessage: "stored",
  formBody: "accept",
  plusSign: "space",
  queryStatus: "either",
  queryWithoutSpace: "all",
  gatewayChecks: GATEWAY_CHECKS,
  parameterChecks: PARAMETER_CHECKS,
  strictLimits: false,
  refusals: {},
  staleReadMs: 0,
  throttleCode: "Throttling.User",
  retryAfter: "throttling-user",
  callsPerSecond: {},
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
const MOST_CALLS_PER_SECOND = 1000;

const READERS: { [Name in keyof Behaviour]: (value: unknown, name: string) => Behaviour[Name] } = {
  unsetSettings: (value, name) => readWord(value, name, ["absent", "null", "empty"]),
  emptyList: (value, name) => readWord(value, name, ["empty", "absent"]),
  businessErrors: (value, name) => readWord(value, name, ["ok", "bad-request"]),
  unknownNumbers: (value, name) => readWord(value, name, ["accept", "reject"]),
  unknownSpaces: (value, name) => readWord(value, name, ["accept", "reject"]),
  absentParameters: (value, name) => readWord(value, name, ["keep", "clear"]),
  emptyParameters: readTreatment,
  emptyLists: readTreatment,
  wrongValues: (value, name) => readMap(value, name, SETTING_PARAMETERS, readTreatment),
  listOrder: (value, name) => readWord(value, name, ["as-sent", "sorted"]),
  welcomeMessage: (value, name) => readWord(value, name, ["stored", "ignored"]),
  formBody: (value, name) => readWord(value, name, ["accept", "ignore"]),
  plusSign: (value, name) => readWord(value, name, ["space", "plus"]),
  queryStatus: (value, name) => readWord(value, name, ["either", "status", "verification", "ignored"]),
  queryWithoutSpace: (value, name) => readWord(value, name, ["all", "none", "reject"]),
  gatewayChecks: (value, name) => readOrder(value, name, GATEWAY_CHECKS),
  parameterChecks: (value, name) => readOrder(value, name, PARAMETER_CHECKS),
  strictLimits: readLimits,
  refusals: (value, name) => readMap(value, name, undefined, readRefusalChanges),
  staleReadMs: readDelay,
  throttleCode: (value, name) => readWord(value, name, ["Throttling.User", "System.LimitControl"]),
  retryAfter: (value, name) => readWord(value, name, ["throttling-user", "always", "never"]),
  callsPerSecond: (value, name) => readMap(value, name, OPERATION_NAMES, readCallsPerSecond),
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

function readTreatment(value: unknown, name: string): "keep" | "clear" | "reject" {
  return readWord(value, name, ["keep", "clear", "reject"]);
}

function readOrder<T extends string>(value: unknown, name: string, words: readonly T[]): T[] {
  const order = readArray(value, name, (element, path) => readWord(element, path, words));
  if (order.length !== words.length || new Set(order).size !== words.length)
    throw new InputError(`Expected ${name} to have each of ${listOf(words)} once`);
  return order;
}

function readLimits(value: unknown, name: string): boolean | LimitName[] {
  return Array.isArray(value)
    ? readArray(value, name, (element, path) => readWord(element, path, LIMIT_NAMES))
    : readBoolean(value, name);
}

function readRefusalChanges(value: unknown, name: string): RefusalChanges {
  const { status, code, message } = readObject(value, name, ["status", "code", "message"]);
  return {
    ...(status !== undefined && { status: readWholeNumber(status, `${name}.status`, 200, 599) }),
    ...(code !== undefined && { code: readName(code, `${name}.code`) }),
    ...(message !== undefined && { message: readText(message, `${name}.message`) }),
  };
}

function readCallsPerSecond(value: unknown, name: string): number {
  return readWholeNumber(value, name, 1, MOST_CALLS_PER_SECOND);
}
