import { describe, expect, it } from "@jest/globals";
import type { Sent } from "../http.js";
import { send } from "../http.js";
import { GET, NUMBER, UPDATE, call } from "../signed-call.js";
import { withEmulator } from "../running.js";

const FIXTURE = { custSpaceId: "cams-0", phoneNumber: "1", prompts: ["hello"] };
const emulator = withEmulator(() => ({ behaviour: { unsetSettings: "empty" }, numbers: [FIXTURE] }));
const control = (method: string, path: string, body?: unknown, more: Sent = {}) =>
  send(emulator().endpoint, {
    method,
    target: `/_emulator${path}`,
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    ...more,
  });

const SETTINGS = {
  custSpaceId: "cams-1",
  phoneNumber: "8613000000000",
  enableWelcomeMessage: true,
  prompts: ["b", "a"],
  commands: [{ commandName: "order", commandDescription: "Track an order" }],
};

describe("the control routes", () => {
  it("list every call", async () => {
    const before = Date.now();
    await call(emulator().endpoint, GET, NUMBER);
    const { status, headers, json } = await control("GET", "/requests");
    expect(status).toBe(200);
    expect(headers["content-type"]).toBe("application/json;charset=utf-8");
    expect(json).toEqual([{ ...emulator().requests()[0], operation: GET, status: 200, code: "OK" }]);
    expect(emulator().requests()[0]?.time).toBeGreaterThanOrEqual(before);
    expect(emulator().requests()[0]?.time).toBeLessThanOrEqual(Date.now());
  });

  it("list and set the settings of numbers, without a call", async () => {
    expect((await control("PUT", "/numbers", SETTINGS)).status).toBe(204);
    await control("PUT", "/numbers", { custSpaceId: "cams-0", phoneNumber: "1" });
    const empty = { enableWelcomeMessage: false, prompts: [], commands: [] };
    expect((await control("GET", "/numbers")).json).toEqual([
      { custSpaceId: "cams-0", phoneNumber: "1", ...empty },
      SETTINGS,
    ]);
    expect((await control("GET", "/requests")).json).toEqual([]);
    expect((await call(emulator().endpoint, GET, NUMBER)).json["Data"]).toMatchObject({ Prompts: ["b", "a"] });
  });

  it("do not count toward the rate limit", async () => {
    for (let index = 0; index < 12; index += 1) await control("PUT", "/numbers", SETTINGS);
    for (let index = 0; index < 5; index += 1)
      expect((await call(emulator().endpoint, UPDATE, NUMBER)).status).toBe(200);
  });

  it("queue one fault or several", async () => {
    expect((await control("POST", "/faults", { fault: "throttled" })).status).toBe(204);
    await control("POST", "/faults", [{ fault: "internal-error", times: 2 }, { fault: "bad-gateway" }]);
    const statuses: number[] = [];
    for (let index = 0; index < 5; index += 1) statuses.push((await call(emulator().endpoint, GET, NUMBER)).status);
    expect(statuses).toEqual([400, 500, 500, 502, 200]);
  });

  it("change some switches, and leave the others", async () => {
    expect((await control("PUT", "/behaviour", { emptyList: "absent" })).status).toBe(204);
    expect((await call(emulator().endpoint, GET, NUMBER)).json["Data"]).toHaveProperty("Prompts", []);
  });

  it("reset the emulator to what it started with", async () => {
    emulator().setNumber({ ...FIXTURE, prompts: [] });
    await call(emulator().endpoint, UPDATE, NUMBER, { nonce: "n" });
    emulator().fail({ fault: "internal-error" });
    emulator().setBehaviour({ unsetSettings: "null" });
    expect((await control("POST", "/reset")).status).toBe(204);
    expect(emulator().numbers()).toEqual([{ ...FIXTURE, enableWelcomeMessage: false, commands: [] }]);
    expect(emulator().requests()).toEqual([]);
    const { json } = await call(emulator().endpoint, GET, NUMBER, { nonce: "n" });
    expect(json).toMatchObject({ Code: "OK", Data: { Prompts: [] } });
  });
});

describe("the control routes of an emulator with other names", () => {
  const allowing = withEmulator(() => ({
    host: "0.0.0.0",
    allowedHosts: ["127.0.0.1", "Emulator", "tls.example:8443"],
  }));

  it.each<[string, string | undefined, number]>([
    ["127.0.0.1:8080", undefined, 200],
    ["127.0.0.1", "http://127.0.0.1", 200],
    ["emulator:4010", "http://emulator:4010", 200],
    ["tls.example:8443", "https://tls.example:8443", 200],
    ["tls.example", undefined, 403],
    ["localhost:8080", undefined, 403],
    ["evil.example:4010", "http://evil.example:4010", 403],
    ["127.0.0.1:8080", "http://127.0.0.1:9090", 403],
    ["127.0.0.1:8080", "http://evil.example", 403],
    ["127.0.0.1:8080.evil.example", undefined, 403],
  ])("answer a request to %s with the origin %s by %d", async (host, origin, status) => {
    const headers = { host, ...(origin === undefined ? {} : { origin }) };
    const { endpoint } = allowing();
    expect(endpoint).toBe(`127.0.0.1:${allowing().port}`);
    expect((await send(endpoint, { target: "/_emulator/requests", headers })).status).toBe(status);
  });
});

