import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Answer } from "./answers.js";
import type { RecordedRequest } from "../control/request-log.js";

// So long a client has the first half of a body before its connection is reset.
const HALF_BODY_MS = 20;

/** How an answer reaches the client, or what the client sees in its place. */
export type Delivery =
  AnsweredDelivery | { readonly how: "reset" } | { readonly how: "end" } | { readonly how: "hang" };

type AnsweredDelivery =
  | { readonly how: "whole"; readonly answer: Answer }
  | { readonly how: "reset-in-body"; readonly answer: Answer }
  | { readonly how: "slow-body"; readonly answer: Answer; readonly stallMs: number };

/** Delivers, and writes the outcome to the list of requests as soon as the client can see it. */
export async function deliver(
  delivery: Delivery,
  response: ServerResponse,
  entry: RecordedRequest,
  closing: AbortSignal,
): Promise<void> {
  const { socket } = response.req;
  if (delivery.how === "hang" || socket.destroyed) return;
  if (delivery.how === "reset") socket.resetAndDestroy();
  else if (delivery.how === "end") socket.end();
  else await send(delivery, response, entry, closing);
}

async function send(
  delivery: AnsweredDelivery,
  response: ServerResponse,
  entry: RecordedRequest,
  closing: AbortSignal,
): Promise<void> {
  const { status, code, headers, body } = delivery.answer;
  const bytes = Buffer.from(body);
  const half = delivery.how === "whole" ? 0 : Math.floor(bytes.length / 2);
  response.writeHead(status, { ...headers, "content-length": bytes.length });
  if (delivery.how !== "whole") {
    response.write(bytes.subarray(0, half));
    await sleep(delivery.how === "slow-body" ? delivery.stallMs : HALF_BODY_MS, undefined, { signal: closing });
    if (response.destroyed) return;
  }
  if (delivery.how === "reset-in-body") {
    response.req.socket.resetAndDestroy();
    return;
  }
  Object.assign(entry, { status, code });
  response.end(bytes.subarray(half));
}
