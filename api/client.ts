import { systemClock, type Clock } from "./clock.js";
import { accountOf, createCredentials, type CredentialsOptions } from "./credentials/credentials.js";
import { DEFAULT_ENDPOINT, parseEndpoint, type Endpoint } from "./wire/endpoint.js";
import { CamsError, isCamsError } from "./errors.js";
import { KeyedQueue } from "./keyed-queue.js";
import { Sender, type Answer, type Call } from "./wire/request.js";
import { probe, type Probe } from "./probe.js";
import { RANGES } from "./ranges.js";
import { withRetries } from "./pace/retry.js";
import { problemWithRedisUrl } from "./pace/redis-url.js";
import { throttleFor } from "./pace/throttle-registry.js";
import type { PaceStatus } from "./pace/throttle.js";
import type { ListedPhoneNumber, Operation, PhoneNumberKey, Settings } from "./types.js";
import { keyToQuery, phoneNumbersFromBody, settingsFromBody, settingsToQuery } from "./wire/body.js";

/** How to reach the service, and at what pace. */
export interface ClientOptions {
  /**
   * Whose credentials sign the calls.
   *
   * @default Alibaba Cloud's default chain: environment, OIDC role, profile files, ECS role, credentials URI
   */
  credentials?: CredentialsOptions | undefined;
  /** Where the credentials come from, in words for error messages. */
  credentialsSource?: string | undefined;
  /**
   * Host with an optional port. Plain HTTP is used to this machine only.
   *
   * @default "cams.ap-southeast-1.aliyuncs.com"
   */
  endpoint?: string | undefined;
  /**
   * How long an operation is retried, in seconds, counted from its first launch: 0.1 to 86,400.
   *
   * @default 300
   */
  retryTimeoutSeconds?: number | undefined;
  /**
   * Calls of one operation that may be under way at the same time: 1 to 1,000; 1 means strictly one after another.
   * Clients of one account share their pace, and the first one's value counts.
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
   * A Redis through which all machines that use the account share its pace, as `rediss://:PASSWORD@HOST:PORT`; for
   * another account with a database of its own, as `rediss://:PASSWORD@HOST:PORT/1`. All who use the account have to set
   * it. Needs the packages `ioredis` and `rate-limiter-flexible`.
   *
   * @default none: the pace is shared by the processes of one machine
   */
  redisUrl?: string | undefined;
}

/** What a program does not choose: time and chance, which only tests give, and who hears of what. */
export interface ClientSurroundings {
  /** The time by which calls are paced and retried. */
  clock?: Clock;
  /** From 0 (included) to 1 (excluded). */
  random?: () => number;
  /** Hears what a person should know although no call failed. */
  notice?: (text: string) => void;
}

/**
 * Client of the service that stays under its limits by itself: calls of one operation start no faster than
 * the account may, passing failures are retried at the same pace, and two calls for one number never overlap.
 * Every method throws a `CamsError`.
 */
export interface Client {
  /** Reads one number's settings. Lists that the service leaves out are empty, a switch that it leaves out is off. */
  getConversationalAutomation(key: PhoneNumberKey): Promise<Settings>;
  /** Replaces all three settings of one number. Returns the request id. */
  updateConversationalAutomation(key: PhoneNumberKey, settings: Settings): Promise<string>;
  /** Lists the numbers of a space, or of the whole account. */
  queryChatappPhoneNumbers(custSpaceId?: string): Promise<ListedPhoneNumber[]>;
  /** Learns whether an operation may be called, by a call without parameters. What is in the way is not thrown. */
  probe(operation: Operation): Promise<Probe>;
  /** What an operation is doing, in all clients of the account in this process. */
  status(operation: Operation): PaceStatus;
}

/** Two calls for one number never overlap, whichever client makes them. */
const numbers = new KeyedQueue();

/**
 * Makes a client. It loads no credentials and makes no call before a method is called.
 *
 * @param options - Whose credentials, which endpoint, and how patient; all have defaults.
 * @param surroundings - Time, chance and who hears of what; all have defaults.
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
  const { clock = systemClock, random = Math.random, notice = warn } = surroundings;
  requireOptions(options);
  const endpoint = endpointOf(options);
  const chosen = options.credentials ?? { defaultChain: true };
  const source = options.credentialsSource ?? ("profile" in chosen ? `the profile "${chosen.profile}"` : "the program");
  const sender = new Sender(endpoint, createCredentials(chosen, source), (options.attemptTimeoutSeconds ?? 30) * 1000);
  const { maxInFlight = 16, redisUrl } = options;
  const pace = { host: endpoint.host, account: accountOf(chosen), maxInFlight, redisUrl, clock, random, notice };
  const throttleOf = (operation: Operation) => throttleFor(operation, pace);

  const perform = (call: Call): Promise<Answer> =>
    withRetries(
      () => sender.prepare(call),
      (accessKey, turn, remainingMs) => sender.send(call, accessKey, turn, remainingMs),
      {
        throttle: throttleOf(call.operation),
        timeoutMs: (options.retryTimeoutSeconds ?? 300) * 1000,
        clock,
        random,
        forgetCredentials: () => {
          sender.forgetCredentials();
        },
      },
    ).catch((error: unknown) => {
      const { operation, key } = call;
      throw isCamsError(error) ? error.within({ operation, key }) : error;
    });

  const performFor = (key: PhoneNumberKey, call: Call): Promise<Answer> =>
    numbers.run(JSON.stringify([endpoint.host, key.custSpaceId, key.phoneNumber]), () => perform({ ...call, key }));

  return {
    async getConversationalAutomation(key) {
      const operation = "GetConversationalAutomation";
      const { body, requestId } = await performFor(key, { operation, query: keyToQuery(key) });
      const settings = settingsFromBody(body);
      if (!settings) throw new CamsError("unreadable", { operation, key, requestId, text: "unexpected answer" });
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
      if (!listed) throw new CamsError("unreadable", { operation, requestId, text: "unexpected answer" });
      return listed;
    },
    probe: (operation) => probe(() => perform({ operation, query: {} })),
    status: (operation) => throttleOf(operation).status(),
  };
}

function warn(text: string): void {
  process.emitWarning(text);
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

function contentsOf({ prompts, commands }: Settings): string[] {
  return [...prompts, ...commands.flatMap(({ commandName, commandDescription }) => [commandName, commandDescription])];
}
