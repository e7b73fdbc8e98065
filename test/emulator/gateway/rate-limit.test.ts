import { describe, expect, it } from "@jest/globals";
import type { Moment } from "../../../emulator/clock.js";
import { RateLimits } from "../../../emulator/gateway/rate-limit.js";
import type { RateLimit } from "../../../emulator/index.js";
import { GET, NUMBER, QUERY, UPDATE, call } from "../signed-call.js";
import { withEmulator } from "../running.js";

const START = Date.UTC(2026, 10, 22);
let nowMs = START;
const OTHER = { accessKeyId: "other", accessKeySecret: "other" };
const emulator = withEmulator(() => {
  nowMs = START;
  return {
    now: () => nowMs,
    accounts: [{ accessKeyId: "emulator-key-id", accessKeySecret: "emulator-key-secret" }, OTHER],
  };
});

const make = (action = UPDATE, options = {}) =>
  call(emulator().endpoint, action, NUMBER, { date: new Date(nowMs), ...options });

async function burst(count: number, action = UPDATE): Promise<unknown[]> {
  const codes: unknown[] = [];
  for (let index = 0; index < count; index += 1) codes.push((await make(action)).json["Code"]);
  return codes;
}

describe("RateLimits", () => {
  const at = (ms: number): Moment => ({ wallMs: START + ms, monotonicMs: ms });
  const waits = (rateLimit: RateLimit, moments: readonly number[], callsPerSecond = 5, throttledCallsCount = false) => {
    const rates = new RateLimits();
    return moments.map((ms) => rates.admit({ rateLimit, throttledCallsCount }, "k", callsPerSecond, at(ms)));
  };

  it("sliding: admits five calls in any 1000 ms", () => {
    expect(waits("sliding", [0, 400, 800, 900, 999, 999.5, 1000, 1001, 1400])).toEqual([0, 0, 0, 0, 0, 1, 0, 399, 0]);
  });

  it("fixed: admits five calls in each second of the wall clock, and ten around its end", () => {
    expect(waits("fixed", [900, 920, 940, 960, 980, 999, 1000, 1001, 1002, 1003, 1004, 1250])).toEqual([
      0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 750,
    ]);
  });

  it("fixed: follows the wall clock, even when it is set back", () => {
    const rates = new RateLimits();
    const admit = (wallMs: number, monotonicMs: number) =>
      rates.admit({ rateLimit: "fixed", throttledCallsCount: false }, "k", 1, { wallMs, monotonicMs });
    expect([admit(5100, 0), admit(5200, 2000), admit(4900, 2001), admit(6000, 2002)]).toEqual([0, 800, 0, 0]);
  });

  it("bucket: admits five calls at once, then one every 200 ms", () => {
    expect(waits("bucket", [0, 0, 0, 0, 0, 0, 150, 200, 201, 399.5, 400])).toEqual([
      0, 0, 0, 0, 0, 200, 50, 0, 199, 1, 0,
    ]);
  });

  it("bucket: never holds more than one second's worth of calls", () => {
    expect(waits("bucket", [0, 60_000, 60_000, 60_000, 60_000, 60_000, 60_000])).toEqual([0, 0, 0, 0, 0, 0, 200]);
    expect(waits("bucket", Array<number>(11).fill(0), 10)).toEqual([...Array<number>(10).fill(0), 100]);
  });

  it.each(["sliding", "fixed", "bucket"] as const)("%s: does not count throttled calls", (rateLimit) => {
    const every10Ms = Array.from({ length: 101 }, (_, index) => index * 10);
    const spaced = waits(rateLimit, every10Ms);
    expect(spaced.filter((wait) => wait === 0)).toHaveLength(rateLimit === "bucket" ? 10 : 6);
    expect(spaced.at(-1)).toBe(0);
  });

  it.each<[RateLimit, number[]]>([
    ["sliding", [0, 600, 600, 600, 0]],
    ["fixed", [0, 600, 200, 0, 0]],
    ["bucket", [0, 600, 1200, 1800, 600]],
  ])("%s: holds up who keeps calling when throttled calls count", (rateLimit, expected) => {
    expect(waits(rateLimit, [0, 400, 800, 1200, 3400], 1, true)).toEqual(expected);
  });

  it("none: admits every call", () => {
    expect(waits("none", Array<number>(100).fill(0))).toEqual(Array<number>(100).fill(0));
  });

  it.each(["sliding", "fixed", "bucket"] as const)("%s: admits a call after exactly the hinted time", (rateLimit) => {
    const rates = new RateLimits();
    const admit = (ms: number) => rates.admit({ rateLimit, throttledCallsCount: false }, "k", 5, at(ms));
    for (const ms of [130, 135.25, 140, 171.5, 180]) expect(admit(ms)).toBe(0);
    const waitMs = admit(200);
    expect(admit(200 + waitMs - 1)).toBe(1);
    expect(admit(200 + waitMs)).toBe(0);
  });
});

