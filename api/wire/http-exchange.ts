import { subscribe } from "node:diagnostics_channel";
import type { ClientRequest, IncomingMessage } from "node:http";
import { asRequestId } from "./body.js";

/**
 * What the official client does not expose of its HTTP exchange: when the request left, and the status and headers of an
 * answer that it could not read. Requests are identified by their nonce, which we choose.
 */
export interface Exchange {
  statusCode: number | undefined;
  requestId: string | undefined;
  retryAfterMs: number | undefined;
  /** Whether the answer is an HTML page. */
  isPage: boolean;
  /** By how much this machine's clock is ahead of the answer's `Date`, which is in whole seconds. */
  clockAheadMs: number | undefined;
  /** Ends the connection, so that an abandoned call does not continue. */
  abort(): void;
  /** Stops watching. Every exchange must be closed. */
  close(): void;
}

interface Watched extends Exchange {
  onSent: () => void;
  isAborted: boolean;
}

const watchedByNonce = new Map<unknown, Watched>();
let isSubscribed = false;

export function watchExchange(nonce: string, onSent: () => void): Exchange {
  subscribeOnce();
  const watched: Watched = {
    statusCode: undefined,
    requestId: undefined,
    retryAfterMs: undefined,
    isPage: false,
    clockAheadMs: undefined,
    onSent,
    isAborted: false,
    abort: () => {
      watched.isAborted = true;
    },
    close: () => {
      watchedByNonce.delete(nonce);
    },
  };
  watchedByNonce.set(nonce, watched);
  return watched;
}

/** The channels are Node.js's own: https://nodejs.org/api/diagnostics_channel.html#http */
function subscribeOnce(): void {
  if (isSubscribed) return;
  isSubscribed = true;
  subscribe("http.client.request.start", (message) => {
    const { request } = message as { request: ClientRequest };
    const watched = watchedOf(request);
    if (!watched) return;
    if (watched.isAborted) request.destroy();
    watched.abort = () => request.destroy();
    whenConnected(request, watched.onSent);
  });
  subscribe("http.client.response.finish", (message) => {
    const { request, response } = message as { request: ClientRequest; response: IncomingMessage };
    const watched = watchedOf(request);
    if (!watched) return;
    watched.statusCode = response.statusCode;
    watched.requestId = asRequestId(headerOf(response, "x-acs-request-id"));
    watched.isPage = /^text\/html\b/i.test(headerOf(response, "content-type") ?? "");
    const retryAfterMs = Number(headerOf(response, "x-acs-retry-after"));
    if (retryAfterMs > 0 && Number.isFinite(retryAfterMs)) watched.retryAfterMs = retryAfterMs;
    const date = Date.parse(headerOf(response, "date") ?? "");
    if (!Number.isNaN(date)) watched.clockAheadMs = Date.now() - date;
  });
}

function whenConnected(request: ClientRequest, callback: () => void): void {
  const onSocket = () => {
    const { socket } = request;
    if (!socket?.connecting) callback();
    else socket.once("encrypted" in socket ? "secureConnect" : "connect", callback);
  };
  if (request.socket) onSocket();
  else request.once("socket", onSocket);
}

function watchedOf(request: ClientRequest): Watched | undefined {
  return watchedByNonce.get(request.getHeader("x-acs-signature-nonce"));
}

function headerOf(response: IncomingMessage, name: string): string | undefined {
  const value = response.headers[name];
  return typeof value === "string" ? value : undefined;
}
