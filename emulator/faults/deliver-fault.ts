import { failure, foreignAnswer, refuse, type Answer } from "../answers/answers.js";
import type { Delivery } from "../answers/delivery.js";
import { Refusal, internalError, limitControl, noPermission, throttled } from "../answers/refusal.js";
import { DEFAULT_BEHAVIOUR } from "../behaviour.js";
import type { Fault, FaultName } from "./faults.js";

/** Returns what the client of a call sees when the call meets a fault. */
export function deliverFault(call: FaultyCall): Delivery {
  return DELIVERIES[call.fault.fault](call);
}

/** The faults that replace the rate check. */
export const THROTTLES: ReadonlySet<FaultName> = new Set(["throttled", "limit-control", "too-many-requests"]);

/** A call that meets a fault. */
interface FaultyCall {
  readonly fault: Fault;
  readonly operation: string;
  /** Runs the call as if there were no fault. */
  readonly run: () => Answer;
}

const DELIVERIES: Readonly<Record<FaultName, (call: FaultyCall) => Delivery>> = {
  throttled: ({ fault }) => refused(throttled(400, fault.retryAfterMs ?? 1000)),
  "limit-control": () => refused(limitControl()),
  "too-many-requests": ({ fault }) => refused(throttled(429, fault.retryAfterMs)),
  "no-permission": ({ operation }) => refused(noPermission(operation)),
  "ram-permission-deny": () =>
    refused(new Refusal(400, "Ram.PermissionDeny", "You are not authorized to perform the operation.")),
  error: ({ fault }) => refused(freeRefusal(fault)),
  failure: ({ fault }) =>
    whole(
      failure(
        fault.code ?? "Authentication.NoAuth",
        fault.message ?? "You do not have permission to perform this operation.",
      ),
    ),
  "internal-error": () => refused(internalError()),
  "bad-gateway": () => whole(htmlAnswer(502, "502 Bad Gateway")),
  unavailable: () => whole(foreignAnswer(503, "")),
  redirect: () => whole(foreignAnswer(302, "", { location: "https://www.alibabacloud.com/" })),
  html: () => whole(htmlAnswer(200, "Welcome")),
  empty: () => whole(foreignAnswer(200, "")),
  null: () => whole(foreignAnswer(200, "null")),
  array: () => whole(foreignAnswer(200, "[]")),
  "key-case": ({ run }) => whole(lowerCamelData(run())),
  reset: () => ({ how: "reset" }),
  end: () => ({ how: "end" }),
  hang: () => ({ how: "hang" }),
  "reset-in-body": ({ run }) => ({ how: "reset-in-body", answer: run() }),
  "slow-body": ({ fault, run }) => ({ how: "slow-body", answer: run(), stallMs: fault.ms ?? 1000 }),
  "applied-then-reset": ({ run }) => {
    run();
    return { how: "reset" };
  },
};

function whole(answer: Answer): Delivery {
  return { how: "whole", answer };
}

function refused(refusal: Refusal): Delivery {
  return whole(refuse(refusal, DEFAULT_BEHAVIOUR));
}

function freeRefusal({ status = 500, code = "InternalError", message = "", retryAfterMs }: Fault): Refusal {
  return new Refusal(status, code, message, { retryAfterMs });
}

function htmlAnswer(status: number, title: string): Answer {
  const body = `<html>\r\n<head><title>${title}</title></head>\r\n<body><h1>${title}</h1></body>\r\n</html>\r\n`;
  return foreignAnswer(status, body, { "content-type": "text/html" });
}

// Other Alibaba Cloud products have been seen to answer in lower camel case.
function lowerCamelData(answer: Answer): Answer {
  return { ...answer, body: (requestId) => lowerCamelDataOf(answer.body(requestId)) };
}

function lowerCamelDataOf(json: string): string {
  const body = JSON.parse(json) as Record<string, unknown>;
  return JSON.stringify({ ...body, Data: lowerCamel(body["Data"]) });
}

function lowerCamel(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowerCamel);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key.charAt(0).toLowerCase() + key.slice(1), lowerCamel(inner)]),
  );
}
