import { describe, expect, it } from "@jest/globals";
import type { PaceStatus } from "../../../api/types.js";
import type { Operation } from "../../../api/types.js";
import type { Line } from "../../../provider/engine/log.js";
import type { Counts } from "../../../provider/progress/counts.js";
import { ProgressReporter } from "../../../provider/progress/reporter.js";
import { FakeClock } from "../../support/fake-clock.js";

const QUIET: PaceStatus = {
  waiting: 0,
  waitingForMs: 0,
  inFlight: 0,
  accepted: 0,
  throttled: 0,
  share: 5,
  callsPerSecond: 5,
};

/** Creates a reporter whose `counts` and `pace` (that of the writes) the test can change. */
function createReporter({
  hasTerminal = true,
  rows = {},
}: { hasTerminal?: boolean; rows?: Record<string, string> } = {}) {
  const clock = new FakeClock();
  const lines: Line[] = [];
  const counts = noCounts();
  const pace = { ...QUIET };
  const log = (...some: Line[]) => {
    lines.push(...some);
    return Promise.resolve();
  };
  const rowOf = (id: string) => rows[id];
  const reporter = new ProgressReporter({ clock, counts: () => counts, log, rowOf, hasTerminal: () => hasTerminal });
  reporter.watch({ status: (operation) => (operation === "UpdateConversationalAutomation" ? pace : QUIET) });
  return { clock, lines, counts, pace, reporter };
}

function noCounts(): Counts {
  const none = { written: 0, found: 0, unchanged: 0, read: 0, reset: 0, restored: 0 };
  return { ...none, declared: 0, replaced: 0, inProgress: [], elapsedMs: 0 };
}

function live(text: string): Line {
  return { text: `CAMS ${text}`, severity: "INFO", isLive: true };
}

function onRow(row: string, text: string): Line {
  return { text, row, severity: "INFO", isLive: true };
}

