import { systemClock, type Clock } from "./clock.js";
import { createCredentials } from "./credentials/credentials.js";
import { accountOf, type CredentialsOptions } from "./credentials/options.js";
import { CamsError, isCamsError } from "./errors.js";
import { KeyedQueue } from "./keyed-queue.js";
import { problemWithRedisUrl } from "./redis-url.js";
import { withRetries } from "./pace/retry.js";
import type { PaceStatus } from "./types.js";
import { throttleFor } from "./pace/throttle-registry.js";
import { probe, type Probe } from "./probe.js";
import { RANGES } from "./ranges.js";
import type { ListedPhoneNumber, Operation, PhoneNumberKey, Settings } from "./types.js";
import { keyToQuery, phoneNumbersFromBody, settingsFromBody, settingsToQuery } from "./wire/body.js";
import { DEFAULT_ENDPOINT, parseEndpoint, type Endpoint } from "./wire/endpoint.js";
import { Sender, type Answer, type Call } from "./wire/request.js";

/**
 * Client of the service that stays under its rate limits by itself: calls of one operation start no faster than the
 * account allows, transient failures are retried at the same pace, and two calls for one number never overlap.
 * Every method throws a `CamsError`.
 */
export interface Client {
  /** Reads one number's settings. A list that the service leaves out is empty, a switch that it leaves out is off. */
  getConversationalAutomation(key: PhoneNumberKey): Promise<Settings>;
  /** Replaces all three settings of one number. Returns the request id. */
  updateConversationalAutomation(key: PhoneNumberKey, settings: Settings): Promise<string>;
  /** Lists the numbers of a space, or of the whole account. */
  queryChatappPhoneNumbers(custSpaceId?: string): Promise<ListedPhoneNumber[]>;
  /** Finds out whether an operation may be called, by calling it without parameters. Returns an error instead of throwing it. */
  probe(operation: Operation): Promise<Probe>;
  /** What an operation is doing, in all clients of the account in this process. */
  status(operation: Operation): PaceStatus;
}

/** How to reach the service, and at what pace. */
export interface ClientOptions {
  /**
   * The credentials that sign the calls.
   *
   * @default Alibaba Cloud's default chain: environment, OIDC role, profile files, ECS role, credentials URI
   */
  credentials?: CredentialsOptions | undefined;
  /** Where the credentials come from, in words for error messages. */
  credentialsSource?: string | undefined;
  /**
   * Host with an optional port. Plain HTTP is used for this machine only.
   *
   * @default "cams.ap-southeast-1.aliyuncs.com"
   */
  endpoint?: string | undefined;
  /**
   * How long an operation is retried, in seconds, from its first launch: 0.1 to 86,400. A source of credentials that
   * fails is asked again for as long.
   *
   * @default 300
   */
  retryTimeoutSeconds?: number | undefined;
  /**
   * How many calls of one operation may be in flight at the same time: 1 to 1,000; 1 means strictly one after another.
   * Clients of one account share their pace, and the first client's value counts.
   *
   * @default 16
   */
  maxInFlight?: number | undefined;
  /**
   * How long one attempt may take, in seconds, from its launch to the end of its answer: 0.1 to 600.
   *
   * @default 30
   */
  attemptTimeoutSeconds?: number | undefined;
  /**
   * A Redis server through which all machines that use the account coordinate their calls, such as
   * `rediss://:PASSWORD@HOST:PORT`. Each account needs a database of its own: `rediss://:PASSWORD@HOST:PORT/1` is a
   * second one. A client without it is not coordinated with the others. Needs the package `ioredis`.
   *
   * @default none: the processes of one user on one machine are coordinated
   */
  redisUrl?: string | undefined;
}

/** What surrounds a client: time, chance, the caller's own words, and a way to cancel. All have defaults. */
export interface ClientSurroundings {
  /** The clock for pace and retries. For tests. */
  clock?: Clock;
  /** From 0 (included) to 1 (excluded). For tests. */
  random?: () => number;
  /** Receives what a person should know although no call failed. */
  notice?: (text: string) => void;
  /** What the caller's user should do about an error; the message and `advice` of the error end with it. */
  advise?: (error: CamsError) => string | undefined;
  /**
   * Cancels all calls that wait: for their turn, for a retry, or for credentials. They fail with the kind `canceled`.
   * Calls that have left are awaited.
   */
  signal?: AbortSignal | undefined;
}

/** Calls for one number never overlap, whichever client makes them. */
const numbers = new KeyedQueue();

