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
  const alone = { share: 5, callsPerSecond: 5 };

  it("shows the numbers done, the numbers waiting and the pace", () => {
    expect(liveMessage(counts({ written: 120 }), { waiting: 8, ...alone }, 4.84)).toBe(
      "120 numbers written, 8 waiting, 4.8 a second",
    );
    expect(liveMessage(counts(), { waiting: 8, ...alone }, 0)).toBe("8 numbers waiting");
    expect(liveMessage(counts({ written: 120 }), { waiting: 0, ...alone }, 0)).toBe("120 numbers written");
  });

  it.each([
    [0, "0 of 5 calls a second are ours"],
    [1, "1 of 5 calls a second is ours"],
    [4, "4 of 5 calls a second are ours"],
  ])("shows our share instead of the pace while calls wait because of others: %d of 5", (share, words) => {
    expect(liveMessage(counts({ written: 120 }), { waiting: 8, share, callsPerSecond: 5 }, 1.9)).toBe(
      `120 numbers written, 8 waiting, others use the account: ${words}`,
    );
    expect(liveMessage(counts({ written: 120 }), { waiting: 0, share, callsPerSecond: 5 }, 1.9)).toBe(
      "120 numbers written, 1.9 a second",
    );
  });

  it("shows Meta's limit first, and how long the pause lasts", () => {
    const pause = { reason: "meta-limit", remainingMs: 44_100 } as const;
    expect(liveMessage(counts({ written: 120 }), { waiting: 8, pause, share: 2, callsPerSecond: 5 }, 4.8)).toBe(
      "120 numbers written, 8 waiting, paused for 45 s: Meta's limit",
    );
  });
});

describe("the summary of a run", () => {
  it.each([
    [
      "1,000 numbers written in 212 s. The service throttled 3 calls, which were retried.",
      { written: 1000, elapsedMs: 212_400 },
      { throttledCalls: 3, metaPauses: 0, pace: { share: 5, callsPerSecond: 5 } },
    ],
    [
      "12 numbers read in 4 s. The service throttled 1 call, which was retried. Others use the account: 2 of 5 calls a second are ours.",
      { read: 12, elapsedMs: 4000 },
      { throttledCalls: 1, metaPauses: 0, pace: { share: 2, callsPerSecond: 5 } },
    ],
    [
      "7 numbers written in 1,063 s. Meta's limit paused all calls 2 times.",
      { written: 7, elapsedMs: 1_063_000 },
      { throttledCalls: 0, metaPauses: 2, pace: { share: 5, callsPerSecond: 5 } },
    ],
    [
      "Nothing was done in 60 s. Meta's limit paused all calls once.",
      { elapsedMs: 60_000 },
      { throttledCalls: 0, metaPauses: 1, pace: { share: 5, callsPerSecond: 5 } },
    ],
  ])("is %j", (words, changes, slowdowns) => {
    expect(summaryMessage(counts(changes), slowdowns)).toBe(words);
  });
});
