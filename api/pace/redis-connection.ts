import { setImmediate } from "node:timers/promises";
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

/** Redis is tried again after as long as it has been failing, within these bounds. */
const BACKOFF_MS = { least: 2000, most: 30_000 };

/** Firewalls forget a silent connection after some minutes. */
const KEEP_ALIVE_MS = 30_000;

/** Connects when it is first needed, runs nothing in the background, and does not keep the process alive. */
export class RedisConnection {
  readonly #url: URL;
  readonly #notice: (text: string) => void;
  #connected: Promise<Redis> | undefined;
  #stream: Redis["stream"] | undefined;
  #failure: { since: number; retryAt: number } | undefined;

  constructor(url: string, notice: (text: string) => void) {
    this.#url = new URL(url);
    this.#notice = notice;
  }

  /** For how long this Redis has been failing; undefined while it works. */
  get failingForMs(): number | undefined {
    return this.#failure && performance.now() - this.#failure.since;
  }

  /** The result of some work with Redis, or undefined when Redis fails. */
  async use<T>(work: (redis: Redis) => Promise<T>): Promise<T | undefined> {
    if (this.#isBackingOff()) return undefined;
    try {
      const result = await work(await (this.#connected ??= this.#connect()));
      this.#succeed();
      return result;
    } catch (error) {
      this.#fail(error);
      return undefined;
    }
  }

  async #connect(): Promise<Redis> {
    const { Redis } = await import("ioredis");
    const redis = new Redis(this.#url.href, {
      lazyConnect: true,
      retryStrategy: () => null,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      connectTimeout: CONNECT_MS,
      commandTimeout: ANSWER_MS,
      keepAlive: KEEP_ALIVE_MS,
      // Each would send another command first, and wait for its answer.
      enableReadyCheck: false,
      disableClientInfo: true,
    });
    // Only this event says why connecting, AUTH or SELECT failed; without a listener, ioredis prints it to the console.
    let reason: Error | undefined;
    redis.on("error", (error: Error) => {
      reason ??= error;
    });
    redis.once("connect", () => {
      this.#stream = redis.stream.unref();
    });
    redis.once("end", () => {
      this.#connected = undefined;
    });
    try {
      await redis.connect();
      // ioredis does not wait for the answers to AUTH and SELECT. They come before this one.
      await redis.eval("return 1", 0);
      await setImmediate();
      if (reason) throw reason;
      return redis;
    } catch (error) {
      throw reason ?? error;
    }
  }

  #isBackingOff(): boolean {
    return this.#failure !== undefined && performance.now() < this.#failure.retryAt;
  }

  #succeed(): void {
    if (!this.#failure) return;
    this.#failure = undefined;
    this.#notice(`Redis at ${this.#url.host} works again: calls are coordinated through it.`);
  }

  #fail(error: unknown): void {
    // Everything in flight fails together.
    if (this.#isBackingOff()) return;
    this.#connected = undefined;
    this.#stream?.destroy();
    if (!this.#failure) {
      this.#notice(
        `Redis at ${this.#url.host} cannot be used (${reasonOf(error, this.#url)}). Until it can, this machine continues ` +
          "at a fifth of the pace, so that up to five machines stay under the limit.",
      );
    }
    const now = performance.now();
    const since = this.#failure?.since ?? now;
    this.#failure = { since, retryAt: now + Math.min(BACKOFF_MS.most, Math.max(BACKOFF_MS.least, now - since)) };
  }
}

/** Repeats nothing of an error's message, which can hold what was sent to Redis, and that includes the password. */
function reasonOf(error: unknown, { protocol, password, pathname }: URL): string {
  const { code, message, name } = error as NodeJS.ErrnoException;
  if (/^ERR .*(DB index|out of range|SELECT)/.test(message)) return `it has no database ${pathname.slice(1)}`;
  if (/^(WRONGPASS|NOAUTH|ERR invalid password)/.test(message))
    return password ? "it refuses the URL's user or password" : "it requires a password, and the URL has none";
  if (protocol === "rediss:" && code === "ETIMEDOUT")
    return "no answer over TLS; if it has no TLS, the URL starts with redis://";
  if (protocol === "redis:" && message === "Connection is closed.")
    return "it closed the connection; if it expects TLS, the URL starts with rediss://";
  const codeOfRedis = /^[A-Z]{3,}\b/.exec(message)?.[0];
  return code ?? codeOfRedis ?? (name === "Error" ? "no answer" : name);
}
