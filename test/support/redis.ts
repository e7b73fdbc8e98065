import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "@jest/globals";
import { Redis } from "ioredis";

const running: RedisServer[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.kill()));
});

interface RedisOptions {
  port?: number;
  password?: string;
}

/** A real Redis for the rest of the test, empty, on a port of this machine. */
export async function startRedis({ port, password = "" }: RedisOptions = {}): Promise<RedisServer> {
  const server = new RedisServer(port ?? (await freePort()), password);
  running.push(server);
  await server.client.ping();
  return server;
}

export class RedisServer {
  readonly port: number;
  readonly url: string;
  /** The test's own. */
  readonly client: Redis;
  readonly #folder = mkdtempSync(join(tmpdir(), "pulumi-cams-redis-"));
  readonly #child: ChildProcess;

  constructor(port: number, password: string) {
    this.port = port;
    this.url = `redis://${password && `:${encodeURIComponent(password)}@`}127.0.0.1:${port}`;
    const options = { port, bind: "127.0.0.1", save: "", appendonly: "no", dir: this.#folder, requirepass: password };
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
    this.#child = spawn(requireRedis(), args, { stdio: "ignore" });
    this.client = new Redis(port, "127.0.0.1", { password, retryStrategy: () => 20, maxRetriesPerRequest: 500 });
    this.client.on("error", () => undefined);
  }

  /** Stops answering, but keeps its connections. */
  suspend(): void {
    this.#child.kill("SIGSTOP");
  }

  resume(): void {
    this.#child.kill("SIGCONT");
  }

  async kill(): Promise<void> {
    this.client.disconnect();
    if (this.#child.exitCode === null && this.#child.signalCode === null && this.#child.kill("SIGKILL"))
      await once(this.#child, "exit");
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** A port on which nothing listens. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

function requireRedis(): string {
  const redis = process.env["PULUMI_CAMS_REDIS"];
  if (!redis) throw new Error("PULUMI_CAMS_REDIS is not set: run the tests with `npm test`, which finds a Redis.");
  return redis;
}
