import { request } from "node:http";
import { describe, expect, it } from "@jest/globals";
import type { Changes } from "../../../emulator/page/changes.js";
import { startEmulator } from "../../../emulator/index.js";
import { send } from "../http.js";
import { withEmulator } from "../running.js";
import { GET, NUMBER, UPDATE, call } from "../signed-call.js";

const emulator = withEmulator(() => ({ numbers: [{ custSpaceId: "cams-0", phoneNumber: "1", prompts: ["hello"] }] }));
const get = (target: string, headers: Record<string, string> = {}) => send(emulator().endpoint, { target, headers });

describe("the page of the emulator", () => {
  it("is where a browser that opens the endpoint is sent, and no call", async () => {
    const { status, headers } = await get("/", { accept: "text/html,*/*;q=0.8" });
    expect([status, headers.location]).toEqual([302, "/_emulator/"]);
    expect((await get("/_emulator")).headers.location).toBe("/_emulator/");
    expect((await get("/favicon.ico")).headers.location).toBe("/_emulator/page/icon.svg");
    expect(emulator().requests()).toEqual([]);
  });

  it.each<[string, string, Record<string, string>]>([
    ["names an operation", "/", { accept: "text/html", "x-acs-action": GET }],
    ["has parameters", "/?PhoneNumber=1", { accept: "text/html" }],
    ["accepts anything", "/", { accept: "*/*" }],
  ])("leaves a request that %s to the service", async (_, target, headers) => {
    expect((await get(target, headers)).status).not.toBe(302);
    expect(emulator().requests()).toHaveLength(1);
  });

  it("loads nothing but the emulator's own files, and cannot be framed", async () => {
    const { status, headers, text } = await get("/_emulator/");
    expect([status, headers["content-type"]]).toEqual([200, "text/html;charset=utf-8"]);
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["content-security-policy"]).toMatch(/^default-src 'none'; script-src 'self' 'sha256-/);
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(headers["content-security-policy"]).not.toContain("unsafe");
    expect(text).not.toMatch(/https?:|style=/);
  });

  it.each<[string, () => Record<string, string>]>([
    ["a foreign host", () => ({ host: "evil.example" })],
    ["a foreign origin", () => ({ host: emulator().endpoint, origin: "https://evil.example" })],
  ])("is refused to %s", async (_, headers) => {
    for (const path of ["/_emulator/", "/_emulator/events", "/_emulator/page/icon.svg"])
      expect((await get(path, headers())).status).toBe(403);
  });

  it.each(["/_emulator/page/nothing.js", "/_emulator/page/../../cli/index.js", "/_emulator/page/%2e%2e/index.js"])(
    "has no file %s",
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );
});

describe("the stream of changes", () => {
  it("tells everything at first, and then only what changed", async () => {
    const stream = await follow(emulator().endpoint);
    expect(await stream.next()).toMatchObject({
      isWhole: true,
      numbers: [{ phoneNumber: "1", prompts: ["hello"] }],
      calls: [],
      faults: [],
      operations: [{ name: UPDATE, callsPerSecond: 5 }, { name: GET, callsPerSecond: 5 }, { callsPerSecond: 10 }],
    });
    await call(emulator().endpoint, UPDATE, { ...NUMBER, Prompts: '["a"]' });
    const changes = await stream.next();
    expect(changes).toMatchObject({ isWhole: false, numbers: [{ phoneNumber: NUMBER.PhoneNumber, prompts: ["a"] }] });
    expect(changes.calls).toMatchObject([{ index: 0, operation: UPDATE, code: "OK", isAdmitted: true }]);
    emulator().fail({ fault: "reset", times: 3 });
    expect((await stream.next()).faults).toEqual([{ fault: "reset", times: 3 }]);
    stream.end();
  });

  it("tells which calls count toward the limit", async () => {
    emulator().fail({ fault: "internal-error" }, { fault: "throttled" });
    await call(emulator().endpoint, UPDATE);
    await call(emulator().endpoint, UPDATE);
    await call(emulator().endpoint, UPDATE, NUMBER, { accessKeySecret: "wrong" });
    const stream = await follow(emulator().endpoint);
    const { calls } = await stream.next();
    stream.end();
    expect(calls.map(({ code, isAdmitted }) => [code, isAdmitted])).toEqual([
      ["InternalError", true],
      ["Throttling.User", false],
      ["SignatureDoesNotMatch", false],
    ]);
  });

  it("tells a page that connects again what it has missed", async () => {
    const first = await follow(emulator().endpoint);
    await first.next();
    first.end();
    emulator().setNumber({ custSpaceId: "cams-0", phoneNumber: "2" });
    const second = await follow(emulator().endpoint, first.lastId());
    expect(await second.next()).toMatchObject({ isWhole: false, numbers: [{ phoneNumber: "2" }] });
    second.end();
  });

  it("tells everything after a reset, and to a page that knew another emulator", async () => {
    const stream = await follow(emulator().endpoint);
    await stream.next();
    emulator().setNumber({ custSpaceId: "cams-0", phoneNumber: "2" });
    emulator().reset();
    expect(await stream.next()).toMatchObject({ isWhole: true, numbers: [{ phoneNumber: "1" }] });
    stream.end();
    const another = await startEmulator();
    const restarted = await follow(another.endpoint, stream.lastId());
    expect(await restarted.next()).toMatchObject({ isWhole: true });
    await another.close();
  });

  it("ends when the emulator closes", async () => {
    const closing = await startEmulator();
    const stream = await follow(closing.endpoint);
    await stream.next();
    await closing.close();
    await stream.ended;
  });
});

/** Follows the changes as a browser does. */
async function follow(endpoint: string, lastId?: string) {
  const [host, port] = endpoint.split(":");
  const headers = lastId === undefined ? {} : { "last-event-id": lastId };
  const outgoing = request({ host, port, path: "/_emulator/events", headers, agent: false }).end();
  let text = "";
  let read = 0;
  let id = "";
  let grown: () => void = () => undefined;
  outgoing.on("error", () => undefined);
  const ended = new Promise<void>((resolve) => {
    outgoing.on("response", (response) => {
      response.on("data", (chunk: Buffer) => {
        text += chunk.toString("utf8");
        grown();
      });
      response.on("error", () => undefined);
      response.on("close", resolve);
    });
  });
  const next = async (): Promise<Changes> => {
    for (;;) {
      const end = text.indexOf("\n\n", read);
      if (end >= 0) {
        const [, found = "", data = ""] = /^id: (.*)\ndata: (.*)$/.exec(text.slice(read, end)) ?? [];
        read = end + 2;
        if (data === "") continue;
        id = found;
        return JSON.parse(data) as Changes;
      }
      await new Promise<void>((resolve) => (grown = resolve));
    }
  };
  await new Promise((resolve) => outgoing.once("response", resolve));
  return { next, ended, lastId: () => id, end: () => outgoing.destroy() };
}
