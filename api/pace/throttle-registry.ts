import { systemClock, type Clock } from "../clock.js";
import { MetaLimit } from "./meta-limit.js";
import { shareSlots } from "./choose-slots.js";
import { Throttle } from "./throttle.js";
import type { Operation } from "../types.js";

/** Whose pace, and what it goes by. */
export interface Pace {
  /** Of the service. */
  host: string;
  /** As far as a machine can tell: the access key or the profile, for instance. */
  account: string;
  maxInFlight: number;
  redisUrl: string | undefined;
  clock: Clock;
  random: () => number;
  notice: (text: string) => void;
}

/**
 * Calls per second that the service allows an account for each operation.
 * Source: the operations' pages, for instance
 * https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-updateconversationalautomation
 */
const CALLS_PER_SECOND: Record<Operation, number> = {
  GetConversationalAutomation: 5,
  UpdateConversationalAutomation: 5,
  QueryChatappPhoneNumbers: 10,
};

/** The limit is the account's, so all clients of this process that use the same credentials share one pace. */
const throttles = new Map<string, Throttle>();

/** Meta's limit knows no operations. */
const metaLimits = new Map<string, MetaLimit>();

/** The pace of one operation of an account; the first client of the account decides how it is made. */
export function throttleFor(operation: Operation, pace: Pace): Throttle {
  const { host, account, maxInFlight, redisUrl, clock, random, notice } = pace;
  return getOrMake(throttles, JSON.stringify([host, account, operation]), () => {
    const callsPerSecond = CALLS_PER_SECOND[operation];
    const sharing = { limit: [host, operation], account, slots: callsPerSecond, redisUrl, notice };
    // A clock of a test's own cannot be shared.
    const shared = clock === systemClock ? shareSlots(sharing) : undefined;
    const metaLimit = getOrMake(metaLimits, JSON.stringify([host, account]), () => new MetaLimit());
    return new Throttle({ callsPerSecond, maxInFlight, clock, random, shared, metaLimit });
  });
}

function getOrMake<T>(map: Map<string, T>, name: string, make: () => T): T {
  const made = map.get(name) ?? make();
  map.set(name, made);
  return made;
}
