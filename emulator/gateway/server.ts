import { setMaxListeners } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { isControlPath, serveControl } from "../control/routes.js";
import { receive } from "./received-request.js";
import { serveCall } from "./serve-call.js";
import type { World } from "../world.js";

// The settings of a number travel in the request target: up to 75 KB where the texts are Chinese.
const MAX_HEADER_SIZE = 256 * 1024;
const KEEP_ALIVE_MS = 25_000;

/** A server that listens. */
export interface RunningServer {
  readonly port: number;
  /** Stops listening and ends every connection, at once. */
  readonly close: () => Promise<void>;
}

/** Serves a world on a port of 127.0.0.1; port 0 takes a free one. */
export async function serve(world: World, port: number): Promise<RunningServer> {
  const closing = new AbortController();
  setMaxListeners(0, closing.signal);
  const sockets = new Set<Socket>();
  const server = createServer(
    { maxHeaderSize: MAX_HEADER_SIZE, keepAliveTimeout: KEEP_ALIVE_MS },
    (message, response) => {
      void answer(message, response, world, closing.signal);
    },
  );
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
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

async function answer(
  message: IncomingMessage,
  response: ServerResponse,
  world: World,
  closing: AbortSignal,
): Promise<void> {
  try {
    if (isControlPath(receive(message).path)) await serveControl(message, response, world);
    else await serveCall(message, response, world, closing);
  } catch {
    // The client has left, the emulator is closing, or the emulator is wrong: nothing of it may end the process.
    response.destroy();
  }
}
