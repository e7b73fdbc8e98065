import { describe, expect, it } from "@jest/globals";
import { GET, NUMBER, UPDATE, call } from "./signed-call.js";
import { withEmulator } from "./running.js";

const START = Date.UTC(2026, 10, 22);
let nowMs = START;
const emulator = withEmulator(() => {
  nowMs = START;
  return { now: () => nowMs };
});

const make = (action: string, options = {}) =>
  call(emulator().endpoint, action, NUMBER, { date: new Date(nowMs), ...options });

describe("a nonce", () => {
  it("cannot be used again for 15 minutes", async () => {
    await make(GET, { nonce: "n" });
    nowMs += 15 * 60_000 - 1;
    expect((await make(GET, { nonce: "n" })).json["Code"]).toBe("SignatureNonceUsed");
    nowMs += 1;
    expect((await make(GET, { nonce: "n" })).json["Code"]).toBe("OK");
  });
});

describe("a stale read", () => {
  it("shows the settings from before the latest writes for staleReadMs", async () => {
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