describe("the rate limit", () => {
  it("throttles the sixth call of a second, and hints when a slot is free", async () => {
    await make();
    nowMs += 300;
    await burst(4);
    nowMs += 100;
    const throttled = await make();
    expect(throttled.status).toBe(400);
    expect(throttled.headers["x-acs-retry-after"]).toBe("600");
    nowMs += 599;
    expect((await make()).json["Code"]).toBe("Throttling.User");
    nowMs += 1;
    expect((await make()).json["Code"]).toBe("OK");
  });

  it("counts each operation and each account separately", async () => {
    await burst(5);
    expect((await make(GET)).status).toBe(200);
    expect((await make(UPDATE, OTHER)).status).toBe(200);
    expect((await make()).status).toBe(400);
  });

  it("allows ten calls of Query per second", async () => {
    expect(await burst(11, QUERY)).toEqual([...Array<string>(10).fill("OK"), "Throttling.User"]);
  });

  it("does not count calls with a wrong signature", async () => {
    for (let index = 0; index < 5; index += 1) await make(UPDATE, { accessKeySecret: "wrong" });
    expect((await make()).status).toBe(200);
  });

  it("applies nothing of a throttled call", async () => {
    await burst(5, GET);
    emulator().reset();
    await burst(5);
    await call(emulator().endpoint, UPDATE, { ...NUMBER, Prompts: '["a"]' }, { date: new Date(nowMs) });
    expect(emulator().numbers()).toMatchObject([{ prompts: [] }]);
  });

  it("answers with the service's own code if throttleCode says so", async () => {
    emulator().setBehaviour({ throttleCode: "System.LimitControl" });
    await burst(5);
    const throttled = await make();
    expect(throttled.status).toBe(400);
    expect(throttled.json).toMatchObject({ Code: "System.LimitControl", Message: "The system is under flow control." });
    expect(throttled.headers).not.toHaveProperty("x-acs-retry-after");
  });

  it("is checked on arrival, not when the delayed answer goes out", async () => {
    emulator().setBehaviour({ latencyMs: 20 });
    const answers = Array.from({ length: 6 }, () => make());
    const codes = (await Promise.all(answers)).map(({ json }) => json["Code"]);
    expect(codes.filter((code) => code === "Throttling.User")).toHaveLength(1);
    expect(
      emulator()
        .requests()
        .every(({ time }) => time === START),
    ).toBe(true);
  });

  it("is checked after the travel time, when the call is recorded", async () => {
    emulator().setBehaviour({ uplinkMs: 80 });
    const traveling = make();
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(emulator().requests()).toEqual([]);
    nowMs += 700;
    await traveling;
    expect(emulator().requests()).toMatchObject([{ time: START + 700, status: 200 }]);
    emulator().setBehaviour({ uplinkMs: 0 });
    await burst(4);
    expect((await make()).headers["x-acs-retry-after"]).toBe("1000");
  });

  it.each([
    ["fixed", "600"],
    ["bucket", "200"],
  ] as const)("hints at the next slot of a %s limit", async (rateLimit, retryAfter) => {
    emulator().setBehaviour({ rateLimit });
    nowMs += 400;
    await burst(5);
    const throttled = await make();
    expect([throttled.status, throttled.headers["x-acs-retry-after"]]).toEqual([400, retryAfter]);
    nowMs += Number(retryAfter) - 1;
    expect((await make()).json["Code"]).toBe("Throttling.User");
    nowMs += 1;
    expect((await make()).json["Code"]).toBe("OK");
  });

  it("starts over after a reset", async () => {
    await burst(5);
    emulator().reset();
    expect((await make()).status).toBe(200);
  });
});
