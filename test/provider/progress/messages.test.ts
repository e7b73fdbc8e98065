import { describe, expect, it } from "@jest/globals";
import type { Counts } from "../../../provider/progress/counts.js";
import { doneMessage, liveMessage, summaryMessage } from "../../../provider/progress/messages.js";

function counts(changes: Partial<Counts> = {}): Counts {
  return { written: 0, found: 0, read: 0, reset: 0, restored: 0, inProgress: 0, elapsedMs: 0, ...changes };
}

describe("the message about what is done", () => {
  it.each<[string, Partial<Counts>]>([
    ["", {}],
    ["1 number written", { written: 1 }],
    ["1,000 numbers written", { written: 1000 }],
    ["120 numbers read", { read: 120 }],
    [
      "2 numbers written, 3 already as declared, 4 read, 1 reset, 5 restored",
      { written: 2, found: 3, read: 4, reset: 1, restored: 5 },
    ],
  ])("is %j", (words, changes) => {
    expect(doneMessage(counts(changes))).toBe(words);
  });
});

describe("the live message", () => {
  it("shows the numbers done, the numbers waiting and the pace", () => {
    expect(liveMessage(counts({ written: 120 }), { waiting: 8 }, 4.84)).toBe(
      "120 numbers written, 8 waiting, 4.8 a second",
    );
    expect(liveMessage(counts(), { waiting: 8 }, 0)).toBe("8 numbers waiting");
    expect(liveMessage(counts({ written: 120 }), { waiting: 0 }, 0)).toBe("120 numbers written");
  });

  it("shows the reason for a pause instead of the pace, and how long Meta's limit lasts", () => {
    const metaLimit = { reason: "meta-limit", remainingMs: 44_100 } as const;
    expect(liveMessage(counts({ written: 120 }), { waiting: 8, pause: metaLimit }, 4.8)).toBe(
      "120 numbers written, 8 waiting, paused for 45 s: Meta's limit",
    );
    const throttled = { reason: "throttled", remainingMs: 900 } as const;
    expect(liveMessage(counts(), { waiting: 1, pause: throttled }, 4.8)).toBe(
      "1 number waiting, paused: the service throttles",
    );
  });
});

describe("the summary of a run", () => {
  it.each([
    [
      "1,000 numbers written in 212 s. The service throttled 3 calls, which were retried.",
      { written: 1000, elapsedMs: 212_400 },
      { throttledCalls: 3, pauses: 0, metaPauses: 0 },
    ],
    [
      "12 numbers read in 4 s. The service throttled 1 call, which was retried. All calls were paused once because of that.",
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
  ])("is %j", (words, changes, slowdowns) => {
    expect(summaryMessage(counts(changes), slowdowns)).toBe(words);
  });
});
