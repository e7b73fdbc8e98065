import { setMaxListeners } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Address } from "./address.js";
import type { Controls } from "./control/controls.js";
import { isControlPath, serveControl } from "./control/routes.js";
import type { GatewayState } from "./gateway/gateway-state.js";
import { receive } from "./gateway/received-request.js";
import { serveCall } from "./gateway/serve-call.js";
import { isPage, servePage } from "./page/serve-page.js";

/** Serves an emulator at an address; port 0 picks a free one. */
export async function serve(state: GatewayState, controls: Controls, address: Address): Promise<RunningServer> {
  const closing = new AbortController();
  setMaxListeners(0, closing.signal);
  const sockets = new Set<Socket>();
  const server = createServer(
    { maxHeaderSize: MAX_HEADER_SIZE, keepAliveTimeout: KEEP_ALIVE_MS },
    (message, response) => {
      const request = receive(message);
      const served = isPage(request)
        ? servePage(request, message, response, state, address.allowedHosts, closing.signal)
        : isControlPath(request.path)
          ? serveControl(message, response, controls, address.allowedHosts)
          : serveCall(message, response, state, closing.signal);
      // The client left, the emulator is closing, or the emulator has a bug. None of these may end the process.
      served.catch(() => response.destroy());
    },
  );
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(address.port, address.host, resolve);
  });
  const closed = new Promise<void>((resolve) => server.once("close", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      closing.abort();
      server.close();
      for (const socket of sockets) socket.destroy();
      return closed;
    },
  };
}

/** A server that is listening. */
export interface RunningServer {
  readonly port: number;
  /** Stops listening and ends every connection at once. */
  readonly close: () => Promise<void>;
}

// A number's settings travel in the request target: up to 75 KB for Chinese text.
const MAX_HEADER_SIZE = 256 * 1024;
const KEEP_ALIVE_MS = 25_000;
