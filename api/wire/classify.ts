import { CamsError, isCamsError, type ErrorDetails, type ErrorKind } from "../errors.js";
import { scrub } from "./scrub.js";
import { fieldOf, isRecord, requestIdOf, type Body } from "./body.js";

/** The error in a JSON answer that does not report success, or undefined. */
export function failureIn(body: unknown, facts: CallFacts): CamsError | undefined {
  if (!isRecord(body) || !isSuccess(facts)) return unexpectedAnswer(facts);
  if (fieldOf(body, "Code") === "OK" && fieldOf(body, "Success") !== false) return undefined;
  return fromBody(body, facts);
}

/** What the official client threw, by meaning. Its own messages contain the whole URL, so none of them is passed on. */
export function classify(thrown: unknown, facts: CallFacts): CamsError {
  if (isCamsError(thrown)) return thrown.within(facts.details);
  const error = isRecord(thrown) || thrown instanceof Error ? (thrown as unknown as Body) : {};
  if (isRecord(error["data"])) return fromBody(error["data"], facts);
  if (error["name"] === "RequestTimeoutError") return new CamsError("timeout", { ...facts.details, text: "no answer" });
  const code = typeof error["code"] === "string" ? error["code"] : undefined;
  const kind = KIND_BY_NETWORK_CODE.find(([pattern]) => pattern.test(code ?? ""))?.[1];
  if (kind === undefined && facts.details.statusCode !== undefined) return unexpectedAnswer(facts);
  if (code === "ECONNREFUSED" && facts.isLoopback) return new CamsError("not-listening", { ...facts.details, code });
  if (code === "ENOTFOUND" && facts.hasAnswered) return new CamsError("network", { ...facts.details, code });
  return new CamsError(kind ?? "rejected", { ...facts.details, code: code ?? textOf(error["name"]) ?? "Error" });
}

/** What is known about a call, whatever the client threw. */
export interface CallFacts {
  details: ErrorDetails;
  /** Texts that no message may contain: the contents of the settings and the credentials. */
  secrets: readonly string[];
  /** Whether the endpoint is on this machine. */
  isLoopback: boolean;
  /** Whether the endpoint has answered a call of this process, so its name exists. */
  hasAnswered: boolean;
  /** Whether the answer is an HTML page. */
  isPage: boolean;
}

/**
 * The meaning of the service's and the gateway's codes. Statuses differ between products, so the code decides first.
 * Sources: Alibaba Cloud's public error codes (help.aliyun.com/document_detail/48054.html and 51132.html), the pages
 * of the CAMS operations and of its error codes (help.aliyun.com/document_detail/196974.html).
 */
const KIND_BY_CODE: readonly [RegExp, ErrorKind][] = [
  [/Throttling|^System\.LimitControl$/, "throttled"],
  [/^(ServiceUnavailable|InternalError|ServiceTimeout|SystemBusy|System\.Busy|OperationBusy)$/, "unavailable"],
  // The client makes a new nonce for every call.
  [/^SignatureNonceUsed$/, "unavailable"],
  [/^InvalidAccessKeyId\b/, "access-key"],
  [/^(SignatureDoesNotMatch|IncompleteSignature|MissingSignature|MissingAccessKeyId)$/, "signature"],
  [/^InvalidSecurityToken\.Expired$/, "token-expired"],
  [/^(InvalidSecurityToken\b|MissingSecurityToken$)/, "token"],
  [/^InvalidTimeStamp\b/, "clock"],
  [/^(Forbidden\b|NoPermission$|Ram\.PermissionDeny$|Authentication\.NoAuth$)/, "permission"],
  [/^Product\.Unsubscript$/, "subscription"],
  [/^Unknown\.ResourceOwnerId$/, "space"],
  [/^(InvalidParameter\.PhoneNumberError|PhoneNumberNotRegistered)$/, "phone-number"],
  [/^(InvalidAction\.NotFound|InvalidApi\.NotFound|InvalidProduct\.NotFound|InvalidVersion)$/, "not-the-service"],
];

/**
 * Meta's own limits, as its Graph API numbers them, in texts such as "(#80007) Rate limit hit". The service passes the
 * text on under codes of its own. Source: https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes
 */
const META_LIMIT = /\(#(4|17|32|613|80007|80008|130429)\)/;

const KIND_BY_NETWORK_CODE: readonly [RegExp, ErrorKind][] = [
  [/^ENOTFOUND$/, "host-not-found"],
  [/^(EPROTO|HPE_\w+|ERR_SSL_\w+|ERR_TLS_\w+|CERT_\w+|DEPTH_\w+|UNABLE_\w+|SELF_SIGNED_\w+)$/, "not-the-service"],
  [/^ETIMEDOUT$/, "timeout"],
  [/^(ECONN[A-Z]+|EPIPE|EAI_AGAIN|E(NET|HOST)(UNREACH|DOWN)|ERR_STREAM_PREMATURE_CLOSE)$/, "network"],
];

function fromBody(body: Body, facts: CallFacts): CamsError {
  const code = textOf(fieldOf(body, "Code"));
  const said = textOf(fieldOf(body, "Message"));
  const saysNothing = code === undefined && fieldOf(body, "Success") !== false && isSuccess(facts);
  const kind =
    (META_LIMIT.test(said ?? "") ? "meta-limit" : undefined) ??
    KIND_BY_CODE.find(([pattern]) => pattern.test(code ?? ""))?.[1] ??
    kindOfStatus(facts.details.statusCode) ??
    (saysNothing ? "unreadable" : "rejected");
  const message = kind === "signature" ? undefined : said;
  return new CamsError(kind, {
    ...facts.details,
    code: code === undefined ? "no code" : scrub(code, facts.secrets),
    text: message === undefined ? undefined : scrub(message, facts.secrets),
    requestId: requestIdOf(body) ?? facts.details.requestId,
  });
}

/**
 * The error for an answer that is no JSON object, or that came with a 3xx. After a 2xx, the service may have carried out
 * the call: whatever is empty, cut off, not JSON or without a code is `unreadable`, which counts as a lost answer. Only
 * an HTML page without a request id is not the service's: the service puts one into every answer, a login page has none.
 */
function unexpectedAnswer(facts: CallFacts): CamsError {
  const { statusCode: status, requestId } = facts.details;
  const isLost = isSuccess(facts) && !(facts.isPage && requestId === undefined);
  const kind = kindOfStatus(status) ?? (isLost ? "unreadable" : "not-the-service");
  const text = status === 302 ? "a redirect, which Alibaba Cloud documents as a throttle answer" : "unexpected answer";
  return new CamsError(kind, { ...facts.details, text });
}

function isSuccess({ details: { statusCode = 200 } }: CallFacts): boolean {
  return statusCode >= 200 && statusCode <= 299;
}

/** Alibaba's STS FAQ lists 302 as a throttled answer. 414 and 431 mean that the URL or the headers are too long. */
function kindOfStatus(status = 0): ErrorKind | undefined {
  if (status === 429 || status === 302) return "throttled";
  if (status === 414 || status === 431) return "request-too-long";
  if (status >= 500) return "unavailable";
  return undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
