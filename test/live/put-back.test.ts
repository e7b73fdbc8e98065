import { statSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { startEmulator, type Behaviour, type NumberSettingsArgs } from "../../emulator/index.js";
import { Caller } from "../../live/call/caller.js";
import { VirtualClock } from "../../live/clock.js";
import { TriedNumber } from "../../live/number/number.js";
import { putBack } from "../../live/number/put-back.js";
import { forget, keep, readKept } from "../../live/number/recovery-file.js";
import { NUMBER } from "./kit.js";

const KEY = { custSpaceId: NUMBER.custSpaceId, phoneNumber: NUMBER.phoneNumber };
const EMPTY = { enableWelcomeMessage: false, prompts: [], commands: [] };

async function putBackAt(behaviour: Partial<Behaviour>, settings: typeof EMPTY) {
  const clock = new VirtualClock();
  const emulator = await startEmulator({ now: () => clock.now(), numbers: [NUMBER], behaviour });
  const key = { accessKeyId: emulator.accessKeyId, accessKeySecret: emulator.accessKeySecret };
  const credentials = { latest: key, resolve: () => Promise.resolve(key), forget: () => undefined };
  const endpoint = { protocol: "http", host: emulator.endpoint, isLoopback: true } as const;
  const caller = new Caller({ endpoint, credentials, clock, secrets: [] });
  try {
    const problem = await putBack(new TriedNumber(KEY, caller, clock), settings, clock);
    return { problem, left: emulator.numbers()[0] as NumberSettingsArgs };
  } finally {
    caller.close();
    await emulator.close();
  }
}

describe("a number gets back empty lists", () => {
  it.each<[string, Partial<Behaviour>]>([
    ["`[]` clears", {}],
    ["an empty value clears", { emptyLists: "keep", emptyParameters: "clear" }],
    ["only an absent parameter clears", { emptyLists: "reject", absentParameters: "clear" }],
    ["Get is late", { staleReadMs: 2400 }],
  ])("if %s", async (_, behaviour) => {
    expect(await putBackAt(behaviour, EMPTY)).toEqual({ problem: undefined, left: { ...KEY, ...EMPTY } });
  });

  it("or it is said why not", async () => {
    const { problem } = await putBackAt({ emptyLists: "keep" }, EMPTY);
    expect(problem).toBe("a write did not show within 20 s");
  });
});

describe("a recovery file", () => {
  it("is for its owner only, and holds what is needed", () => {
    const kept = { endpoint: "https://example.com", key: KEY, settings: EMPTY };
    const file = keep(kept);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readKept(file)).toEqual(kept);
    writeFileSync(file, "{}");
    expect(() => readKept(file)).toThrow(`Could not read ${file}: it is not a file that npm run live wrote.`);
    forget(file);
    expect(() => readKept(file)).toThrow(`Could not read ${file}: ENOENT.`);
  });
});
