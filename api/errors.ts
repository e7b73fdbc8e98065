import {
  adviceOn,
  answerOf,
  KINDS,
  messageOf,
  type ErrorDetails,
  type ErrorKind,
  type Tried,
} from "./error-messages.js";
import type { Operation } from "./types.js";

export type { ErrorDetails, ErrorKind, Tried } from "./error-messages.js";

/** A failed call, classified by `kind`. Its message says what failed, for which number, why, and what to do. */
export class CamsError extends Error {
  /** The class's name, by which `isCamsError` recognizes it. */
  override readonly name = "CamsError";
  /** What went wrong, by meaning. */
  readonly kind: ErrorKind;
  /** The operation that failed; undefined when it failed before a call. */
  readonly operation: Operation | undefined;
  /** The service's or the network's own code; undefined when there is none. */
  readonly code: string | undefined;
  /** HTTP status of the answer; undefined when none came. */
  readonly statusCode: number | undefined;
  /** Request id of the answer, to quote to Alibaba Cloud's support; undefined when none came. */
  readonly requestId: string | undefined;
  /** How long the service asks to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** Whether an attempt may have been carried out although its answer was lost. */
  readonly isAmbiguous: boolean;
  readonly #details: ErrorDetails;
  readonly #tried: Tried | undefined;

  /**
   * @param kind - What went wrong, by meaning.
   * @param details - What is known about the call.
   * @param tried - The attempts before this error became final, if there were any.
   */
  constructor(kind: ErrorKind, details: ErrorDetails = {}, tried?: Tried) {
    super(messageOf(kind, details, tried));
    this.kind = kind;
    this.operation = details.operation;
    this.code = details.code;
    this.statusCode = details.statusCode;
    this.requestId = details.requestId;
    this.retryAfterMs = details.retryAfterMs;
    this.isAmbiguous = KINDS[kind].isLost === true || tried?.isAmbiguous === true;
    this.#details = details;
    this.#tried = tried;
  }

  /** By how many milliseconds this machine's clock is ahead of the answer's date, which is in whole seconds. */
  get clockAheadMs(): number | undefined {
    return this.#details.clockAheadMs;
  }

  /** Where the credentials came from, in words. */
  get credentialsSource(): string | undefined {
    return this.#details.credentialsSource;
  }

  /** The part of the message with the answer, or with what came instead of one. */
  get answer(): string {
    return answerOf(this.#details, this.#tried);
  }

  /** The part of the message that says what the answer means and what to do. */
  get advice(): string {
    return adviceOn(this.kind, this.#details);
  }

  /** The same error with more known about the call. What the error knows already is kept. */
  within(details: ErrorDetails): CamsError {
    const own = Object.entries(this.#details).filter(([, value]) => value !== undefined);
    return new CamsError(this.kind, { ...details, ...Object.fromEntries(own) }, this.#tried);
  }

  /** The same error with more advice at the end of what it has. */
  withAdvice(advice: string): CamsError {
    const both = [this.#details.advice, advice].filter(Boolean).join(" ");
    return new CamsError(this.kind, { ...this.#details, advice: both }, this.#tried);
  }

  /** The same error, which also says how often and for how long the call was tried, unless it says so already. */
  afterRetries(tried: Tried): CamsError {
    const isAmbiguous = this.isAmbiguous || tried.isAmbiguous;
    return new CamsError(this.kind, this.#details, { ...tried, ...this.#tried, isAmbiguous });
  }
}

/** Whether an error is a `CamsError`, including one of another copy of this package. */
export function isCamsError(error: unknown): error is CamsError {
  return error instanceof Error && error.name === "CamsError" && "kind" in error;
}

/** Whether the same call can succeed later although nobody changes anything. */
export function isTransient(error: CamsError): boolean {
  return KINDS[error.kind].isTransient === true;
}
