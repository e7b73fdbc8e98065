import { describe, expect, it } from "@jest/globals";
import { Uplink } from "../../../emulator/gateway/uplink.js";
import { DEFAULT_BEHAVIOUR } from "../../../emulator/index.js";
import type { Behaviour } from "../../../emulator/index.js";

describe("Uplink", () => {
  const delays = (changes: Partial<Behaviour>, count = 2001, uplink = new Uplink()) =>
    Array.from({ length: count }, () => uplink.nextDelayMs({ ...DEFAULT_BEHAVIOUR, ...changes }));

  it("delays nothing by default, and every call alike without jitter", () => {
    expect(delays({}, 2)).toEqual([0, 0]);
    expect(delays({ uplinkMs: 30 }, 3)).toEqual([30, 30, 30]);
  });

  it("spreads delays lognormally with jitter", () => {
    const sorted = delays({ uplinkMs: 80, uplinkJitter: 0.5 }).sort((a, b) => a - b);
    const quantile = (share: number) => sorted[Math.round(share * 2000)];
    expect(quantile(0.5)).toBeCloseTo(80, -1);
    expect(quantile(0.841)).toBeCloseTo(80 * Math.exp(0.5), -1);
    expect(quantile(0.159)).toBeCloseTo(80 * Math.exp(-0.5), -1);
  });

  it("repeats its delays for one seed, differs between seeds, and starts over when cleared", () => {
    const jitter = { uplinkMs: 30, uplinkJitter: 0.5 };
    const uplink = new Uplink();
    const first = delays(jitter, 20, uplink);
    expect(delays(jitter, 20)).toEqual(first);
    expect(delays({ ...jitter, uplinkSeed: 2 }, 20)).not.toEqual(first);
    expect(delays(jitter, 20, uplink)).not.toEqual(first);
    uplink.clear();
    expect(delays(jitter, 20, uplink)).toEqual(first);
  });

  it("never delays a call by more than ten minutes", () => {
    expect(Math.max(...delays({ uplinkMs: 600_000, uplinkJitter: 3 }, 50))).toBe(600_000);
  });
});
