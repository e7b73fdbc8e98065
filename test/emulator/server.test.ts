import { randomBytes } from "node:crypto";
import { connect } from "node:net";
import { describe, expect, it } from "@jest/globals";
import { startEmulator } from "../../emulator/index.js";
import type { EmulatorOptions } from "../../emulator/index.js";
import { send } from "./http.js";
import { NUMBER, UPDATE, call } from "./signed-call.js";
import { withEmulator } from "./running.js";

const emulator = withEmulator();

/** Writes bytes on a new connection, and returns what comes back before it ends. */
function write(bytes: string | Buffer, disconnect = false): Promise<string> {
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(emulator().port, "127.0.0.1", () => {
      socket.write(bytes, () => {
        if (disconnect) socket.resetAndDestroy();
      });
    });
    socket.on("data", (chunk: Buffer) => (answer += chunk.toString("latin1")));
    socket.on("error", () => undefined);
    socket.on("close", () => {
      resolve(answer);
    });
  });
}

async function firstArrival(): Promise<void> {
  while (emulator().requests().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
}

async function stillAnswers(): Promise<void> {
  expect((await call(emulator().endpoint, UPDATE, NUMBER)).status).toBe(200);
}

describe("the emulator survives", () => {
  it.each<[string, string | Buffer, RegExp]>([
    ["noise", Buffer.concat([randomBytes(4096), Buffer.from("\r\n\r\n")]), /^HTTP\/1\.1 400 /],
    ["a TLS handshake", Buffer.from("16030100a5010000a10303", "hex"), /^HTTP\/1\.1 400 /],
    ["too many header bytes", `GET /?${"a".repeat(300_000)} HTTP/1.1\r\n`, /^HTTP\/1\.1 431 /],
    ["no host", "GET / HTTP/1.1\r\nconnection: close\r\n\r\n", /^HTTP\/1\.1 400 /],
    ["HTTP/1.0 without a host", "GET /_emulator/requests HTTP/1.0\r\n\r\n", /^HTTP\/1\.1 403 /],
    ["malformed escapes", "GET /%?%=%zz&%ff%=%&& HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n", /^HTTP\/1\.1 404 /],
    [
      "raw bytes in the target",
      "GET /?a=\xff\x80 HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n",
      /^HTTP\/1\.1 40[04] /,
    ],
    ["an absolute target", "GET http://a/x HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n", /^HTTP\/1\.1 404 /],
    ["OPTIONS *", "OPTIONS * HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n", /^HTTP\/1\.1 404 /],
    ["CONNECT", "CONNECT a:1 HTTP/1.1\r\nhost: a\r\n\r\n", /^$/],
    [
      "an upgrade",
      "GET / HTTP/1.1\r\nhost: a\r\nconnection: close, upgrade\r\nupgrade: websocket\r\n\r\n",
      /^HTTP\/1\.1 404 /,
    ],
    [
      "repeated headers",
      "GET /_emulator/requests HTTP/1.1\r\nhost: a\r\nHost: b\r\nx-acs-action: a\r\nx-acs-action: b\r\nconnection: close\r\n\r\n",
      /^HTTP\/1\.1 40[03] /,
    ],
    [
      "an operation named like a method of Object",
      "GET / HTTP/1.1\r\nhost: a\r\nx-acs-action: constructor\r\nx-acs-version: 2020-06-06\r\nconnection: close\r\n\r\n",
      /^HTTP\/1\.1 404 /,
    ],
    ["a broken chunk", "POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n", /^HTTP\/1\.1 400 |^$/],
  ])("%s", async (_, bytes, answer) => {
    expect(await write(bytes)).toMatch(answer);
    await stillAnswers();
  });

  it("clients that disconnect", async () => {
    await write("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\nab", true);
    await write("GET / HTTP/1.1\r\nhost: a\r\n\r\n".repeat(20), true);
    emulator().setBehaviour({ latencyMs: 20 });
    await write("GET / HTTP/1.1\r\nhost: a\r\n\r\n", true);
    emulator().setBehaviour({ latencyMs: 0 });
    await stillAnswers();
  });

  it("a client that disconnects while the body stalls", async () => {
    emulator().fail({ fault: "slow-body", ms: 150 });
    const controller = new AbortController();
    const left = call(emulator().endpoint, UPDATE, NUMBER, { tamper: (sent) => (sent.signal = controller.signal) });
    const failed = expect(left).rejects.toThrow();
    await firstArrival();
    controller.abort();
    await failed;
    await new Promise((resolve) => setTimeout(resolve, 180));
    expect(emulator().requests()).toMatchObject([{ status: null, code: null }]);
    await stillAnswers();
  });

  it("a body over 1 MiB", async () => {
    const { status, json } = await send(emulator().endpoint, { method: "POST", body: "a".repeat(3 * 1024 * 1024) });
    expect([status, json["Code"]]).toEqual([413, "RequestEntityTooLarge"]);
    await stillAnswers();
  });
});

describe("pipelined calls", () => {
  it("are answered in order", async () => {
    const one = (path: string, more = "") => `GET ${path} HTTP/1.1\r\nhost: ${emulator().endpoint}\r\n${more}\r\n`;
    const answers = await write(one("/") + one("/_emulator/numbers") + one("/", "connection: close\r\n"));
    expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 404", "HTTP/1.1 200", "HTTP/1.1 404"]);
  });
});

describe("close", () => {
  it("ends open connections and delayed answers, and frees the port", async () => {
    const { port, endpoint } = emulator();
    emulator().setBehaviour({ latencyMs: 60_000 });
    const idle = write("");
    const delayed = expect(call(endpoint, UPDATE, NUMBER)).rejects.toMatchObject({ code: "ECONNRESET" });
    await firstArrival();
    await emulator().close();
    await Promise.all([idle, delayed]);
    const again = await startEmulator({ port });
    expect(again.endpoint).toBe(endpoint);
    await again.close();
    await again.close();
  });
});

describe("startEmulator", () => {
  it.each<[string, EmulatorOptions]>([
    ["Expected `accounts` to contain at least one account, got none", { accounts: [] }],
    [
      "Expected every account to have a unique `accessKeyId`, got a duplicate",
      { accounts: ["a", "b"].map((accessKeySecret) => ({ accessKeyId: "id", accessKeySecret })) },
    ],
    [
      "Expected every account to have an `accessKeyId` and an `accessKeySecret`, got an empty string",
      { accounts: [{ accessKeyId: "id", accessKeySecret: "" }] },
    ],
    [
      'Expected numbers[0].phoneNumber to be a non-empty string, got "" (string)',
      { numbers: [{ custSpaceId: "a", phoneNumber: "" }] },
    ],
    [
      "Expected staleReadMs to be a whole number from 0 to 600000, got NaN (number)",
      { behaviour: { staleReadMs: NaN } },
    ],
    ["Expected allowedHosts to name what programs call an emulator that listens on 0.0.0.0", { host: "0.0.0.0" }],
    [
      'Expected allowedHosts[0] to be a host name with an optional port, got "http://a"',
      { allowedHosts: ["http://a"] },
    ],
  ])("rejects with %j", async (message, options) => {
    await expect(startEmulator(options)).rejects.toThrow(message);
  });

  it.each([
    ["localhost", /^localhost:\d+$/],
    ["127.0.0.2", /^127\.0\.0\.2:\d+$/],
    ["::1", /^\[::1\]:\d+$/],
  ])("listens on %s of the loopback", async (host, endpoint) => {
    const running = await startEmulator({ host });
    expect(running.endpoint).toMatch(endpoint);
    const answer = await fetch(`http://${running.endpoint}/`);
    expect(answer.status).toBe(404);
    await running.close();
  });

  it("rejects a port that is in use", async () => {
    await expect(startEmulator({ port: emulator().port })).rejects.toMatchObject({ code: "EADDRINUSE" });
  });
});
