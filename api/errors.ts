import type { Operation, PhoneNumberKey } from "./types.js";

/** What went wrong, by meaning. */
export type ErrorKind =
  | "throttled"
  | "meta-limit"
  | "unavailable"
  | "network"
  | "timeout"
  | "not-listening"
  | "host-not-found"
  | "not-the-service"
  | "request-too-long"
  | "configuration"
  | "no-credentials"
  | "access-key"
  | "signature"
  | "token"
  | "token-expired"
  | "clock"
  | "permission"
  | "subscription"
  | "space"
  | "phone-number"
  | "unreadable"
  | "rejected";

/** The kinds that may pass by themselves. A write replaces the whole record, so repeating one is safe. */
const PASSING: ReadonlySet<ErrorKind> = new Set([
  "throttled",
  "meta-limit",
  "unavailable",
  "network",
  "timeout",
  "not-listening",
]);

/** After these nobody knows whether the call was carried out. */
const LOST: ReadonlySet<ErrorKind> = new Set(["unavailable", "network", "timeout"]);

/** What to do about each kind, after the sentence that says what happened. */
const ADVICE: Record<ErrorKind, string> = {
  throttled: "The account's calls per second are used up, by this stack or by others. Run `pulumi up` again later.",
  "meta-limit":
    "Meta, which the service passes settings on to, has a limit of its own on the calls of an hour, and it is used up. " +
    "Nothing is lost: run `pulumi up` again in an hour, and it goes on with what is left, which `pulumi preview` lists.",
  unavailable: "The service had a passing fault. Run `pulumi up` again.",
  network: "The connection broke. Check the network, then run `pulumi up` again.",
  timeout: "No answer came in time. Check the network and any proxy in between, then run `pulumi up` again.",
  "not-listening": "Nothing listens at ENDPOINT. Check cams:endpoint; if it is the emulator's, start the emulator.",
  "host-not-found":
    "The host name of ENDPOINT does not exist. Check cams:endpoint, or leave it out to use the default.",
  "not-the-service":
    "What answered at ENDPOINT is not the service. Check cams:endpoint, and whether a proxy or a login page is in between.",
  "request-too-long":
    "The settings travel in the request's address, which is too long. Shorten descriptions or prompts.",
  configuration: "",
  "no-credentials":
    "Set cams:accessKey and cams:secretKey with `pulumi config set --secret`, or the environment variables " +
    "ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or a profile in ~/.aliyun/config.json.",
  "access-key": "The access key id is unknown or disabled. Check it in the RAM console, and that it was copied whole.",
  signature: "The access key secret does not belong to the access key id. Set both again, from the same key.",
  token: "The security token does not fit the access key. Set all three values of one session together.",
  "token-expired": "The security token has expired. Get a new session and set its three values.",
  clock: "This machine's clock is more than 15 minutes off. Set it right.",
  permission: "The credentials may not do this. Grant the RAM action cams:OPERATION on the resource *.",
  subscription: "The account has not activated Chat App Message Service. Activate it in the console.",
  space:
    "The space does not belong to this account. Check custSpaceId, and that the credentials are the right account's.",
  "phone-number":
    "The service does not know the number in this space. Check phoneNumber and custSpaceId in the console.",
  unreadable: "The answer has a form that this version does not know. Update pulumi-cams, or report it.",
  rejected: "The service refused the request, and repeating it will not help.",
};

/** What is known of a call that failed. */
export interface ErrorDetails {
  /** The operation that was called. */
  operation?: Operation | undefined;
  /** The number that it was called for. */
  key?: PhoneNumberKey | undefined;
  /** Host and port that were called. */
  endpoint?: string | undefined;
  /** The service's or the network's own code. */
  code?: string | undefined;
  /** HTTP status of the answer. */
  statusCode?: number | undefined;
  /** Request id of the answer, to quote to Alibaba Cloud's support. */
  requestId?: string | undefined;
  /** The service's own hint, in milliseconds. */
  retryAfterMs?: number | undefined;
  /** By how many milliseconds this machine's clock is ahead of the answer's date. */
  clockAheadMs?: number | undefined;
  /** What happened, in words that hold no credential, signature or content of settings. */
  text?: string | undefined;
  /** What to do, where the kind alone does not say it. */
  advice?: string | undefined;
  /** Where the credentials came from; never their value. */
  credentialsSource?: string | undefined;
}

