import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { refuse } from "../answers/answers.js";
import { deliver, type Delivery } from "../answers/delivery.js";
import { Refusal } from "../answers/refusal.js";
import type { Behaviour } from "../behaviour.js";
import { claimOf } from "./signing/claim.js";
import type { GatewayState } from "./gateway-state.js";
import { handleCall } from "./handle-call.js";
import { parametersOf, readPlusSigns, receive } from "./received-request.js";
import { readBody } from "./request-body.js";

/** Serves one call to the service, from its travel time to the end of its answer, and records it. */
export async function serveCall(
  message: IncomingMessage,
  response: ServerResponse,
  state: GatewayState,
  closing: AbortSignal,
): Promise<void> {
  await delay(state.uplink.nextDelayMs(state.behaviour), closing);
  const arrival = state.clock.arrive();
  const ids = state.ids.next();
  const head = receive(message);
  const entry = state.log.add(claimOf(head), arrival.wallMs);
  const body = await readBody(message);
  const request = readPlusSigns({ ...head, body: body ?? head.body }, state.behaviour);
  const { operation, accessKeyId } = claimOf(request);
  const parameters = parametersOf(request, state.behaviour);
  state.log.change(entry, {
    operation,
    accessKeyId,
    custSpaceId: parameters.get("CustSpaceId") ?? "",
    phoneNumber: parameters.get("PhoneNumber") ?? "",
  });
  const delivery = body === undefined ? tooLarge(state.behaviour) : handleCall(request, state, arrival, entry);
  await delay(state.behaviour.latencyMs, closing);
  response.setHeader("date", new Date(state.clock.answerMs(arrival)).toUTCString());
  await deliver(delivery, ids, response, closing, ({ status, code }) => {
    state.log.change(entry, { status, code });
  });
}

async function delay(ms: number, closing: AbortSignal): Promise<void> {
  if (ms > 0) await sleep(ms, undefined, { signal: closing });
}

function tooLarge(behaviour: Readonly<Behaviour>): Delivery {
  const refusal = new Refusal(413, "RequestEntityTooLarge", "The request body is larger than 1 MiB.");
  return { how: "whole", answer: refuse(refusal, behaviour) };
}
