import type { IncomingMessage, ServerResponse } from "node:http";
import { isOwn } from "../control/own.js";
import type { GatewayState } from "../gateway/gateway-state.js";
import type { ReceivedRequest } from "../gateway/received-request.js";
import { CONTENT_SECURITY_POLICY, documentWith } from "./document.js";
import { streamChanges } from "./event-stream.js";
import { listPageModules, readPageFile } from "./files.js";

/** Whether a request is for the emulator's page, or for something that a browser asks for by itself. */
export function isPage(request: ReceivedRequest): boolean {
  return request.method === "GET" && (isBelow(request.path) || isByBrowser(request));
}

/** Serves the emulator's page, its files, and the stream of what changes. */
export async function servePage(
  request: ReceivedRequest,
  message: IncomingMessage,
  response: ServerResponse,
  state: GatewayState,
  allowedHosts: readonly string[],
  closing: AbortSignal,
): Promise<void> {
  const { path } = request;
  if (!isOwn(request, message.socket.localPort ?? 0, allowedHosts)) {
    response.writeHead(403, SAFE).end("The page is for browsers on this machine.\n");
  } else if (path === "/favicon.ico") {
    response.writeHead(302, { ...SAFE, location: `${PREFIX}/page/icon.svg` }).end();
  } else if (path === "/" || path === PREFIX) {
    response.writeHead(302, { ...SAFE, location: `${PREFIX}/` }).end();
  } else if (path === `${PREFIX}/`) {
    const policy = { "content-security-policy": CONTENT_SECURITY_POLICY };
    response.writeHead(200, { ...SAFE, ...policy, "content-type": "text/html;charset=utf-8" });
    response.end(documentWith(await listPageModules()));
  } else if (path === EVENTS) {
    streamChanges(message, response, state, closing);
  } else {
    const file = await readPageFile(path.slice(PREFIX.length));
    if (file === undefined) response.writeHead(404, SAFE).end(`There is no ${path}.\n`);
    else response.writeHead(200, { ...SAFE, "content-type": file.type }).end(file.content);
  }
}

const PREFIX = "/_emulator";
const EVENTS = `${PREFIX}/events`;

const SAFE = {
  "content-type": "text/plain;charset=utf-8",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-cache",
};

function isBelow(path: string): boolean {
  return [PREFIX, `${PREFIX}/`, EVENTS].includes(path) || /^\/_emulator\/(chat|page|preact)\//.test(path);
}

/** A call to the service names its operation, in a header or in the query. */
function isByBrowser({ path, query, headers }: ReceivedRequest): boolean {
  if (headers.has("x-acs-action") || query !== "") return false;
  return path === "/favicon.ico" || (path === "/" && /\btext\/html\b/.test(headers.get("accept") ?? ""));
}
