import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { GatewayState } from "../gateway/gateway-state.js";
import { changesSince, type Known } from "./changes.js";

/**
 * Tells a page what changes, as server-sent events, until either side ends. Changes of a tenth of a second are one event.
 * A page that connects again gets what it has missed.
 */
export function streamChanges(
  message: IncomingMessage,
  response: ServerResponse,
  state: GatewayState,
  closing: AbortSignal,
): void {
  let known = knownFrom(state, message.headers["last-event-id"]);
  let quietMs = 0;
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  response.write(`retry: ${RETRY_MS}\n\n`);
  const tell = () => {
    const found = changesSince(state, known);
    quietMs += INTERVAL_MS;
    if (found) {
      known = found[0];
      response.write(`id: ${idOf(state, known)}\ndata: ${JSON.stringify(found[1])}\n\n`);
    } else if (quietMs >= HEARTBEAT_MS) response.write(": still here\n\n");
    else return;
    quietMs = 0;
  };
  tell();
  const timer = setInterval(tell, INTERVAL_MS);
  const end = () => {
    clearInterval(timer);
  };
  response.on("close", end);
  closing.addEventListener("abort", end);
}

const INTERVAL_MS = 100;
const HEARTBEAT_MS = 15_000;

/** How long a browser waits before it connects again. */
const RETRY_MS = 1_000;

/** Another emulator at the same port, such as this one restarted, counts from the start again. */
const ids = new WeakMap<GatewayState, string>();

function idOfEmulator(state: GatewayState): string {
  const id = ids.get(state) ?? randomUUID();
  ids.set(state, id);
  return id;
}

function idOf(state: GatewayState, { resets, numbers, calls }: Known): string {
  return [idOfEmulator(state), resets, numbers, calls].join(" ");
}

/** Faults and switches are not in an id: they are told again with whatever changes first. */
function knownFrom(state: GatewayState, id: string | string[] | undefined): Known | undefined {
  const [emulator, ...counts] = String(id).split(" ");
  const [resets, numbers, calls] = counts.map(Number);
  if (emulator !== idOfEmulator(state) || resets === undefined || numbers === undefined || calls === undefined)
    return undefined;
  return { resets, numbers, calls, steering: "" };
}
