import { randomInt } from "node:crypto";
import { redisAt, type RedisConnection } from "./redis-connection.js";
import type { SharedSlots, TakenSlot } from "./slots.js";

/** The slots of all processes that use the same Redis. It connects when the first slot is taken. */
export class RedisSlots implements SharedSlots {
  readonly #connection: RedisConnection;
  readonly #key: string;
  readonly #slots: number;
  readonly #fallback: SharedSlots;
  readonly #owner = randomInt(1, OWNERS) * SLOTS_OF_OWNER;
  #taken = 0;

  constructor({ url, name, slots, fallback, notice }: RedisSlotsOptions) {
    this.#connection = redisAt(url, notice);
    this.#key = `pulumi-cams:${name}`;
    this.#slots = slots;
    this.#fallback = fallback;
  }

  async take(restMs: number): Promise<TakenSlot | { freeInMs: number }> {
    this.#taken = (this.#taken + 1) % SLOTS_OF_OWNER;
    const id = this.#owner + this.#taken;
    const freeInMs = await this.#ask(id, restMs);
    if (freeInMs === undefined) return await this.#takeWithoutRedis(restMs);
    if (freeInMs > 0) return { freeInMs };
    const takenAt = performance.now();
    return {
      retake: () => {
        if (performance.now() > takenAt + LATE_MS) void this.#ask(id, restMs);
      },
    };
  }

  #ask(id: number, restMs: number): Promise<number | undefined> {
    return this.#connection.use(async (redis) =>
      Number(await redis.eval(TAKE_SLOT, 1, this.#key, id, Math.ceil(restMs), this.#slots)),
    );
  }

  /** The slots that were taken in Redis before it failed still rest. */
  async #takeWithoutRedis(restMs: number): Promise<TakenSlot | { freeInMs: number }> {
    const restingMs = restMs - (this.#connection.failingForMs ?? 0);
    return restingMs > 0 ? { freeInMs: restingMs } : await this.#fallback.take(restMs);
  }
}

export interface RedisSlotsOptions {
  /** `redis:` or `rediss:`. It can hold a password, so messages show its host only. */
  url: string;
  /** Same name, same slots. */
  name: string;
  slots: number;
  /** The slots of this machine while Redis fails: a fifth of all, so that up to five machines stay under the limit. */
  fallback: SharedSlots;
  /** Receives one text when Redis fails, and one when it works again. */
  notice: (text: string) => void;
}

/**
 * Takes a slot: returns 0, or in how many milliseconds one may be free. The sorted set holds what was taken in the last
 * seconds: by whom, and when it is free again on Redis's own clock. If that is more than two rests away, the clock was
 * set back, since no process's rest is twice another's. Taking a slot again makes it rest from now on. A process that has
 * taken more than an equal share may take a slot only 10 ms after it is free for each one too many, at most 50 ms, so
 * that the others come first.
 */
const TAKE_SLOT = `
local key, id, rest, slots = KEYS[1], ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
redis.call('ZREMRANGEBYSCORE', key, '-inf', now - 5000)
redis.call('ZREMRANGEBYSCORE', key, now + 2 * rest, 'inf')
local taken = redis.call('ZRANGE', key, 0, -1, 'WITHSCORES')

local owners, known, own = 0, {}, 0
for i = 1, #taken, 2 do
  local owner = string.sub(taken[i], 1, -7)
  if not known[owner] then owners = owners + 1 end
  known[owner] = true
  if owner == string.sub(id, 1, -7) then own = own + 1 end
end
local tooMany = own - #taken / 2 / math.max(owners, 1)
local stepBack = math.min(50, 10 * math.max(tooMany, 0))

local firstResting = taken[#taken - 2 * slots + 2]
local wait = firstResting and firstResting + stepBack - now or 0
if wait > 0 and not redis.call('ZSCORE', key, id) then return math.ceil(wait) end
redis.call('ZADD', key, now + rest, id)
redis.call('PEXPIRE', key, 60000)
return 0
`;

/** An id is its process's number with six digits of its own behind it. The sum is exact up to 2^53. */
const OWNERS = 9_000_000_000;
const SLOTS_OF_OWNER = 1_000_000;

/** A request that took longer than this to leave makes its slot rest from when it left. */
const LATE_MS = 5;