/** What was tried before an error was final. */
export interface Tried {
  /** How often the call was made. */
  attempts: number;
  /** How long it was tried, in seconds. */
  seconds: number;
  /** One of the attempts before may have been carried out. */
  isAmbiguous: boolean;
}

/** Any failure of a call, told by `kind`. Its message says what failed, for which number, why, and what to do. */
export class CamsError extends Error {
  /** The class's name, by which `isCamsError` knows it. */
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
  /** The service's own hint, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** Whether an attempt may have been carried out although its answer did not come. */
  readonly isAmbiguous: boolean;
  readonly #details: ErrorDetails;
  readonly #tried: Tried | undefined;

  /**
   * @param kind - What went wrong, by meaning.
   * @param details - What is known of the call.
   * @param tried - What was tried before; nothing when left out.
   */
  constructor(kind: ErrorKind, details: ErrorDetails = {}, tried?: Tried) {
    super(describe(kind, details, tried));
    this.kind = kind;
    this.operation = details.operation;
    this.code = details.code;
    this.statusCode = details.statusCode;
    this.requestId = details.requestId;
    this.retryAfterMs = details.retryAfterMs;
    this.isAmbiguous = LOST.has(kind) || tried?.isAmbiguous === true;
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

  /** The part of the message that says what was answered, or what came in place of an answer. */
  get answer(): string {
    return `${answerOf(this.#details)}${effortOf(this.#tried)}`;
  }

  /** The part of the message that says what to do. */
  get advice(): string {
    return adviceOn(this.kind, this.#details);
  }

  /** The same error, with what is known of the call besides. */
  within(details: ErrorDetails): CamsError {
    const own = Object.entries(this.#details).filter(([, value]) => value !== undefined);
    return new CamsError(this.kind, { ...details, ...Object.fromEntries(own) }, this.#tried);
  }

  /** The same error, which also says how long it was tried. */
  afterRetries(tried: Tried): CamsError {
    return new CamsError(this.kind, this.#details, tried);
  }
}

/** Whether an error is a `CamsError`, also of another copy of this package. */
export function isCamsError(error: unknown): error is CamsError {
  return error instanceof Error && error.name === "CamsError" && "kind" in error;
}

/** Whether the same call can succeed later without anybody changing anything. */
export function isPassing(error: CamsError): boolean {
  return PASSING.has(error.kind);
}

function describe(kind: ErrorKind, details: ErrorDetails, tried?: Tried): string {
  const { operation, key, credentialsSource } = details;
  const who = key ? ` for ${key.custSpaceId}/${key.phoneNumber}` : "";
  const what = operation ? `${operation} failed${who}: ` : "";
  const advice = adviceOn(kind, details);
  const source =
    credentialsSource && CREDENTIAL_KINDS.has(kind) ? ` The credentials came from ${credentialsSource}.` : "";
  return `${what}${answerOf(details)}${effortOf(tried)}${advice ? ` ${advice}` : ""}${source}`;
}

function adviceOn(kind: ErrorKind, { operation, endpoint, advice = ADVICE[kind] }: ErrorDetails): string {
  return advice.replace("OPERATION", operation ?? "*").replace("ENDPOINT", endpoint ?? "the endpoint");
}

function effortOf(tried: Tried | undefined): string {
  return tried && tried.attempts > 1 ? ` Gave up after ${tried.attempts} attempts in ${tried.seconds} s.` : "";
}

const CREDENTIAL_KINDS: ReadonlySet<ErrorKind> = new Set([
  "access-key",
  "signature",
  "token",
  "token-expired",
  "permission",
  "subscription",
  "space",
]);

function answerOf({ code, text, statusCode, requestId }: ErrorDetails): string {
  const said = [code, text].filter(Boolean).join(": ") || "no answer";
  const ids = [statusCode && `HTTP ${statusCode}`, requestId && `request ${requestId}`].filter(Boolean).join(", ");
  return `${said.replace(/[.\s]+$/, "")}${ids ? ` (${ids})` : ""}.`;
}
