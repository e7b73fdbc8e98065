import type { AccessKey, Endpoint, ErrorKind } from "../../api/index.js";
import type { Clock } from "../clock.js";
import { readFailure, readReply, type Answer, type Lost } from "./answer.js";
import { Exchange } from "./exchange.js";
import { INTERRUPTED, NoAnswer, Stopped } from "./no-answer.js";
import { signedRequest, type CallPlan } from "./signed-request.js";

/** How to reach the service. */
export interface CallerOptions {
  readonly endpoint: Endpoint;
  readonly credentials: CallerCredentials;
  readonly clock: Clock;
  /** What no text may contain: the space and the number. */
  readonly secrets: readonly string[];
  /** How long an attempt may take. */
  readonly timeoutMs?: number | undefined;
  /** Ends the probes. */
  readonly signal?: AbortSignal | undefined;
}

/** The part of the client's credentials that is used. */
interface CallerCredentials {
  readonly latest: AccessKey | undefined;
  resolve(): Promise<AccessKey>;
  forget(expired: AccessKey): void;
}

/** Calls made, by operation. */
export type Calls = Readonly<Record<string, number>>;

/** Makes calls one after another, each operation more slowly than its limit, and retries those that were lost. */
export class Caller {
  readonly #options: CallerOptions;
  readonly #exchange: Exchange;
  readonly #nextAt = new Map<string, number>();
  readonly #calls: Record<string, number> = {};
  #gapMs = GAP_MS;

  constructor(options: CallerOptions) {
    this.#options = options;
    this.#exchange = new Exchange(options.endpoint, options.timeoutMs ?? TIMEOUT_MS);
  }

  get calls(): Calls {
    return { ...this.#calls };
  }

  /**
   * Makes a call until it is answered.
   *
   * @param deliberate - What the call provokes; any other refusal that is about the credentials is no answer.
   * @throws NoAnswer
   */
  async call(plan: CallPlan, deliberate: readonly ErrorKind[] = []): Promise<Answer> {
    for (let attempt = 1; ; attempt += 1) {
      await this.#takeTurn(plan.operation);
      const answer = await this.once(plan);
      if (!("lost" in answer)) return requireMeant(answer, deliberate);
      if (answer.kind === "meta-limit") throw new Stopped(`Meta's limit is used up (${answer.lost})`);
      if (attempt >= MOST_ATTEMPTS) throw new NoAnswer(`${answer.lost}, ${attempt} times`);
      if (answer.kind === "throttled") this.#gapMs = Math.min(2 * this.#gapMs, LONGEST_GAP_MS);
      const { clock, signal } = this.#options;
      await clock.sleepUntil(clock.now() + Math.max(answer.retryAfterMs, 500 * 2 ** attempt), [], signal);
    }
  }

  /** Makes a call at once, and only once. */
  async once(plan: CallPlan): Promise<Answer | Lost> {
    const { signal, clock, endpoint, credentials, secrets } = this.#options;
    if (signal?.aborted) throw new Stopped(INTERRUPTED);
    const key = credentials.latest ?? (await credentials.resolve());
    this.#calls[plan.operation] = (this.#calls[plan.operation] ?? 0) + 1;
    try {
      const reply = await this.#exchange.send(signedRequest(plan, endpoint.host, key, clock.now()));
      const { accessKeyId, accessKeySecret, securityToken = "" } = key;
      const answer = readReply(reply, [...secrets, accessKeyId, accessKeySecret, securityToken]);
      if (answer.refusal?.kind === "token-expired") {
        credentials.forget(key);
        return { lost: "the session had expired", kind: "unavailable", retryAfterMs: 0, refusal: undefined };
      }
      return answer;
    } catch (error) {
      return readFailure(error);
    }
  }

  close(): void {
    this.#exchange.close();
  }

  async #takeTurn(operation: string): Promise<void> {
    const { clock, signal } = this.#options;
    await clock.sleepUntil(this.#nextAt.get(operation) ?? 0, [], signal);
    this.#nextAt.set(operation, clock.now() + this.#gapMs);
  }
}

/** The documented limits are 5 calls per second, so this leaves room for others who use the account. */
const GAP_MS = 300;
const LONGEST_GAP_MS = 5000;
const MOST_ATTEMPTS = 5;
const TIMEOUT_MS = 15_000;

/** What is wrong with the caller, and says nothing about the call. */
const ABOUT_THE_CALLER: readonly ErrorKind[] = [
  "access-key",
  "signature",
  "token",
  "clock",
  "permission",
  "subscription",
  "not-the-service",
];

function requireMeant(answer: Answer, deliberate: readonly ErrorKind[]): Answer {
  const { refusal } = answer;
  if (refusal && ABOUT_THE_CALLER.includes(refusal.kind) && !deliberate.includes(refusal.kind))
    throw new NoAnswer(`HTTP ${refusal.status} ${refusal.code}`);
  return answer;
}