describe("the live line", () => {
  it("is not logged while no call has waited for more than a second", async () => {
    const { clock, lines, counts, pace, reporter } = createReporter();
    Object.assign(counts, { inProgress: ["one"] });
    Object.assign(pace, { waiting: 5, waitingForMs: 1000 });
    reporter.wake();
    await clock.run(20_000);
    expect(lines).toEqual([]);
  });

  it("is logged once a second while operations are in progress, and ends with what was done", async () => {
    const { clock, lines, counts, pace, reporter } = createReporter();
    counts.inProgress = ["one"];
    Object.assign(pace, { waiting: 6, waitingForMs: 1001 });
    reporter.wake();
    reporter.wake();
    await clock.run(999);
    expect(lines).toEqual([]);
    counts.written = 5;
    await clock.run(1000);
    // Once logged, the line continues even if calls wait less.
    Object.assign(pace, { waiting: 2, waitingForMs: 10 });
    counts.written = 9;
    await clock.run(2000);
    Object.assign(counts, { written: 11, inProgress: [] });
    Object.assign(pace, QUIET);
    await clock.run(60_000);
    expect(lines).toEqual([
      live("5 written, 6 waiting, 5.0 a second"),
      live("9 written, 2 waiting, 5.0 a second"),
      live("11 written"),
    ]);
  });

  it("is logged again for later operations", async () => {
    const { clock, lines, counts, pace, reporter } = createReporter();
    reporter.wake();
    await clock.run(5000);
    counts.inProgress = ["one"];
    Object.assign(pace, { waiting: 1, waitingForMs: 2000 });
    reporter.wake();
    await clock.run(6000);
    expect(lines).toEqual([live("1 waiting, 5.0 a second")]);
  });

  it("shows the pace of the last thirty seconds", async () => {
    const { clock, lines, counts, pace, reporter } = createReporter();
    counts.inProgress = ["one"];
    Object.assign(pace, { waiting: 1, waitingForMs: 2000 });
    reporter.wake();
    for (let second = 1; second <= 32; second += 1) {
      counts.written += second <= 2 ? 50 : 4;
      await clock.run(second * 1000);
    }
    expect(lines.at(-1)).toEqual(live("220 written, 1 waiting, 4.0 a second"));
  });

  it("leaves the time of a pause out of the pace", async () => {
    const { clock, lines, counts, pace, reporter } = createReporter();
    counts.inProgress = ["one"];
    Object.assign(pace, { waiting: 1, waitingForMs: 2000, pause: { reason: "meta-limit", remainingMs: 1 } });
    reporter.wake();
    await clock.run(8000);
    delete pace.pause;
    for (let second = 9; second <= 11; second += 1) {
      counts.written += 3;
      await clock.run(second * 1000);
    }
    expect(lines.at(-1)).toEqual(live("9 written, 1 waiting, 3.0 a second"));
  });

  it("shows Meta's pause whichever operation has it, and the share of the operation that has the least", async () => {
    const { clock, lines, counts, pace, reporter } = createReporter();
    counts.inProgress = ["one"];
    const crowded = { ...pace, waiting: 2, waitingForMs: 5000 };
    const statuses: Record<Operation, PaceStatus> = {
      GetConversationalAutomation: { ...crowded, share: 4 },
      UpdateConversationalAutomation: { ...crowded, share: 3 },
      QueryChatappPhoneNumbers: { ...crowded, share: 7, callsPerSecond: 10 },
    };
    reporter.watch({ status: (operation) => statuses[operation] });
    reporter.wake();
    await clock.run(1000);
    statuses.GetConversationalAutomation.pause = { reason: "meta-limit", remainingMs: 45_000 };
    await clock.run(2000);
    expect(lines).toEqual([
      live("6 waiting, slowed: 3 of 5 calls a second are ours"),
      live("6 waiting, paused 45 s: Meta's limit"),
    ]);
  });

  it("also stands on the row of the number whose operation started last, and on no other", async () => {
    const { clock, lines, counts, pace, reporter } = createReporter({ rows: { one: "urn-1", other: "urn-2" } });
    Object.assign(pace, { waiting: 2, waitingForMs: 2000 });
    Object.assign(counts, { declared: 3, inProgress: ["one", "other"] });
    reporter.wake();
    await clock.run(1000);
    expect(lines.splice(0)).toEqual([live("0/3, 1 s left"), onRow("urn-2", "0/3, 1 s left")]);
    Object.assign(counts, { written: 1, inProgress: ["one"] });
    await clock.run(2000);
    expect(lines.splice(0)).toEqual([live("1/3, 1 s left"), onRow("urn-2", ""), onRow("urn-1", "1/3, 1 s left")]);
    await clock.run(3000);
    expect(lines.splice(0).map(({ row }) => row)).toEqual([undefined, "urn-1"]);
    Object.assign(counts, { written: 2, inProgress: ["unknown"] });
    await clock.run(4000);
    expect(lines.splice(0)).toEqual([live("2/3, 2 s left"), onRow("urn-1", "")]);
    Object.assign(counts, { written: 3, inProgress: [] });
    await clock.run(5000);
    expect(lines).toEqual([live("3 written, 2 waiting, 0.6 a second")]);
  });

  it("stands on the stack's row only without a terminal, where every line stays", async () => {
    const { clock, lines, counts, pace, reporter } = createReporter({ hasTerminal: false, rows: { one: "urn-1" } });
    Object.assign(pace, { waiting: 2, waitingForMs: 2000 });
    Object.assign(counts, { declared: 3, inProgress: ["one"] });
    reporter.wake();
    await clock.run(10_000);
    expect(lines).toEqual([live("0/3, 1 s left")]);
  });

  it("is logged every ten seconds without a terminal, and not at all in a short run", async () => {
    const { clock, lines, counts, pace, reporter } = createReporter({ hasTerminal: false });
    counts.inProgress = ["one"];
    Object.assign(pace, { waiting: 6, waitingForMs: 2000 });
    reporter.wake();
    await clock.run(9999);
    expect(lines).toEqual([]);
    await clock.run(25_000);
    expect(lines).toHaveLength(2);
    counts.inProgress = [];
    await clock.run(60_000);
    expect(lines).toHaveLength(2);
  });
});

