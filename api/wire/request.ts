import { randomBytes } from "node:crypto";
import { createRequire } from "node:module";
import OpenApi, { Config, OpenApiRequest, Params } from "@alicloud/openapi-client";
import { classify, failureIn, type CallFacts } from "./classify.js";
import type { Credentials } from "../credentials/credentials.js";
import type { AccessKey } from "../credentials/options.js";
import type { Endpoint } from "./endpoint.js";
import { CamsError } from "../errors.js";
import { watchExchange, type Exchange } from "./http-exchange.js";
import type { Turn } from "../pace/throttle.js";
import type { Operation, PhoneNumberKey } from "../types.js";
import { requestIdOf, type Body } from "./body.js";

/** Sends calls, one attempt each, through Alibaba Cloud's official client. */
export class Sender {
  readonly #endpoint: Endpoint;
  readonly #credentials: Credentials;
  readonly #timeoutMs: number;
  #client: { client: OpenApi; accessKey: AccessKey } | undefined;

  /** `timeoutMs` limits one attempt, from its launch to the end of the answer. */
  constructor(endpoint: Endpoint, credentials: Credentials, timeoutMs: number) {
    this.#endpoint = endpoint;
    this.#credentials = credentials;
    this.#timeoutMs = timeoutMs;
  }

  /** Fetches the credentials, which can take longer than the call. */
  async prepare(call: Call): Promise<void> {
    try {
      await this.#credentials.resolve();
    } catch (error) {
      throw classify(error, this.#factsOf(call, undefined, []));
    }
  }

  async send(call: Call, turn: Turn, remainingMs: number): Promise<Answer> {
    const accessKey = this.#credentials.latest;
    // Another call found this out while this one waited for its turn. A turn is too short to fetch a new session.
    if (!accessKey) throw classify(new CamsError("token-expired"), this.#factsOf(call, undefined, []));
    const nonce = randomBytes(16).toString("hex");
    const exchange = watchExchange(nonce, () => {
      turn.sent();
    });
    const { accessKeyId, accessKeySecret, securityToken = "" } = accessKey;
    const secrets = [...(call.contents ?? []), accessKeyId, accessKeySecret, securityToken];
    try {
      const timeoutMs = Math.min(this.#timeoutMs, remainingMs);
      const answer = this.#clientFor(accessKey).callApi(paramsOf(call), requestOf(call, nonce), runtimeOf(timeoutMs));
      const { body } = (await withDeadline(answer, timeoutMs, exchange)) as { body: unknown };
      const failure = failureIn(body, this.#factsOf(call, exchange, secrets));
      if (failure) throw failure;
      return { body: body as Body, requestId: requestIdOf(body as Body) ?? "" };
    } catch (error) {
      const failure = classify(error, this.#factsOf(call, exchange, secrets));
      if (failure.kind === "token-expired") this.#credentials.forget(accessKey);
      throw failure;
    } finally {
      if (exchange.statusCode !== undefined) hostsThatAnswered.add(this.#endpoint.host);
      exchange.close();
    }
  }

  #clientFor(accessKey: AccessKey): OpenApi {
    if (this.#client?.accessKey !== accessKey) {
      const { host, protocol } = this.#endpoint;
      const client = new OpenApi(new Config({ ...accessKey, endpoint: host, protocol, userAgent: USER_AGENT }));
      this.#client = { client, accessKey };
    }
    return this.#client.client;
  }

  #factsOf(call: Call, exchange: Exchange | undefined, secrets: readonly string[]): CallFacts {
    const { operation, key } = call;
    return {
      details: {
        operation,
        key,
        endpoint: this.#endpoint.host,
        statusCode: exchange?.statusCode,
        requestId: exchange?.requestId,
        retryAfterMs: exchange?.retryAfterMs,
        clockAheadMs: exchange?.clockAheadMs,
        credentialsSource: this.#credentials.source,
      },
      secrets,
      isLoopback: this.#endpoint.isLoopback,
      hasAnswered: hostsThatAnswered.has(this.#endpoint.host),
      isPage: exchange?.isPage === true,
    };
  }
}

/** One call to the service. */
export interface Call {
  operation: Operation;
  key?: PhoneNumberKey;
  query: Record<string, string>;
  /** The texts of the settings, which no message may repeat. */
  contents?: readonly string[];
}

export interface Answer {
  body: Body;
  requestId: string;
}

const hostsThatAnswered = new Set<string>();

const API_VERSION = "2020-06-06";

/** Identifies our calls to the service. */
const USER_AGENT = `pulumi-cams/${ownVersion()}`;

function ownVersion(): string {
  const { version } = createRequire(__filename)("pulumi-cams/package.json") as { version: string };
  return version;
}

/** The RPC style of Alibaba Cloud: the operation is a header, the parameters are the query. */
function paramsOf({ operation }: Call): Params {
  return new Params({
    action: operation,
    version: API_VERSION,
    protocol: "HTTPS",
    pathname: "/",
    method: "POST",
    authType: "AK",
    style: "RPC",
    reqBodyType: "formData",
    bodyType: "json",
  });
}

function requestOf({ query }: Call, nonce: string): OpenApiRequest {
  return new OpenApiRequest({ query, headers: { "x-acs-signature-nonce": nonce } });
}

type RuntimeOptions = Parameters<OpenApi["callApi"]>[2];

/** The client's `connectTimeout` is really the longest idle time of a socket; only equal values mean what they say. */
function runtimeOf(timeoutMs: number): RuntimeOptions {
  return { autoretry: false, readTimeout: timeoutMs, connectTimeout: timeoutMs } as unknown as RuntimeOptions;
}

/** The client loses its own timer on a reused connection, and cannot end a body that never ends. */
async function withDeadline<T>(answer: Promise<T>, timeoutMs: number, exchange: Exchange): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new CamsError("timeout", { text: `no answer within ${Math.ceil(timeoutMs / 1000)} s` }));
      exchange.abort();
    }, timeoutMs);
  });
  try {
    return await Promise.race([answer, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
