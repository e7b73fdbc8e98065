import type { Operation, PhoneNumberKey } from "./types.js";

/**
 * The message of an error: what failed, for which number, what it means, what to do, and last the answer, with codes and
 * ids that a person passes on to support.
 */
export function messageOf(kind: ErrorKind, details: ErrorDetails, tried?: Tried): string {
  const { operation, key, text, credentialsSource } = details;
  const whose = key ? ` for ${key.custSpaceId}/${key.phoneNumber}` : "";
  const what = operation ? `${operation} failed${whose}: ` : "";
  const { meaning, isAboutCredentials } = KINDS[kind];
  // Without a meaning of the kind, the text is the sentence that a person needs.
  const answer = meaning === "" ? factsOf({ ...details, text: undefined }) : factsOf(details);
  const sentences = [
    meaning === "" ? sentence(text ?? "no answer") : "",
    adviceOn(kind, details),
    credentialsSource && isAboutCredentials ? `The credentials came from ${credentialsSource}.` : "",
    effortOf(tried),
    answer && `Details: ${answer}.`,
  ];
  return what + sentences.filter(Boolean).join(" ");
}

/** The part of a message that says what the answer means and what to do. */
export function adviceOn(kind: ErrorKind, { operation, endpoint, advice }: ErrorDetails): string {
  const meaning = KINDS[kind].meaning
    .replace("OPERATION", operation ?? "*")
    .replace("ENDPOINT", endpoint ?? "the endpoint");
  return [meaning, advice].filter(Boolean).join(" ");
}

/** The part of a message with the answer, or with what came instead of one. */
export function answerOf(details: ErrorDetails, tried?: Tried): string {
  return [sentence(factsOf(details) || "no answer"), effortOf(tried)].filter(Boolean).join(" ");
}

function factsOf({ code, text, statusCode, requestId }: ErrorDetails): string {
  const answer = [code, text].filter(Boolean).join(": ").replace(END, "");
  const ids = [statusCode && `HTTP ${statusCode}`, requestId && `request ${requestId}`].filter(Boolean).join(", ");
  return answer && ids ? `${answer} (${ids})` : answer || ids;
}

function sentence(text: string): string {
  return `${text.replace(END, "")}.`;
}

const END = /[.\s]+$/;

interface Kind {
  /** What the error means, for any caller. What its user should do in particular, the caller adds as `advice`. */
  meaning: string;
  /** The same call can succeed later. A write replaces the whole record, so retrying one is safe. */
  isTransient?: true;
  /** Nobody knows whether the call was carried out. */
  isLost?: true;
  /** The message says where the credentials came from. */
  isAboutCredentials?: true;
}

export const KINDS: Readonly<Record<ErrorKind, Kind>> = {
  throttled: { isTransient: true, meaning: "The account's calls per second are used up, here or elsewhere." },
  "meta-limit": {
    isTransient: true,
    meaning: "Meta, which receives the settings from the service, limits calls per hour, and that limit is used up.",
  },
  unavailable: { isTransient: true, isLost: true, meaning: "The service had a transient failure." },
  network: { isTransient: true, isLost: true, meaning: "The connection broke. Check the network." },
  timeout: {
    isTransient: true,
    isLost: true,
    meaning: "No answer came in time. Check the network and any proxy in between.",
  },
  "not-listening": { isTransient: true, meaning: "Nothing listens at ENDPOINT." },
  "host-not-found": { isTransient: true, meaning: "The host name of ENDPOINT does not exist." },
  "not-the-service": {
    meaning: "What answered at ENDPOINT is not the service. A proxy or a login page may be in between.",
  },
  "request-too-long": {
    meaning: "The settings travel in the request's address, which is too long. Shorten descriptions or prompts.",
  },
  configuration: { meaning: "" },
  "no-credentials": { meaning: "" },
  "access-key": {
    isAboutCredentials: true,
    meaning: "The access key id is unknown or disabled. Check it in the RAM console, and that it was copied whole.",
  },
  signature: {
    isAboutCredentials: true,
    meaning: "The access key secret does not belong to the access key id. Set both again, from the same key.",
  },
  token: {
    isAboutCredentials: true,
    meaning: "The security token does not belong to the access key. Set all three values of one session together.",
  },
  "token-expired": {
    isAboutCredentials: true,
    meaning: "The security token has expired. Get a new session and set its three values.",
  },
  clock: { meaning: "This machine's clock is more than 15 minutes off. Correct it." },
  permission: {
    isAboutCredentials: true,
    meaning: "The credentials may not do this. Grant the RAM action cams:OPERATION on the resource *.",
  },
  subscription: {
    isAboutCredentials: true,
    meaning: "The account has not activated Chat App Message Service. Activate it in the console.",
  },
  space: {
    isAboutCredentials: true,
    meaning:
      "The space does not belong to this account. Check custSpaceId, and that the credentials are the right account's.",
  },
  "phone-number": {
    meaning: "The service does not know the number in this space. Check phoneNumber and custSpaceId in the console.",
  },
  unreadable: {
    isTransient: true,
    isLost: true,
    meaning:
      "The answer has a form that this version does not know: something in between may have changed it, or the " +
      "service has. Update pulumi-cams, or report it.",
  },
  rejected: { meaning: "The service refused the request. Retrying will not help." },
  canceled: { meaning: "The call was canceled while it waited." },
};

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
  | "rejected"
  | "canceled";

/** What is known about a call that failed. */
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
  /** How long the service asks to wait, in milliseconds. */
  retryAfterMs?: number | undefined;
  /** By how many milliseconds this machine's clock is ahead of the answer's date. */
  clockAheadMs?: number | undefined;
  /** What happened, in words without credentials, signatures or contents of settings. */
  text?: string | undefined;
  /** What to do, beyond what the kind itself says. */
  advice?: string | undefined;
  /** Where the credentials came from; never their value. */
  credentialsSource?: string | undefined;
}

/** The attempts before an error became final. */
export interface Tried {
  /** How often the call was made. */
  attempts: number;
  /** For how long it was tried, in seconds. */
  seconds: number;
  /** Whether one of the earlier attempts may have been carried out. */
  isAmbiguous: boolean;
}

function effortOf(tried: Tried | undefined): string {
  return tried && tried.attempts > 1 ? `Gave up after ${tried.attempts} attempts in ${tried.seconds} s.` : "";
}
