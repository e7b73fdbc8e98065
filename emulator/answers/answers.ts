import type { Behaviour } from "../behaviour.js";
import type { AnswerIds } from "./answer-ids.js";
import { BusinessRefusal, type Refusal } from "./refusal.js";

/** An answer to a call, without the ids that it will have. */
export interface Answer {
  readonly status: number;
  /** The code in the body, for the request log. */
  readonly code: string | null;
  /** Headers that only this answer has. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: (requestId: string) => string;
}

/** Answers a call that succeeded. */
export function success(fields: Readonly<Record<string, unknown>>): Answer {
  return jsonAnswer(200, "OK", (RequestId) => ({ ...fields, RequestId, Code: "OK", Success: true }));
}

/** Answers a call that was refused. */
export function refuse(refusal: Refusal, { businessErrors, refusals }: Readonly<Behaviour>): Answer {
  const isBusiness = refusal instanceof BusinessRefusal;
  const changes = refusals[(isBusiness ? refusal.limit : undefined) ?? ""] ?? refusals[refusal.code];
  const { code, message, retryAfterMs, accessDeniedDetail } = refusal;
  const status = isBusiness && businessErrors === "ok" ? 200 : refusal.status;
  const seen = { status, code, message, retryAfterMs, accessDeniedDetail, ...changes };
  return seen.status === 200 ? failure(seen.code, seen.message) : gatewayError(seen);
}

/** Answers HTTP 200 with a code other than `OK`. */
export function failure(code: string, message: string): Answer {
  return jsonAnswer(200, code, (RequestId) => ({ Code: code, Message: message, Success: false, RequestId }));
}

/** Answers with a body that the service itself would never send. */
export function foreignAnswer(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, code: null, headers, body: () => body };
}

/** All headers of an answer. */
export function headersOf({ headers }: Answer, { requestId, traceId }: AnswerIds): Record<string, string> {
  return {
    "content-type": "application/json;charset=utf-8",
    "x-acs-request-id": requestId,
    "x-acs-trace-id": traceId,
    "access-control-allow-origin": "*",
    ...headers,
  };
}

type RefusalFields = Pick<Refusal, "status" | "code" | "message" | "retryAfterMs" | "accessDeniedDetail">;

const HOST_ID = "cams.ap-southeast-1.aliyuncs.com";

function gatewayError({ status, code, message, retryAfterMs, accessDeniedDetail }: RefusalFields): Answer {
  const answer = jsonAnswer(status, code, (RequestId) => ({
    RequestId,
    HostId: HOST_ID,
    Code: code,
    Message: message,
    Recommend: `https://api.aliyun.com/troubleshoot?q=${encodeURIComponent(code)}&product=cams&requestId=${RequestId}`,
    ...(accessDeniedDetail === undefined ? {} : { AccessDeniedDetail: accessDeniedDetail }),
  }));
  return retryAfterMs === undefined ? answer : { ...answer, headers: { "x-acs-retry-after": String(retryAfterMs) } };
}

function jsonAnswer(status: number, code: string, body: (requestId: string) => object): Answer {
  return { status, code, headers: {}, body: (requestId) => JSON.stringify(body(requestId)) };
}
