import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createConnection, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findRedis } from "../../tools/redis.mjs";

/** Starts an empty Redis server on this machine. Its `stop` takes a signal. */
export async function startRedis() {
  const command = await findRedis();
  const folder = mkdtempSync(join(tmpdir(), "pulumi-cams-redis-"));
  const port = await freePort();
  const options = { port, bind: "127.0.0.1", save: "", appendonly: "no", dir: folder };
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn(command, args, { stdio: "ignore" });
  const gone = once(child, "exit");
  await listening(port);
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop(signal) {
      child.kill(signal);
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

async function listening(port) {
  for (let tries = 0; tries < 100; tries += 1) {
    const socket = createConnection(port, "127.0.0.1");
    const isOpen = await once(socket, "connect").then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (isOpen) return;
    await sleep(50);
  }
  throw new Error("The Redis server did not start.");
}
