import type { Call, Changes, Fault, NumberSettings, Operation, RateLimit } from "./data.js";

/** What the page knows of the emulator. */
export interface PageState {
  /** Whether the emulator has told anything yet. */
  readonly isLoaded: boolean;
  /** By key, in the order in which each first appeared. */
  readonly numbers: ReadonlyMap<string, NumberSettings>;
  /** The last calls, in order of arrival. */
  readonly calls: readonly Call[];
  readonly faults: readonly Fault[];
  readonly operations: readonly Operation[];
  readonly rateLimit: RateLimit;
}

export const NOTHING_KNOWN: PageState = {
  isLoaded: false,
  numbers: new Map(),
  calls: [],
  faults: [],
  operations: [],
  rateLimit: "sliding",
};

/** What the page knows after it was told of changes. Parts that have not changed stay the same objects. */
export function applyChanges(state: PageState, changes: Changes): PageState {
  const { numbers, calls } = changes.isWhole ? NOTHING_KNOWN : state;
  return {
    isLoaded: true,
    numbers: changes.numbers.reduce(withNumber, numbers),
    calls: withCalls(calls, changes.calls),
    faults: changes.faults,
    operations: changes.operations,
    rateLimit: changes.behaviour.rateLimit,
  };
}

/** The numbers with one number's settings replaced. */
export function withNumber(
  numbers: ReadonlyMap<string, NumberSettings>,
  number: NumberSettings,
): ReadonlyMap<string, NumberSettings> {
  return new Map(numbers).set(keyOf(number), number);
}

/** What tells a number from all others. */
export function keyOf({ custSpaceId, phoneNumber }: NumberId): string {
  return JSON.stringify([custSpaceId, phoneNumber]);
}

export type NumberId = Pick<NumberSettings, "custSpaceId" | "phoneNumber">;

const MOST_CALLS = 1_000;

function withCalls(calls: readonly Call[], changed: readonly Call[]): readonly Call[] {
  if (changed.length === 0) return calls;
  const byIndex = new Map([...calls, ...changed].map((call) => [call.index, call]));
  return [...byIndex.values()].sort((a, b) => a.index - b.index).slice(-MOST_CALLS);
}
