import { describe, expect, it } from "@jest/globals";
import type { Counts } from "../../../provider/progress/counts.js";
import { doneMessage, liveMessage, summaryMessage } from "../../../provider/progress/messages.js";

function counts(changes: Partial<Counts> = {}): Counts {
  const none = { written: 0, found: 0, unchanged: 0, read: 0, reset: 0, restored: 0, declared: 0, replaced: 0 };
  return { ...none, inProgress: [], elapsedMs: 0, ...changes };
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
  const alone = { throttled: 0, share: 5, callsPerSecond: 5 };
  const shared = { waiting: 8, throttled: 42, share: 2, callsPerSecond: 5 };
  const pause = { reason: "meta-limit", remainingMs: 42_100 } as const;
  const halfway = counts({ written: 12, found: 5, unchanged: 3, declared: 60 });

  it("begins with how many of the declared numbers are done, and how long the others take", () => {
    expect(liveMessage(halfway, { waiting: 8, ...alone }, 5)).toBe("20/60, 8 s left");
    expect(liveMessage(counts({ declared: 1000 }), { waiting: 8, ...alone }, 5)).toBe("0/1,000, 4 min left");
    expect(liveMessage(counts({ declared: 500 }), { waiting: 8, ...alone }, 5)).toBe("0/500, 2 min left");
  });

  it.each([
    [{}, "42 calls throttled, 2 of 5 calls a second are ours"],
    [{ throttled: 1, share: 1 }, "1 call throttled, 1 of 5 calls a second is ours"],
    [{ throttled: 0, share: 4 }, "4 of 5 calls a second are ours"],
  ])("says that others slow the run down: %j", (changes, words) => {
    expect(liveMessage(halfway, { ...shared, ...changes }, 2)).toBe(`20/60 slowed, 20 s left: ${words}`);
    expect(liveMessage(halfway, { ...shared, ...changes, waiting: 0 }, 2)).toBe("20/60, 20 s left");
  });

  it("says in which pause of Meta's the numbers are before it says how long they take", () => {
    expect(liveMessage(halfway, { ...shared, pause }, 5)).toBe("20/60 paused 43 s: Meta's limit, 51 s left");
  });

  it("says nothing of how long it takes while no call of ours passes", () => {
    expect(liveMessage(halfway, { ...shared, share: 0 }, 0)).toBe(
      "20/60 slowed: 42 calls throttled, 0 of 5 calls a second are ours",
    );
    expect(liveMessage(halfway, { ...shared, pause }, 0)).toBe("20/60 paused 43 s: Meta's limit");
    expect(liveMessage(halfway, { waiting: 8, ...alone }, 0)).toBe("20/60");
  });

  it("has what is done, what waits and the pace where no program says how many there are", () => {
    expect(liveMessage(counts({ reset: 1200 }), { waiting: 8, ...alone }, 4.84)).toBe(
      "1,200 reset, 8 waiting, 4.8 a second",
    );
    expect(liveMessage(counts(), { waiting: 8, ...alone }, 5)).toBe("8 waiting, 5.0 a second");
    expect(liveMessage(counts({ read: 3 }), { ...shared, pause }, 2)).toBe(
      "3 read, 8 waiting, paused 43 s: Meta's limit",
    );
    expect(liveMessage(counts({ read: 3 }), shared, 2)).toBe(
      "3 read, 8 waiting, slowed: 42 calls throttled, 2 of 5 calls a second are ours",
    );
    expect(liveMessage(counts({ written: 60, declared: 60, reset: 3 }), { waiting: 0, ...alone }, 5)).toBe(
      "60 written, 3 reset",
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
