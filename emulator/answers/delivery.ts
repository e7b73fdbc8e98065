import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { AnswerIds } from "./answer-ids.js";
import { headersOf, type Answer } from "./answers.js";

/** How an answer reaches the client, or what the client sees instead. */
export type Delivery =
  AnsweredDelivery | { readonly how: "reset" } | { readonly how: "end" } | { readonly how: "hang" };

type AnsweredDelivery =
  | { readonly how: "whole" | "reset-in-body"; readonly answer: Answer }
  | { readonly how: "slow-body"; readonly answer: Answer; readonly stallMs: number };

/** Delivers, and calls `onAnswer` just before the client can see the whole answer. */
export async function deliver(
  delivery: Delivery,
  ids: AnswerIds,
  response: ServerResponse,
  closing: AbortSignal,
  onAnswer: (answer: Answer) => void,
): Promise<void> {
  const { socket } = response.req;
  if (delivery.how === "hang" || socket.destroyed) return;
  if (delivery.how === "reset") socket.resetAndDestroy();
  else if (delivery.how === "end") socket.end();
  else await send(delivery, ids, response, closing, onAnswer);
}

// How long a client has the first half of a body before its connection is reset.
const HALF_BODY_MS = 20;

async function send(
  delivery: AnsweredDelivery,
  ids: AnswerIds,
  response: ServerResponse,
  closing: AbortSignal,
  onAnswer: (answer: Answer) => void,
): Promise<void> {
  const { answer } = delivery;
  const bytes = Buffer.from(answer.body(ids.requestId));
  const half = delivery.how === "whole" ? 0 : Math.floor(bytes.length / 2);
  response.writeHead(answer.status, { ...headersOf(answer, ids), "content-length": bytes.length });
  if (delivery.how !== "whole") {
    response.write(bytes.subarray(0, half));
    await sleep(delivery.how === "slow-body" ? delivery.stallMs : HALF_BODY_MS, undefined, { signal: closing });
    if (response.destroyed) return;
  }
  if (delivery.how === "reset-in-body") {
    response.req.socket.resetAndDestroy();
    return;
  }
  onAnswer(answer);
  response.end(bytes.subarray(half));
}
