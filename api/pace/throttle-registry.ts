import { systemClock, type Clock } from "../clock.js";
import { CALLS_PER_SECOND } from "./rate-limits.js";
import type { Operation } from "../types.js";
import { chooseSlots } from "./choose-slots.js";
import { MetaLimit } from "./meta-limit.js";
import { Throttle } from "./throttle.js";

/** The throttle of one operation of an account, created by the account's first client in this process. */
export function throttleFor(operation: Operation, pace: Pace): Throttle {
  const { host, account, maxInFlight, redisUrl, clock, random, notice } = pace;
  return getOrCreate(throttles, JSON.stringify([host, account, operation]), () => {
    const callsPerSecond = CALLS_PER_SECOND[operation];
    const slotsOptions = { limit: [host, operation], account, slots: callsPerSecond, redisUrl, notice };
    // A test's own clock cannot be shared with other processes.
    const shared = clock === systemClock ? chooseSlots(slotsOptions) : undefined;
    const metaLimit = getOrCreate(metaLimits, JSON.stringify([host, account]), () => new MetaLimit());
    return new Throttle({ callsPerSecond, maxInFlight, clock, random, shared, metaLimit });
  });
}

/** What a client's calls are throttled by. */
export interface Pace {
  /** Of the service. */
  host: string;
  /** As far as this machine can tell: the access key or the profile, for instance. */
  account: string;
  maxInFlight: number;
  redisUrl: string | undefined;
  clock: Clock;
  random: () => number;
  notice: (text: string) => void;
}

/** The rate limits are the account's, so all clients of this process with the same credentials share their throttles. */
const throttles = new Map<string, Throttle>();

/** Meta's limit does not distinguish operations. */
const metaLimits = new Map<string, MetaLimit>();

function getOrCreate<T>(map: Map<string, T>, name: string, create: () => T): T {
  const existing = map.get(name) ?? create();
  map.set(name, existing);
  return existing;
}
