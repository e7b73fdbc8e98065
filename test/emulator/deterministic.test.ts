import { describe, expect, it } from "@jest/globals";
import { startEmulator } from "../../emulator/index.js";
import type { Emulator } from "../../emulator/index.js";
import { withEmulator } from "./running.js";
import { GET, NUMBER, QUERY, UPDATE, call } from "./signed-call.js";

const emulator = withEmulator(() => ({ deterministic: true }));

/** Makes calls of every kind. Returns the answers, byte for byte, and what was recorded. */
async function runAll(running: Emulator): Promise<unknown[]> {
  const answers: unknown[] = [];
  const make = async (...args: [action: string, parameters: Record<string, string>, options?: object]) => {
    const { status, headers, text } = await call(running.endpoint, ...args);
    answers.push([status, headers, text]);
  };
  for (let index = 0; index < 7; index += 1) await make(UPDATE, { ...NUMBER, Prompts: `["${index}"]` });
  await make(GET, NUMBER);
  await make(QUERY, {});
  await make(GET, {});
  await make(GET, NUMBER, { accessKeySecret: "wrong", nonce: "n", date: new Date(0) });
  running.fail({ fault: "throttled" }, { fault: "bad-gateway" }, { fault: "failure" }, { fault: "key-case" });
  for (let index = 0; index < 4; index += 1) await make(GET, NUMBER);
  return [...answers, running.requests()];
}

describe("a deterministic emulator", () => {
  it("gives the same answers, ids, dates and records at each run, and again after a reset", async () => {
    const first = await runAll(emulator());
    emulator().reset();
    expect(await runAll(emulator())).toEqual(first);
    const other = await startEmulator({ deterministic: true });
    expect(await runAll(other)).toEqual(first);
    await other.close();
  });

  it("has ids and dates that never change", async () => {
    const answers = [await call(emulator().endpoint, GET), await call(emulator().endpoint, GET)];
    expect(answers.map(({ headers, json }) => [json["RequestId"], headers["x-acs-trace-id"], headers.date])).toEqual([
      ["6B86B273-FF34-FCE1-9D6B-804EFF5A3F57", "47ada4eaa22f1d49c01e52ddb7875b4b", "Thu, 01 Jan 2026 00:00:00 GMT"],
      ["D4735E3A-265E-16EE-E03F-59718B9B5D03", "019c07d8b6c51f90da3a666eec13ab35", "Thu, 01 Jan 2026 00:00:01 GMT"],
    ]);
    expect(
      emulator()
        .requests()
        .map(({ time }) => new Date(time).toISOString()),
    ).toEqual(["2026-01-01T00:00:00.000Z", "2026-01-01T00:00:01.000Z"]);
  });

  it("checks the dates of signatures against the real time", async () => {
    const date = new Date("2026-01-01T00:00:00Z");
    expect((await call(emulator().endpoint, GET, NUMBER, { date })).json["Code"]).toBe("InvalidTimeStamp.Expired");
  });

  it("shows earlier settings for a number of calls", async () => {
    emulator().setBehaviour({ staleReadMs: 2000 });
    await call(emulator().endpoint, UPDATE, { ...NUMBER, EnableWelcomeMessage: "true" });
    const shown: unknown[] = [];
    for (let index = 0; index < 3; index += 1) shown.push((await call(emulator().endpoint, GET)).json["Data"]);
    expect(shown).toEqual([
      { PhoneNumber: NUMBER.PhoneNumber },
      { PhoneNumber: NUMBER.PhoneNumber, EnableWelcomeMessage: true },
      { PhoneNumber: NUMBER.PhoneNumber, EnableWelcomeMessage: true },
    ]);
  });
});
