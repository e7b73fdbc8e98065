import { randomBytes, randomUUID } from "node:crypto";
import type { Behaviour } from "../behaviour.js";
import { BusinessRefusal } from "./refusal.js";
import type { Refusal } from "./refusal.js";

const HOST_ID = "cams.ap-southeast-1.aliyuncs.com";
const JSON_TYPE = "application/json;charset=utf-8";

/** An answer as it goes on the wire. */
export interface Answer {
  readonly status: number;
  /** The code in the body, for the list of requests. */
  readonly code: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The answer to a call that was done. */
export function success(fields: Readonly<Record<string, unknown>>): Answer {
  return jsonAnswer(200, "OK", (RequestId) => ({ ...fields, RequestId, Code: "OK", Success: true }));
}

/** The answer to a call that was refused. */
export function refuse(refusal: Refusal, behaviour: Readonly<Behaviour>): Answer {
  const isBusiness = refusal instanceof BusinessRefusal && behaviour.businessErrors === "ok";
  return isBusiness ? failure(refusal.code, refusal.message) : gatewayError(refusal);
}

/** HTTP 200 with a code other than `OK`. */
export function failure(code: string, message: string): Answer {
  return jsonAnswer(200, code, (RequestId) => ({ Code: code, Message: message, Success: false, RequestId }));
}

/** An answer whose body is not the service's. */
export function foreignAnswer(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, code: null, headers: { ...commonHeaders(newRequestId()), ...headers }, body };
}

function gatewayError({ status, code, message, headers, accessDeniedDetail }: Refusal): Answer {
  const answer = jsonAnswer(status, code, (RequestId) => ({
    RequestId,
    HostId: HOST_ID,
    Code: code,
    Message: message,
    Recommend: `https://api.aliyun.com/troubleshoot?q=${encodeURIComponent(code)}&product=cams&requestId=${RequestId}`,
    ...(accessDeniedDetail === undefined ? {} : { AccessDeniedDetail: accessDeniedDetail }),
  }));
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

function jsonAnswer(status: number, code: string, body: (requestId: string) => object): Answer {
  const requestId = newRequestId();
  return { status, code, headers: commonHeaders(requestId), body: JSON.stringify(body(requestId)) };
}

function commonHeaders(requestId: string): Record<string, string> {
  return {
    "content-type": JSON_TYPE,
    "x-acs-request-id": requestId,
    "x-acs-trace-id": randomBytes(16).toString("hex"),
    "access-control-allow-origin": "*",
  };
}

function newRequestId(): string {
  return randomUUID().toUpperCase();
}