/**
 * Creates a client. No credentials are loaded and no call is made before a method is called.
 *
 * @param options - Credentials, endpoint and limits; all have defaults.
 * @param surroundings - Clock, randomness, notices, advice and a signal; all have defaults.
 * @throws CamsError of the kind `configuration` when an option is out of its range
 *
 * @example
 * ```ts
 * import { createClient } from "pulumi-cams/api";
 *
 * const client = createClient({ credentials: { profile: "support" } });
 * const settings = await client.getConversationalAutomation({ custSpaceId: "cams-3ie…", phoneNumber: "8613000000000" });
 * console.log(settings.prompts);
 * ```
 */
export function createClient(options: ClientOptions = {}, surroundings: ClientSurroundings = {}): Client {
  const { clock = systemClock, random = Math.random, notice = warn, advise, signal } = surroundings;
  requireOptions(options);
  const endpoint = endpointOf(options);
  const chosen = options.credentials ?? { defaultChain: true };
  const source = options.credentialsSource ?? ("profile" in chosen ? `the profile "${chosen.profile}"` : "the program");
  const patience = { timeoutMs: (options.retryTimeoutSeconds ?? 300) * 1000, clock, random, signal };
  const credentials = createCredentials(chosen, source, patience);
  const sender = new Sender(endpoint, credentials, (options.attemptTimeoutSeconds ?? 30) * 1000);
  const { maxInFlight = 16, redisUrl } = options;
  const pace = { host: endpoint.host, account: accountOf(chosen), maxInFlight, redisUrl, clock, random, notice };
  const throttleOf = (operation: Operation) => throttleFor(operation, pace);

  const perform = (call: Call): Promise<Answer> =>
    withRetries(
      () => sender.prepare(call),
      (turn, remainingMs) => sender.send(call, turn, remainingMs),
      { throttle: throttleOf(call.operation), ...patience },
    ).catch((error: unknown) => {
      throw isCamsError(error) ? explained(error, call) : error;
    });

  const performFor = (key: PhoneNumberKey, call: Call): Promise<Answer> =>
    numbers.run(JSON.stringify([endpoint.host, key.custSpaceId, key.phoneNumber]), () => perform({ ...call, key }));

  const explained = (error: CamsError, { operation, key }: Pick<Call, "operation" | "key">): CamsError => {
    const located = error.within({ operation, key });
    const advice = advise?.(located);
    return advice === undefined ? located : located.withAdvice(advice);
  };

  return {
    async getConversationalAutomation(key) {
      const operation = "GetConversationalAutomation";
      const { body, requestId } = await performFor(key, { operation, query: keyToQuery(key) });
      const settings = settingsFromBody(body);
      if (!settings) throw explained(unreadable(requestId), { operation, key });
      return settings;
    },
    async updateConversationalAutomation(key, settings) {
      const { requestId } = await performFor(key, {
        operation: "UpdateConversationalAutomation",
        query: { ...keyToQuery(key), ...settingsToQuery(settings) },
        contents: contentsOf(settings),
      });
      return requestId;
    },
    async queryChatappPhoneNumbers(custSpaceId) {
      const query: Record<string, string> = custSpaceId === undefined ? {} : { CustSpaceId: custSpaceId };
      const operation = "QueryChatappPhoneNumbers";
      const { body, requestId } = await perform({ operation, query });
      const listed = phoneNumbersFromBody(body);
      if (!listed) throw explained(unreadable(requestId), { operation });
      return listed;
    },
    probe: (operation) => probe(() => perform({ operation, query: {} })),
    status: (operation) => throttleOf(operation).status(),
  };
}

function warn(text: string): void {
  process.emitWarning(text);
}

function unreadable(requestId: string): CamsError {
  return new CamsError("unreadable", { requestId, text: "unexpected answer" });
}

function requireOptions(options: ClientOptions): void {
  for (const [name, { least, most, isWhole }] of Object.entries(RANGES)) {
    const value = options[name as keyof typeof RANGES];
    if (value === undefined || (value >= least && value <= most && !(isWhole && !Number.isInteger(value)))) continue;
    const what = isWhole ? "a whole number" : "a number";
    throw new CamsError("configuration", { text: `${name}: Expected ${what} from ${least} to ${most}` });
  }
  const redisProblem = options.redisUrl === undefined ? undefined : problemWithRedisUrl(options.redisUrl);
  if (redisProblem !== undefined) throw new CamsError("configuration", { text: `redisUrl: ${redisProblem}` });
}

function endpointOf(options: ClientOptions): Endpoint {
  const endpoint = parseEndpoint(options.endpoint ?? DEFAULT_ENDPOINT);
  if (typeof endpoint === "string") throw new CamsError("configuration", { text: `endpoint: ${endpoint}` });
  return endpoint;
}

/** The texts of the settings, which no message may repeat. */
function contentsOf({ prompts, commands }: Settings): string[] {
  return [...prompts, ...commands.flatMap(({ commandName, commandDescription }) => [commandName, commandDescription])];
}