describe("the control routes refuse", () => {
  const host = () => emulator().endpoint;

  it.each<[string, () => Record<string, string | string[]>, number]>([
    ["a foreign host", () => ({ host: "evil.example" }), 403],
    ["a foreign port", () => ({ host: "127.0.0.1:1" }), 403],
    ["a foreign origin", () => ({ host: host(), origin: "https://evil.example" }), 403],
    ["an opaque origin", () => ({ host: host(), origin: "null" }), 403],
    ["the port of another origin", () => ({ host: host(), origin: "http://127.0.0.1:1" }), 403],
    ["no request from its own origin", () => ({ host: host(), origin: `http://${host()}` }), 200],
    ["a foreign host with itself as the origin", () => ({ host: "evil.example", origin: "http://evil.example" }), 403],
    ["no request to localhost", () => ({ host: `localhost:${emulator().port}` }), 200],
  ])("%s", async (_, headers, status) => {
    expect((await control("GET", "/requests", undefined, { headers: headers() })).status).toBe(status);
    const put = await control("PUT", "/numbers", SETTINGS, { headers: headers() });
    expect(put.status).toBe(status === 200 ? 204 : 403);
    expect(emulator().numbers()).toHaveLength(status === 200 ? 2 : 1);
  });

  it("unknown paths, and list the known ones", async () => {
    for (const path of ["/nothing", "/numbers/1"]) {
      const { status, json } = await control("GET", path);
      expect(status).toBe(404);
      expect(json["error"]).toContain("PUT /_emulator/behaviour");
    }
  });

  it("other methods, and list the accepted ones", async () => {
    const { status, headers, json } = await control("DELETE", "/numbers");
    expect([status, headers.allow]).toEqual([405, "GET, PUT"]);
    expect(json).toEqual({ error: "/_emulator/numbers accepts GET, PUT, not DELETE." });
  });

  it("bodies over 1 MiB", async () => {
    const { status, json } = await control("PUT", "/numbers", " ".repeat(1024 * 1024 + 1));
    expect([status, json]).toEqual([413, { error: "The body is larger than 1 MiB." }]);
  });

  it.each<[string, string, unknown, string]>([
    ["PUT", "/numbers", "{", "The body is not JSON."],
    ["PUT", "/numbers", [], "Expected the number's settings to be an object, got an array"],
    ["PUT", "/numbers", { phoneNumber: "1" }, "Expected custSpaceId to be a non-empty string, got nothing"],
    [
      "PUT",
      "/numbers",
      { custSpaceId: "a", phoneNumber: 1 },
      "Expected phoneNumber to be a non-empty string, got 1 (number)",
    ],
    ["PUT", "/numbers", { ...SETTINGS, prompts: "a" }, 'Expected prompts to be an array, got "a" (string)'],
    ["PUT", "/numbers", { ...SETTINGS, prompts: [null] }, "Expected prompts[0] to be a string, got null"],
    [
      "PUT",
      "/numbers",
      { ...SETTINGS, commands: [{ commandName: "a" }] },
      "Expected commands[0].commandDescription to be a string, got nothing",
    ],
    [
      "PUT",
      "/numbers",
      { ...SETTINGS, enableWelcomeMessage: "true" },
      'Expected enableWelcomeMessage to be a boolean, got "true" (string)',
    ],
    [
      "PUT",
      "/numbers",
      { CustSpaceId: "a" },
      `Expected the number's settings to have only the keys "custSpaceId", "phoneNumber", "enableWelcomeMessage", "prompts", "commands", got "CustSpaceId"`,
    ],
    [
      "PUT",
      "/behaviour",
      { latencyMs: -1 },
      "Expected latencyMs to be a whole number from 0 to 600000, got -1 (number)",
    ],
    [
      "PUT",
      "/behaviour",
      { emptyList: "null" },
      'Expected emptyList to be one of "empty", "absent", got "null" (string)',
    ],
    [
      "POST",
      "/faults",
      { fault: "throttled", ms: 1 },
      'Expected the fault "throttled" to have only the keys "fault", "times", "chance", "operation", "phoneNumber", "retryAfterMs", got "ms"',
    ],
    [
      "POST",
      "/faults",
      [{ fault: "throttled", times: 0 }],
      "Expected times to be a whole number from 1 to 9007199254740991, got 0 (number)",
    ],
    ["POST", "/faults", { fault: "reset", chance: 2 }, "Expected chance to be a number from 0 to 1, got 2 (number)"],
    ["POST", "/faults", { fault: "error", status: 500 }, "Expected code to be a non-empty string, got nothing"],
    [
      "POST",
      "/faults",
      { fault: "error", code: "A" },
      "Expected status to be a whole number from 200 to 599, got nothing",
    ],
    [
      "POST",
      "/faults",
      { fault: "reset", operation: "Update" },
      'Expected operation to be one of "UpdateConversationalAutomation", "GetConversationalAutomation", "QueryChatappPhoneNumbers", got "Update" (string)',
    ],
  ])("%s %s of %j", async (method, path, body, error) => {
    const { status, json } = await control(method, path, body);
    expect(json).toEqual({ error });
    expect(status).toBe(400);
  });

  it("unknown faults, and list the known ones", async () => {
    const { status, json } = await control("POST", "/faults", { fault: "toString" });
    expect(status).toBe(400);
    expect(json["error"]).toMatch(
      /^Expected faults\[0\]\.fault to be one of "throttled", .*"applied-then-reset", got "toString"/,
    );
  });

  it("an entire list with one bad fault", async () => {
    await control("POST", "/faults", [{ fault: "internal-error" }, { fault: "nothing" }]);
    expect((await call(emulator().endpoint, GET, NUMBER)).status).toBe(200);
  });
});
