import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Http2Server, type ServerHttp2Session } from "node:http2";
import net, { type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, jest } from "@jest/globals";
import { endWithEngine } from "../../../provider/engine/watch.js";
import { root } from "../../support/engine.js";

const engines: Engine[] = [];

afterEach(() => {
  jest.useRealTimers();
  for (const engine of engines.splice(0)) engine.die();
});

interface Engine {
  address: string;
  /** Resolves with the next connection of a plugin. */
  nextConnection: () => Promise<ServerHttp2Session>;
  die: () => void;
}

/** Stands in for the gRPC server, which is all that a plugin sees of an engine. */
async function startEngine(port = 0): Promise<Engine> {
  const server: Http2Server = createServer();
  const sessions: ServerHttp2Session[] = [];
  server.on("session", (session) => sessions.push(session));
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const engine = {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    nextConnection: async () => ((await once(server, "session")) as [ServerHttp2Session])[0],
    die: () => {
      server.close();
      for (const session of sessions) session.destroy();
    },
  };
  engines.push(engine);
  return engine;
}

/** From here on, time passes only when the test says so; connections are as fast as ever. */
function stopTime(): void {
  const others = ["setImmediate", "nextTick", "queueMicrotask", "performance", "Date"] as const;
  jest.useFakeTimers({ doNotFake: [...others] });
}

/** Lets time pass until something is true. */
async function passTime(ms: number, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    jest.advanceTimersByTime(ms);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Long enough for an immediate reaction. */
function shortDelay(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}

describe("a provider process that has been connected to its engine", () => {
  it("ends as soon as nothing listens at the engine's address any more", async () => {
    const end = jest.fn();
    const engine = await startEngine();
    const connected = engine.nextConnection();
    stopTime();
    const setTimeouts = jest.spyOn(globalThis, "setTimeout");
    endWithEngine(engine.address, end);
    await connected;
    engine.die();
    await passTime(100, () => end.mock.calls.length > 0);
    expect(setTimeouts).toHaveBeenCalledTimes(1);
  });

  it("ends after six attempts when something else listens there instead", async () => {
    const end = jest.fn();
    const engine = await startEngine();
    const connected = engine.nextConnection();
    stopTime();
    endWithEngine(engine.address, end);
    const session = await connected;
    engine.die();
    await once(session, "close");
    let connections = 0;
    const other = net.createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    other.listen(Number(engine.address.split(":")[1]), "127.0.0.1");
    await once(other, "listening");
    await passTime(1000, () => end.mock.calls.length > 0);
    other.close();
    expect(connections).toBe(6);
  });

  it("keeps running when a connection breaks but the engine is still there", async () => {
    const end = jest.fn();
    const engine = await startEngine();
    const first = engine.nextConnection();
    endWithEngine(engine.address, end);
    const second = first.then((session) => {
      const next = engine.nextConnection();
      session.destroy();
      return next;
    });
    await second;
    await shortDelay();
    expect(end).not.toHaveBeenCalled();
  });
});

describe("a provider process", () => {
  it("keeps running when nothing ever listened at the engine's address", async () => {
    const end = jest.fn();
    endWithEngine("127.0.0.1:1", end);
    await shortDelay();
    expect(end).not.toHaveBeenCalled();
  });

  it("is not kept alive by watching the engine", async () => {
    const engine = await startEngine();
    const folder = mkdtempSync(join(tmpdir(), "pulumi-cams-watch-"));
    try {
      const script = join(folder, "dynamic-provider", "index.js");
      mkdirSync(join(folder, "dynamic-provider"));
      const module = JSON.stringify(join(root, "node_modules", "pulumi-cams", "dist", "provider", "index.js"));
      writeFileSync(
        script,
        `require(${module}).provider.configure({ config: { get: () => undefined } });\nsetTimeout(() => {}, 200);\n`,
      );
      const connected = engine.nextConnection();
      const child = spawn(process.execPath, [script, engine.address], { stdio: "inherit" });
      await connected;
      expect(await once(child, "exit")).toEqual([0, null]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
