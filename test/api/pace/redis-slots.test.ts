import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer as createPlainServer, type AddressInfo, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { createServer } from "node:tls";
import { afterEach, describe, expect, it, jest } from "@jest/globals";
import { RedisSlots } from "../../../api/pace/redis-slots.js";
import type { SharedSlots, TakenSlot } from "../../../api/pace/slots.js";
import { makeCertificate } from "../../support/certificate.js";
import { freePort, startRedis, type RedisServer } from "../../support/redis.js";
import { until } from "../../support/until.js";

jest.setTimeout(60_000);

/** After a failure, Redis is not tried again for this long. */
const BACKOFF_MS = 2000;

const LONG_MS = 30_000;

const REST_MS = 50;

const KEY = "pulumi-cams:account";

/** The Redis slots of one process, its notices, and how many slots it took without Redis. */
function connect({ url }: { url: string }, name = "account") {
  const notices: string[] = [];
  let takenWithoutRedis = 0;
  const fallback: SharedSlots = {
    take: () => {
      takenWithoutRedis += 1;
      return Promise.resolve({ retake: () => undefined });
    },
  };
  const slots = new RedisSlots({ url, name, slots: 5, fallback, notice: (text) => notices.push(text) });
  const take = (restMs = LONG_MS) => slots.take(restMs);
  return { take, notices, takenWithoutRedis: () => takenWithoutRedis };
}

type Process = ReturnType<typeof connect>;

/** Takes a slot as soon as one is free. */
async function takeWhenFree({ take }: Pick<Process, "take">, restMs: number): Promise<TakenSlot> {
  for (;;) {
    const answer = await take(restMs);
    if ("retake" in answer) return answer;
    await sleep(Math.ceil(answer.freeInMs));
  }
}

async function takeAll(count: number, ...processes: Process[]): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    for (const process of processes) expect(await process.take()).toHaveProperty("retake");
  }
}

/** Takes slots until the process has given `count` notices. */
async function takeUntilNoticed(process: Process, count: number): Promise<void> {
  const deadline = performance.now() + 15_000;
  while (process.notices.length < count && performance.now() < deadline) await takeWhenFree(process, REST_MS);
  expect(process.notices).toHaveLength(count);
}

/** When slots are taken, in milliseconds on Redis's own clock, as its `MONITOR` command reports. */
async function watchTakenSlots(server: RedisServer, restMs: number): Promise<number[]> {
  const taken: number[] = [];
  const monitor = await server.client.monitor();
  monitor.on("error", () => undefined);
  closing.push(() => {
    monitor.disconnect();
  });
  monitor.on("monitor", (_time: string, [command = "", , freeAt]: string[]) => {
    if (command.toUpperCase() === "ZADD") taken.push(Number(freeAt) - restMs);
  });
  return taken;
}

/** How many connections Redis has, with the test's own. */
async function connectionsTo(server: RedisServer): Promise<number> {
  return String(await server.client.client("LIST"))
    .trim()
    .split("\n").length;
}

/** Moves the monotonic clock forward. */
function skip(ms: number): void {
  const now = performance.now.bind(performance);
  jest.spyOn(performance, "now").mockImplementation(() => now() + ms);
}