describe("the summary at the end of a run", () => {
  it("is not logged when nothing slowed the run down, or when there is no client", async () => {
    const { lines, reporter } = createReporter();
    await reporter.end();
    const log = (...some: Line[]) => Promise.resolve(void lines.push(...some));
    await new ProgressReporter({ counts: noCounts, log, rowOf: () => undefined, hasTerminal: () => true }).end();
    expect(lines).toEqual([]);
  });

  it("is one permanent line when calls were throttled or paused", async () => {
    const { clock, lines, counts, pace, reporter } = createReporter({ hasTerminal: false });
    counts.inProgress = ["one"];
    reporter.wake();
    // Two ticks see the same pause, which counts once.
    pace.pause = { reason: "meta-limit", remainingMs: 1500 };
    await clock.run(2000);
    delete pace.pause;
    await clock.run(3000);
    Object.assign(counts, { inProgress: [], written: 12, elapsedMs: 5000 });
    Object.assign(pace, { throttled: 2, share: 3 });
    await reporter.end();
    const text =
      "CAMS: 12 numbers written in 5 s. The service throttled 2 calls, which were retried. " +
      "Others use the account: 3 of 5 calls a second are ours. Meta's limit paused all calls once.";
    expect(lines).toEqual([{ text, severity: "INFO", isLive: false }]);
  });

  it("counts the pauses, even where no call was throttled and others use the account", async () => {
    const { clock, lines, counts, pace, reporter } = createReporter({ hasTerminal: false });
    Object.assign(counts, { inProgress: ["one"], elapsedMs: 4000 });
    Object.assign(pace, { share: 3 });
    reporter.wake();
    for (let second = 1; second <= 4; second += 1) {
      if (second % 2 === 0) delete pace.pause;
      else pace.pause = { reason: "meta-limit", remainingMs: 500 };
      await clock.run(second * 1000);
    }
    await reporter.end();
    expect(lines.map(({ text }) => text)).toEqual([
      "CAMS: Nothing was done in 4 s. Meta's limit paused all calls 2 times.",
    ]);
  });
});

describe("the notice of what was replaced", () => {
  it("is one permanent line, before the summary", async () => {
    const { lines, counts, pace, reporter } = createReporter();
    Object.assign(counts, { written: 10, replaced: 3, elapsedMs: 5000 });
    pace.throttled = 1;
    await reporter.end();
    expect(lines.map(({ isLive }) => isLive)).toEqual([false, false]);
    expect(lines.map(({ text }) => text)).toEqual([
      "CAMS: 3 numbers had other settings, which the program's have replaced. They are kept as previousSettings: " +
        "`pulumi stack export --show-secrets` shows them. Before an update, `npx pulumi-cams diff` does.",
      "CAMS: 10 numbers written in 5 s. The service throttled 1 call, which was retried.",
    ]);
  });
});

describe("a notice", () => {
  it("is logged as a permanent warning", async () => {
    const { lines, reporter } = createReporter();
    await reporter.warn("calls are not coordinated.");
    expect(lines).toEqual([{ text: "CAMS: calls are not coordinated.", severity: "WARNING", isLive: false }]);
  });

  it("shows control characters as escapes", async () => {
    const { lines, reporter } = createReporter();
    await reporter.warn("/tmp/\u009b31m cannot be used.");
    expect(lines.map(({ text }) => text)).toEqual(["CAMS: /tmp/\\u009b31m cannot be used."]);
  });
});

describe("a provider process", () => {
  it("is not kept alive by the reporter", () => {
    const { lines } = createReporter();
    const counts = { ...noCounts(), inProgress: ["one"] };
    const log = (...some: Line[]) => Promise.resolve(void lines.push(...some));
    const before = process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
    new ProgressReporter({ counts: () => counts, log, rowOf: () => undefined, hasTerminal: () => true }).wake();
    expect(process.getActiveResourcesInfo().filter((name) => name === "Timeout")).toHaveLength(before);
  });
});
