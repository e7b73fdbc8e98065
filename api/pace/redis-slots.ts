import { randomInt } from "node:crypto";
import type { RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";
import { CamsError } from "../errors.js";
import { redisAt, type RedisConnection } from "./redis-connection.js";
import { problemWithRedisUrl } from "./redis-url.js";
import type { SharedSlots, Taken } from "./slots.js";

export interface RedisSlotsOptions {
  /** `redis:` or `rediss:`. It can hold a password, and no message shows more of it than the host. */
  url: string;
  /** Same name, same slots. */
  name: string;
  slots: number;
  /** The slots of this machine while Redis fails: a fifth of them, so that up to five machines stay under the limit. */
  fallback: SharedSlots;
  /** Hears, once each time, that Redis fails and that it works again. */
  notice: (text: string) => void;
}

/**
 * The slots of all processes that use the same Redis. It is connected to when the first one is taken.
 *
 * @throws CamsError of the kind `configuration` when the URL is none, or a package is missing
 */
export function connectRedisSlots(options: RedisSlotsOptions): SharedSlots {
  const problem = problemWithRedisUrl(options.url);
  if (problem !== undefined) throw new CamsError("configuration", { text: `redisUrl: ${problem}` });
  return new RedisSlots(options);
}

/** Of a process; the slots that it takes are numbered below. The sum is exact up to 2^53. */
const OWNERS = 9_000_000_000;
const SLOTS_OF_OWNER = 1_000_000;

/** What has taken longer than this to leave rests from when it left. */
const LATE_MS = 5;

/**
 * A sorted set of what was taken in the last seconds: by whom, and when it is free again, on Redis's own clock. To take a
 * slot again makes it rest from now on. A process that has taken more than an equal share may take a slot only 10 ms
 * after it is free, for each one too many, so that others come first. That never adds up to more than 50 ms.
 *
 * rate-limiter-flexible passes the points, the seconds and the limit, and wants the points consumed and the
 * milliseconds until the next; more points than the limit are a refusal:
 * https://github.com/animir/node-rate-limiter-flexible/blob/master/lib/RateLimiterRedis.js
 */
const TAKE_SLOT = `
local key, id, rest, slots = KEYS[1], ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
redis.call('ZREMRANGEBYSCORE', key, '-inf', now - 5000)
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
if wait > 0 and not redis.call('ZSCORE', key, id) then return {slots + 1, math.ceil(wait)} end
redis.call('ZADD', key, now + rest, id)
redis.call('PEXPIRE', key, 60000)
return {1, 0}
`;

class RedisSlots implements SharedSlots {
  readonly #connection: RedisConnection;
  readonly #name: string;
  readonly #slots: number;
  readonly #fallback: SharedSlots;
  readonly #limiters = new WeakMap<object, RateLimiterRedis>();
  readonly #owner = randomInt(1, OWNERS) * SLOTS_OF_OWNER;
  #taken = 0;

  constructor({ url, name, slots, fallback, notice }: RedisSlotsOptions) {
    this.#connection = redisAt(url, notice);
    this.#name = name;
    this.#slots = slots;
    this.#fallback = fallback;
  }

  async take(restMs: number): Promise<Taken | { freeInMs: number }> {
    this.#taken = (this.#taken + 1) % SLOTS_OF_OWNER;
    const id = this.#owner + this.#taken;
    const answer = await this.#ask(id, restMs);
    if (!answer) return await this.#takeWithoutRedis(restMs);
    if (answer.consumedPoints > this.#slots) return { freeInMs: answer.msBeforeNext };
    const takenAt = performance.now();
    return {
      retake: () => {
        if (performance.now() > takenAt + LATE_MS) void this.#ask(id, restMs);
      },
    };
  }

  #ask(id: number, restMs: number): Promise<RateLimiterRes | undefined> {
    return this.#connection.use(async (client) => {
      const limiter = await this.#limiterFor(client);
      try {
        return await limiter.consume(this.#name, id, { customDuration: Math.ceil(restMs) });
      } catch (refusal) {
        if (refusal instanceof Error) throw refusal;
        return refusal as RateLimiterRes;
      }
    });
  }

  async #limiterFor(client: object): Promise<RateLimiterRedis> {
    const { RateLimiterRedis } = await import("rate-limiter-flexible");
    const limiter =
      this.#limiters.get(client) ??
      new RateLimiterRedis({
        storeClient: client,
        keyPrefix: "pulumi-cams",
        points: this.#slots,
        duration: 1,
        customIncrTtlLuaScript: TAKE_SLOT,
      });
    this.#limiters.set(client, limiter);
    return limiter;
  }

  /** What was taken in Redis before it failed rests still. */
  async #takeWithoutRedis(restMs: number): Promise<Taken | { freeInMs: number }> {
    const restingMs = restMs - (this.#connection.awayForMs ?? 0);
    return restingMs > 0 ? { freeInMs: restingMs } : await this.#fallback.take(restMs);
  }
}