/** Connects to a server that only pretends to be Redis. */
async function connectToFake(onConnection: (socket: Socket) => void): Promise<{ process: Process; port: number }> {
  const server = createPlainServer((socket) => {
    socket.on("error", () => undefined);
    onConnection(socket);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => {
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { process: connect({ url: `redis://127.0.0.1:${port}` }), port };
}

/** What a test leaves open. */
const closing: (() => void)[] = [];

afterEach(() => {
  jest.restoreAllMocks();
  for (const close of closing.splice(0)) close();
});

describe("Redis slots", () => {
  it("are limited in number, however many processes use them", async () => {
    const server = await startRedis();
    const processes = [connect(server), connect(server), connect(server)];
    const answers = await Promise.all(processes.flatMap(({ take }) => [take(), take(), take()]));
    const refused = answers.filter((answer) => "freeInMs" in answer);
    expect(refused).toHaveLength(4);
    for (const { freeInMs } of refused) {
      expect(freeInMs).toBeGreaterThan(0);
      expect(freeInMs).toBeLessThanOrEqual(LONG_MS + 20);
    }
  });

  it("are free again after their rest, on Redis's own clock", async () => {
    const restMs = 100;
    const server = await startRedis();
    const taken = await watchTakenSlots(server, restMs);
    const processes = [connect(server), connect(server), connect(server)];
    const takeMany = async (process: Process) => {
      for (let n = 0; n < 8; n += 1) await takeWhenFree(process, restMs);
    };
    await Promise.all(processes.map(takeMany));
    await until(() => taken.length === 24);
    taken.sort((a, b) => a - b);
    const gaps = taken.slice(5).map((at, index) => at - (taken[index] ?? NaN));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(restMs - 0.001);
  });

  it("rest from when the request leaves, if that takes a while", async () => {
    const server = await startRedis();
    const process = connect(server);
    const taken = (await process.take()) as TakenSlot;
    const [id = "", first] = await server.client.zrange(KEY, 0, -1, "WITHSCORES");
    await takeAll(4, process);
    await sleep(20);
    taken.retake();
    for (;;) {
      const freeAt = await server.client.zscore(KEY, id);
      if (Number(freeAt) > Number(first)) break;
    }
    expect(await server.client.zcard(KEY)).toBe(5);
  });

  it("are separate for each name", async () => {
    const server = await startRedis();
    await takeAll(5, connect(server));
    await takeAll(5, connect(server, "another account"));
  });

  it("go first to a process that has taken fewer of them", async () => {
    const server = await startRedis();
    const [greedy, modest] = [connect(server), connect(server)];
    await takeAll(3, greedy);
    await takeAll(2, modest);
    const [later, earlier] = [await greedy.take(), await modest.take()] as { freeInMs: number }[];
    expect(later?.freeInMs).toBeGreaterThan(earlier?.freeInMs ?? NaN);
  });

  it("do not make a process wait longer because it has taken all of them", async () => {
    const process = connect(await startRedis());
    await takeAll(5, process);
    expect(((await process.take()) as { freeInMs: number }).freeInMs).toBeLessThanOrEqual(LONG_MS);
  });

  it("leave nothing in Redis for more than a minute", async () => {
    const server = await startRedis();
    await takeAll(1, connect(server));
    expect(await server.client.keys("*")).toEqual([KEY]);
    const remaining = await server.client.pttl(KEY);
    expect(remaining).toBeGreaterThan(0);
    expect(remaining).toBeLessThanOrEqual(60_000);
  });

  it("are free after Redis's clock is set back, as if nothing had been taken", async () => {
    const server = await startRedis();
    const process = connect(server);
    await takeAll(5, process);
    for (const id of await server.client.zrange(KEY, 0, -1)) await server.client.zincrby(KEY, 3_600_000, id);
    await takeAll(5, process);
    const refused = await process.take();
    expect(refused).toHaveProperty("freeInMs");
    expect((refused as { freeInMs: number }).freeInMs).toBeLessThanOrEqual(LONG_MS);
  });

  it("are in the database that the URL names", async () => {
    const server = await startRedis();
    await takeAll(1, connect({ url: `${server.url}/1` }));
    expect(await server.client.exists(KEY)).toBe(0);
    await server.client.select(1);
    expect(await server.client.exists(KEY)).toBe(1);
  });

  it("use the password of the URL, even with special characters", async () => {
    const process = connect(await startRedis({ password: "p@ss/w#rd?" }));
    await takeAll(1, process);
    expect(process.notices).toEqual([]);
  });
});

const PASSWORD = "hunter2";

describe("the fallback slots of this machine", () => {
  it("are used when Redis is unreachable from the start, which is reported once", async () => {
    const port = await freePort();
    const process = connect({ url: `redis://:${PASSWORD}@127.0.0.1:${port}` });
    for (let n = 0; n < 5; n += 1) await takeWhenFree(process, REST_MS);
    expect(process.takenWithoutRedis()).toBe(5);
    expect(process.notices).toEqual([
      `Redis at 127.0.0.1:${port} cannot be used (ECONNREFUSED). Until it can, this machine continues at a fifth of the ` +
        "pace, so that up to five machines stay under the limit.",
    ]);
  });

  it.each([
    ["-LOADING Redis is loading the dataset in memory", "LOADING"],
    ["-MISCONF this is neither ERR DB index nor WRONGPASS", "MISCONF"],
    ["-Oops", "ReplyError"],
  ])("are used when Redis answers %s, of which the notice shows a code only", async (reply, code) => {
    const { process, port } = await connectToFake((socket) => socket.on("data", () => socket.write(`${reply}\r\n`)));
    await takeWhenFree(process, REST_MS);
    expect(process.notices).toEqual([expect.stringContaining(`Redis at 127.0.0.1:${port} cannot be used (${code}). `)]);
  });

  it("are used when nothing listens where the URL expects TLS", async () => {
    const process = connect({ url: `rediss://127.0.0.1:${await freePort()}` });
    await takeWhenFree(process, REST_MS);
    expect(process.notices).toEqual([expect.stringContaining("(ECONNREFUSED)")]);
  });

  it("are used alone for as long as Redis has been failing, from two to thirty seconds, with one notice", async () => {
    let connections = 0;
    const { process } = await connectToFake((socket) => {
      connections += 1;
      socket.destroy();
    });
    let now = 1000;
    jest.spyOn(performance, "now").mockImplementation(() => now);
    const connectionsBy = async (moment: number) => {
      now = moment;
      await process.take();
      return connections;
    };
    expect(await connectionsBy(1000)).toBe(1);
    expect(await connectionsBy(2999)).toBe(1);
    expect(await connectionsBy(3000)).toBe(2);
    expect(await connectionsBy(4999)).toBe(2);
    expect(await connectionsBy(9000)).toBe(3);
    expect(await connectionsBy(16_999)).toBe(3);
    expect(await connectionsBy(100_000)).toBe(4);
    expect(await connectionsBy(129_999)).toBe(4);
    expect(await connectionsBy(130_000)).toBe(5);
    expect(process.notices).toHaveLength(1);
  });

  it("are not used before the slots that were taken in Redis have rested", async () => {
    const process = connect({ url: `redis://127.0.0.1:${await freePort()}` });
    expect(await process.take()).toHaveProperty("freeInMs");
    const answer = await process.take();
    expect("freeInMs" in answer && answer.freeInMs).toBeGreaterThan(0);
    expect("freeInMs" in answer && answer.freeInMs).toBeLessThanOrEqual(LONG_MS);
    expect(process.takenWithoutRedis()).toBe(0);
  });

  it.each([
    { mistake: "a wrong password", user: `:${PASSWORD}@`, reason: "it refuses the URL's user or password" },
    { mistake: "a wrong user", user: `me:${PASSWORD}@`, reason: "it refuses the URL's user or password" },
    { mistake: "no password", user: "", reason: "it requires a password, and the URL has none" },
  ])("are used when the URL has $mistake, and the notice says so without showing it", async ({ user, reason }) => {
    const { port } = await startRedis({ password: "another" });
    const process = connect({ url: `redis://${user}127.0.0.1:${port}` });
    await takeWhenFree(process, REST_MS);
    expect(process.takenWithoutRedis()).toBe(1);
    expect(process.notices).toEqual([
      expect.stringContaining(`Redis at 127.0.0.1:${port} cannot be used (${reason}). `),
    ]);
    expect(process.notices[0]).not.toContain(PASSWORD);
  });

  it("are used when a Redis without a password does not know the user", async () => {
    const { port } = await startRedis();
    const process = connect({ url: `redis://me:${PASSWORD}@127.0.0.1:${port}` });
    await takeWhenFree(process, REST_MS);
    expect(process.takenWithoutRedis()).toBe(1);
    expect(process.notices).toEqual([expect.stringContaining("(it refuses the URL's user or password)")]);
  });

  it.each(["99", "99999999999999999999"])(
    "are used when Redis has no database %s, and not those of database 0",
    async (database) => {
      const server = await startRedis();
      const process = connect({ url: `${server.url}/${database}` });
      await takeWhenFree(process, REST_MS);
      expect(process.takenWithoutRedis()).toBe(1);
      expect(process.notices).toEqual([expect.stringContaining(`(it has no database ${database})`)]);
      expect(await server.client.keys("*")).toEqual([]);
      expect(await connectionsTo(server)).toBe(1);
    },
  );

  it("are used when Redis expects TLS and the URL does not", async () => {
    const server = createServer(makeCertificate(["localhost"])).listen(0, "127.0.0.1");
    await once(server, "listening");
    const process = connect({ url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}` });
    await takeWhenFree(process, REST_MS);
    server.close();
    expect(process.notices).toEqual([
      expect.stringContaining("(it closed the connection; if it expects TLS, the URL starts with rediss://)"),
    ]);
  });

  it("are used when the URL expects TLS and Redis does not", async () => {
    const { port } = await startRedis();
    const process = connect({ url: `rediss://127.0.0.1:${port}` });
    await takeWhenFree(process, REST_MS);
    expect(process.notices).toEqual([
      expect.stringContaining("(no answer over TLS; if it has no TLS, the URL starts with redis://)"),
    ]);
  });

  it("are used after Redis is killed until it restarts empty, with one notice for each", async () => {
    const server = await startRedis();
    const process = connect(server);
    await takeAll(1, process);
    await server.kill();
    await Promise.all(Array.from({ length: 5 }, () => takeWhenFree(process, REST_MS)));
    expect(process.takenWithoutRedis()).toBe(5);
    expect(process.notices).toHaveLength(1);

    const restarted = await startRedis({ port: server.port });
    skip(BACKOFF_MS);
    await takeUntilNoticed(process, 2);
    expect(process.notices[1]).toBe(`Redis at 127.0.0.1:${server.port} works again: calls are coordinated through it.`);
    expect(await restarted.client.exists(KEY)).toBe(1);
    await takeAll(4, process);
    expect(process.notices).toHaveLength(2);
  });

  it("are used while Redis hangs, so that no call hangs", async () => {
    const server = await startRedis();
    const process = connect(server);
    await takeAll(1, process);
    server.suspend();
    for (let n = 0; n < 5; n += 1) await takeWhenFree(process, REST_MS);
    expect(process.notices).toEqual([expect.stringContaining("(no answer)")]);

    server.resume();
    skip(BACKOFF_MS);
    await takeUntilNoticed(process, 2);
    expect(process.notices[1]).toContain("works again");
    expect(await connectionsTo(server)).toBe(2);
  });

  it("are used when Redis hangs from the start", async () => {
    const server = await startRedis();
    server.suspend();
    const process = connect(server);
    await takeWhenFree(process, REST_MS);
    expect(process.notices).toEqual([expect.stringContaining("(no answer)")]);
  });

  it("are not used when Redis has only closed an idle connection", async () => {
    const server = await startRedis();
    const process = connect(server);
    await takeAll(1, process);
    await server.client.client("KILL", "TYPE", "normal", "SKIPME", "yes");
    await sleep(100);
    await takeAll(4, process);
    expect(process.notices).toEqual([]);
  });
});

describe("a process that uses Redis slots", () => {
  const script = `
    const { RedisSlots } = require("./dist/api/pace/redis-slots.js");
    const fallback = { take: () => Promise.resolve({ retake: () => undefined }) };
    const options = { url: process.argv[1], name: "account", slots: 5, fallback, notice: () => undefined };
    new RedisSlots(options).take(1050).then((answer) => console.log(Object.keys(answer)[0]));
  `;

  /** Runs a process that takes one slot and exits on its own, and returns what it prints. */
  async function takeOnce(url: string): Promise<string> {
    const child = spawn(process.execPath, ["-e", script, url], {
      stdio: ["ignore", "pipe", "inherit"],
      timeout: 30_000,
    });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    const [code] = (await once(child, "close")) as [number | null];
    expect(code).toBe(0);
    return output.trim();
  }

  it("exits on its own", async () => {
    expect(await takeOnce((await startRedis()).url)).toBe("retake");
  });

  it("exits on its own without Redis", async () => {
    expect(await takeOnce(`redis://127.0.0.1:${await freePort()}`)).toBe("freeInMs");
  });

  it("exits on its own when Redis hangs", async () => {
    const server = await startRedis();
    server.suspend();
    expect(await takeOnce(server.url)).toBe("freeInMs");
  });
});
