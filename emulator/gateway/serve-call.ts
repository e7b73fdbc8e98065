import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { refuse } from "../answers/answers.js";
import { readBody } from "./body.js";
import { deliver } from "../answers/delivery.js";
import type { Delivery } from "../answers/delivery.js";
import { handle } from "./handle-call.js";
import type { Moment } from "./rate-limit.js";
import { parametersOf, receive } from "./received-request.js";
import { Refusal } from "../answers/refusal.js";
import type { RecordedRequest } from "../control/request-log.js";
import type { World } from "../world.js";

/** Serves one call of the service, and keeps the list of requests. */
export async function serveCall(
  message: IncomingMessage,
  response: ServerResponse,
  world: World,
  closing: AbortSignal,
): Promise<void> {
  const uplinkMs = world.uplink.nextDelayMs(world.behaviour);
  if (uplinkMs > 0) await sleep(uplinkMs, undefined, { signal: closing });
  const arrival = { wallMs: world.clock.wallMs(), monotonicMs: world.clock.monotonicMs() };
  const { headers } = receive(message);
  const accessKeyId = /Credential=([^,\s]+)/.exec(headers.get("authorization") ?? "")?.[1] ?? "";
  const entry = world.log.add(headers.get("x-acs-action") ?? "", accessKeyId, arrival.wallMs);
  const delivery = judge(message, await readBody(message), world, arrival, entry);
  const { latencyMs } = world.behaviour;
  if (latencyMs > 0) await sleep(latencyMs, undefined, { signal: closing });
  response.setHeader("date", new Date(world.clock.wallMs()).toUTCString());
  await deliver(delivery, response, entry, closing);
}

function judge(
  message: IncomingMessage,
  body: Uint8Array | undefined,
  world: World,
  arrival: Moment,
  entry: RecordedRequest,
): Delivery {
  const request = receive(message, body);
  const parameters = parametersOf(request);
  entry.custSpaceId = parameters.get("CustSpaceId") ?? "";
  entry.phoneNumber = parameters.get("PhoneNumber") ?? "";
  if (body !== undefined) return handle(request, world, arrival, entry);
  const tooLarge = new Refusal(413, "RequestEntityTooLarge", "The request body is larger than 1 MiB.");
  return { how: "whole", answer: refuse(tooLarge, world.behaviour) };
}
