import { describe, expect, it } from "@jest/globals";
import { RateWindows } from "../../emulator/rate.js";
import { GET, NUMBER, QUERY, UPDATE, call } from "./signed-call.js";
import { withEmulator } from "./running.js";

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

describe("RateWindows", () => {
  it("admits five calls in any sliding second", () => {
    const rates = new RateWindows();
    const denied = [0, 400, 800, 900, 999, 999.5, 1000, 1001, 1400].map((stamp) => rates.admit("k", 5, stamp));
    expect(denied).toEqual([0, 0, 0, 0, 0, 1, 0, 399, 0]);
  });

  it("does not count denied calls", () => {
    const rates = new RateWindows();
    for (let stamp = 0; stamp < 1000; stamp += 10) rates.admit("k", 5, stamp);
    expect(rates.admit("k", 5, 1000)).toBe(0);
  });
});

describe("the rate", () => {
  it("denies the sixth call of a second, with the time until a slot is free", async () => {
    await make();
    nowMs += 300;
    await burst(4);
    nowMs += 100;
    const denied = await make();
    expect(denied.status).toBe(400);
    expect(denied.headers["x-acs-retry-after"]).toBe("600");
    nowMs += 599;
    expect((await make()).json["Code"]).toBe("Throttling.User");
    nowMs += 1;
    expect((await make()).json["Code"]).toBe("OK");
  });

  it("counts each operation and each account by itself", async () => {
    await burst(5);
    expect((await make(GET)).status).toBe(200);
    expect((await make(UPDATE, OTHER)).status).toBe(200);
    expect((await make()).status).toBe(400);
  });

  it("allows ten queries a second", async () => {
    expect(await burst(11, QUERY)).toEqual([...Array<string>(10).fill("OK"), "Throttling.User"]);
  });

  it("does not count calls that fail to sign in", async () => {
    for (let index = 0; index < 5; index += 1) await make(UPDATE, { accessKeySecret: "wrong" });
    expect((await make()).status).toBe(200);
  });

  it("applies nothing of a denied call", async () => {
    await burst(5, GET);
    emulator().reset();
    await burst(5);
    await call(emulator().endpoint, UPDATE, { ...NUMBER, Prompts: '["a"]' }, { date: new Date(nowMs) });
    expect(emulator().numbers()).toMatchObject([{ prompts: [] }]);
  });

  it("answers in the service's own words when the behaviour says so", async () => {
    emulator().setBehaviour({ throttleCode: "System.LimitControl" });
    await burst(5);
    const denied = await make();
    expect(denied.status).toBe(400);
    expect(denied.json).toMatchObject({ Code: "System.LimitControl", Message: "The system is under flow control." });
    expect(denied.headers).not.toHaveProperty("x-acs-retry-after");
  });

  it("is judged at arrival, not at the delayed answer", async () => {
    emulator().setBehaviour({ latencyMs: 60 });
    const answers = Array.from({ length: 6 }, () => make());
    const codes = (await Promise.all(answers)).map(({ json }) => json["Code"]);
    expect(codes.filter((code) => code === "Throttling.User")).toHaveLength(1);
    expect(
      emulator()
        .requests()
        .every(({ time }) => time === START),
    ).toBe(true);
  });

  it("starts anew after a reset", async () => {
    await burst(5);
    emulator().reset();
    expect((await make()).status).toBe(200);
  });
});

describe("nonces", () => {
  it("are remembered for 15 minutes", async () => {
    await make(GET, { nonce: "n" });
    nowMs += 15 * 60_000 - 1;
    expect((await make(GET, { nonce: "n" })).json["Code"]).toBe("SignatureNonceUsed");
    nowMs += 1;
    expect((await make(GET, { nonce: "n" })).json["Code"]).toBe("OK");
  });
});

describe("a stale read", () => {
  it("shows what was there before the last writes, for as long as the behaviour says", async () => {
    const write = (prompt: string) =>
      call(emulator().endpoint, UPDATE, { ...NUMBER, Prompts: JSON.stringify([prompt]) }, { date: new Date(nowMs) });
    const read = async () => ((await make(GET)).json["Data"] as { Prompts?: string[] }).Prompts;
    emulator().setBehaviour({ staleReadMs: 1000 });
    await write("one");
    expect(await read()).toBeUndefined();
    nowMs += 600;
    await write("two");
    nowMs += 400;
    expect(await read()).toEqual(["one"]);
    expect(emulator().numbers()).toMatchObject([{ prompts: ["two"] }]);
    nowMs += 600;
    expect(await read()).toEqual(["two"]);
  });
});
