import { describe, expect, it } from "@jest/globals";
import type { Counts } from "../../../provider/progress/counts.js";
import { doneInWords, liveInWords, summaryInWords } from "../../../provider/progress/messages.js";

function counts(changes: Partial<Counts> = {}): Counts {
  return { written: 0, found: 0, read: 0, givenBack: 0, underWay: 0, elapsedMs: 0, ...changes };
}

describe("what is done", () => {
  it.each<[string, Partial<Counts>]>([
    ["", {}],
    ["1 number written", { written: 1 }],
    ["1,000 numbers written", { written: 1000 }],
    ["120 numbers read", { read: 120 }],
    ["2 numbers written, 3 found as wanted, 4 read, 1 given back", { written: 2, found: 3, read: 4, givenBack: 1 }],
  ])("is %j", (words, changes) => {
    expect(doneInWords(counts(changes))).toBe(words);
  });
});

describe("what goes on", () => {
  it("is what is done, what waits and the pace", () => {
    expect(liveInWords(counts({ written: 120 }), { waiting: 8 }, 4.84)).toBe(
      "120 numbers written, 8 waiting, 4.8 a second",
    );
    expect(liveInWords(counts(), { waiting: 8 }, 0)).toBe("8 numbers waiting");
    expect(liveInWords(counts({ written: 120 }), { waiting: 0 }, 0)).toBe("120 numbers written");
  });

  it("is the reason of a pause in place of the pace, and for how long where that matters", () => {
    const metaLimit = { reason: "meta-limit", remainingMs: 44_100 } as const;
    expect(liveInWords(counts({ written: 120 }), { waiting: 8, pause: metaLimit }, 4.8)).toBe(
      "120 numbers written, 8 waiting, paused for 45 s: Meta's limit",
    );
    const throttled = { reason: "throttled", remainingMs: 900 } as const;
    expect(liveInWords(counts(), { waiting: 1, pause: throttled }, 4.8)).toBe(
      "1 number waiting, paused: the service throttles",
    );
  });
});

describe("what a run came to", () => {
  it.each([
    [
      "1,000 numbers written in 212 s. The service throttled 3 calls, and they were repeated.",
      { written: 1000, elapsedMs: 212_400 },
      { throttledCalls: 3, pauses: 0, metaPauses: 0 },
    ],
    [
      "12 numbers read in 4 s. The service throttled 1 call, and it was repeated. All calls were paused once for that.",
      { read: 12, elapsedMs: 4000 },
      { throttledCalls: 1, pauses: 1, metaPauses: 0 },
    ],
    [
      "7 numbers written in 1,063 s. Meta's limit paused all calls 2 times.",
      { written: 7, elapsedMs: 1_063_000 },
      { throttledCalls: 0, pauses: 0, metaPauses: 2 },
    ],
    [
      "Nothing was done in 60 s. Meta's limit paused all calls once.",
      { elapsedMs: 60_000 },
      { throttledCalls: 0, pauses: 0, metaPauses: 1 },
    ],
  ])("is %j", (words, changes, hindrances) => {
    expect(summaryInWords(counts(changes), hindrances)).toBe(words);
  });
});
