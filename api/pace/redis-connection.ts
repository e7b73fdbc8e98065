import type { Redis } from "ioredis";

/** This process's connection to a Redis. The first caller's `notice` learns when it fails and when it works again. */
export function redisAt(url: string, notice: (text: string) => void): RedisConnection {
  const connection = connections.get(url) ?? new RedisConnection(url, notice);
  connections.set(url, connection);
  return connection;
}

const connections = new Map<string, RedisConnection>();

const CONNECT_MS = 1000;

const ANSWER_MS = 500;

/** After a failure Redis is not tried again for this long, and twice as long each time. */
const BACKOFF_MS = { first: 2000, most: 30_000 };

/** Firewalls forget a silent connection after some minutes. */
const KEEP_ALIVE_MS = 30_000;

/**
 * A connection that is made when it is first needed, with at most a second's wait. It runs nothing in the background and
 * does not keep the process alive.
 */
export class RedisConnection {
  readonly #url: string;
  readonly #notice: (text: string) => void;
  #connected: Promise<Redis> | undefined;
  #failure: { since: number; retryAt: number; backoffMs: number } | undefined;

  constructor(url: string, notice: (text: string) => void) {
    this.#url = url;
    this.#notice = notice;
  }

  /** For how long this Redis has been failing; undefined while it works. */
  get failingForMs(): number | undefined {
    return this.#failure && performance.now() - this.#failure.since;
  }

  /** The result of some work with Redis, or undefined when Redis fails. */
  async use<T>(work: (redis: Redis) => Promise<T>): Promise<T | undefined> {
    if (this.#isBackingOff()) return undefined;
    const connected = (this.#connected ??= this.#connect());
    try {
      const result = await work(await connected);
      this.#succeed();
      return result;
    } catch (error) {
      void connected.then(
        (redis) => redis.stream.destroy(),
        () => undefined,
      );
      this.#fail(error);
      return undefined;
    }
  }

  async #connect(): Promise<Redis> {
    const { Redis } = await import("ioredis");
    const redis = new Redis(this.#url, {
      lazyConnect: true,
      retryStrategy: () => null,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      connectTimeout: CONNECT_MS,
      commandTimeout: ANSWER_MS,
      keepAlive: KEEP_ALIVE_MS,
      // Each would send a command before the first one, and wait for its answer.
      enableReadyCheck: false,
      disableClientInfo: true,
    });
    // Only this event says why `connect` failed; without a listener, ioredis prints it to the console.
    let reason: Error | undefined;
    redis.on("error", (error: Error) => {
      reason ??= error;
    });
    redis.once("connect", () => redis.stream.unref());
    redis.once("end", () => {
      this.#connected = undefined;
    });
    try {
      await redis.connect();
    } catch (error) {
      throw reason ?? error;
    }
    return redis;
  }

  #isBackingOff(): boolean {
    return this.#failure !== undefined && performance.now() < this.#failure.retryAt;
  }

  #succeed(): void {
    if (!this.#failure) return;
    this.#failure = undefined;
    this.#notice(`Redis at ${this.#host} works again: calls are coordinated through it.`);
  }

  #fail(error: unknown): void {
    // Everything in flight fails together.
    if (this.#isBackingOff()) return;
    if (!this.#failure) {
      this.#notice(
        `Redis at ${this.#host} cannot be used (${reasonOf(error)}). Until it can, this machine continues at a fifth of ` +
          "the pace, so that up to five machines stay under the limit.",
      );
    }
    const now = performance.now();
    const backoffMs = Math.min(BACKOFF_MS.most, this.#failure ? this.#failure.backoffMs * 2 : BACKOFF_MS.first);
    this.#connected = undefined;
    this.#failure = { since: this.#failure?.since ?? now, retryAt: now + backoffMs, backoffMs };
  }

  /** Without the password. */
  get #host(): string {
    return new URL(this.#url).host;
  }
}

/** Never the message: it can repeat what was sent to Redis, and that includes the password. */
function reasonOf(error: unknown): string {
  const { code, message, name } = error as NodeJS.ErrnoException;
  const codeOfRedis = /^[A-Z]{3,}\b/.exec(message)?.[0];
  return code ?? codeOfRedis ?? (name === "Error" ? "no answer" : name);
}
