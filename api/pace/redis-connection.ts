import type { Redis } from "ioredis";

const CONNECT_MS = 1000;

const ANSWER_MS = 500;

/** A Redis that failed is left alone for so long, and longer each time. */
const AWAY_MS = { first: 2000, most: 30_000 };

/** A firewall on the way forgets a silent connection after some minutes. */
const KEEP_ALIVE_MS = 30_000;

const connections = new Map<string, RedisConnection>();

/** The connection of this process to a Redis. The first one's `notice` hears when it fails, and when it works again. */
export function redisAt(url: string, notice: (text: string) => void): RedisConnection {
  const connection = connections.get(url) ?? new RedisConnection(url, notice);
  connections.set(url, connection);
  return connection;
}

/**
 * A connection that is made when it is needed, and waited for a second at most. Nothing goes on in the background, and
 * nothing of it keeps the process from ending.
 */
export class RedisConnection {
  readonly #url: string;
  readonly #notice: (text: string) => void;
  #connected: Promise<Redis> | undefined;
  #away: { since: number; until: number; ms: number } | undefined;

  constructor(url: string, notice: (text: string) => void) {
    this.#url = url;
    this.#notice = notice;
  }

  /** How long this Redis has failed; undefined while it works. */
  get awayForMs(): number | undefined {
    return this.#away && performance.now() - this.#away.since;
  }

  /** The result of work with an ioredis client, or undefined when Redis fails. */
  async use<T>(work: (client: object) => Promise<T>): Promise<T | undefined> {
    if (this.#isLeftAlone()) return undefined;
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
      // Both ask before the first question, and would be waited for as well.
      enableReadyCheck: false,
      disableClientInfo: true,
    });
    // Why `connect` failed comes only here; without a listener, ioredis writes it to the console.
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

  #isLeftAlone(): boolean {
    return this.#away !== undefined && performance.now() < this.#away.until;
  }

  #succeed(): void {
    if (!this.#away) return;
    this.#away = undefined;
    this.#notice(`Redis at ${this.#host} works again: the pace is shared through it.`);
  }

  #fail(error: unknown): void {
    // Everything that was under way fails together.
    if (this.#isLeftAlone()) return;
    if (!this.#away) {
      this.#notice(
        `Redis at ${this.#host} cannot be used (${reasonOf(error)}). Until it can, this machine goes on at a fifth of ` +
          "the pace, so that up to five machines stay under the limit.",
      );
    }
    const now = performance.now();
    const ms = Math.min(AWAY_MS.most, this.#away ? this.#away.ms * 2 : AWAY_MS.first);
    this.#connected = undefined;
    this.#away = { since: this.#away?.since ?? now, until: now + ms, ms };
  }

  /** Without the password. */
  get #host(): string {
    return new URL(this.#url).host;
  }
}

/** Never a message: it can repeat what was sent to Redis, and the password was. */
function reasonOf(error: unknown): string {
  const { code, message, name } = error as NodeJS.ErrnoException;
  const codeOfRedis = /^[A-Z]{3,}\b/.exec(message)?.[0];
  return code ?? codeOfRedis ?? (name === "Error" ? "no answer" : name);
}
