import { isTransient } from "../../api/errors.js";
import type { ErrorKind } from "../../api/index.js";
import { fieldOf, isRecord, type Body } from "../../api/wire/body.js";
import { classify, failureIn, type CallFacts } from "../../api/wire/classify.js";
import { scrub } from "../../api/wire/scrub.js";
import type { Reply } from "./exchange.js";

/** What the service said to one call. */
export interface Answer {
  readonly body: Body;
  /** Undefined if the call succeeded. */
  readonly refusal: Refusal | undefined;
}

/** A call that the service refused. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  /** Without the number, the space, ids and credentials. */
  readonly message: string;
  readonly kind: ErrorKind;
  readonly hasRetryAfter: boolean;
}

/** An attempt that has no answer to rely on. */
export interface Lost {
  readonly lost: string;
  readonly kind: ErrorKind;
  readonly retryAfterMs: number;
  readonly refusal: Refusal | undefined;
}

/** Reads an answer. A refusal that says nothing about the call itself, such as a throttled one, counts as lost. */
export function readReply(reply: Reply, secrets: readonly string[]): Answer | Lost {
  const body = parse(reply.text);
  const facts = factsOf(reply.status);
  // The official client throws what came with any other status, and keeps the body in `data`.
  const isThrown = isRecord(body) && (reply.status < 200 || reply.status > 299);
  const error = isThrown ? classify({ data: body }, facts) : failureIn(body, facts);
  if (error === undefined) return { body: isRecord(body) ? body : {}, refusal: undefined };
  const refusal = isRecord(body) ? refusalIn(body, reply, error.kind, secrets) : undefined;
  if (refusal && !isTransient(error) && error.kind !== "meta-limit") return { body: {}, refusal };
  const what = refusal ? `HTTP ${reply.status} ${refusal.code}` : `HTTP ${reply.status} without a code`;
  return { lost: what, kind: error.kind, retryAfterMs: retryAfterOf(reply), refusal };
}

/** Reads what went wrong with a connection. */
export function readFailure(thrown: unknown): Lost {
  const isTimeout = thrown instanceof Error && thrown.name === "AbortError";
  const { kind, code } = classify(thrown, factsOf(undefined));
  return {
    lost: isTimeout ? "no answer in time" : `the connection failed (${code ?? kind})`,
    kind,
    retryAfterMs: 0,
    refusal: undefined,
  };
}

function factsOf(statusCode: number | undefined): CallFacts {
  return { details: { statusCode }, secrets: [], isLoopback: false, hasAnswered: true, isPage: false };
}

function refusalIn(body: Body, reply: Reply, kind: ErrorKind, secrets: readonly string[]): Refusal | undefined {
  const code = fieldOf(body, "Code");
  if (typeof code !== "string" || code === "") return undefined;
  return {
    status: reply.status,
    code: withoutIds(code, secrets),
    // This message repeats the request.
    message: kind === "signature" ? "" : withoutIds(textOf(fieldOf(body, "Message")), secrets),
    kind,
    hasRetryAfter: reply.headers["x-acs-retry-after"] !== undefined,
  };
}

/** Request ids and Meta's trace ids would lead to the account. */
function withoutIds(text: string, secrets: readonly string[]): string {
  return scrub(text, secrets)
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-z]{12}/gi, "[id]")
    .replace(/\d{7,}/g, "[id]")
    .replace(/fbtrace_id\W+[\w-]+/g, "[id]");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function retryAfterOf({ headers }: Reply): number {
  const ms = Number(headers["x-acs-retry-after"]);
  return ms > 0 ? Math.min(ms, LONGEST_WAIT_MS) : 0;
}

const LONGEST_WAIT_MS = 60_000;
