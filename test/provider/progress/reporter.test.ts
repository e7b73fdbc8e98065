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
function createReporter({ hasTerminal = true } = {}) {
  const clock = new FakeClock();
  const lines: Line[] = [];
  const counts: Counts = { written: 0, found: 0, read: 0, reset: 0, restored: 0, inProgress: 0, elapsedMs: 0 };
  const pace = { ...QUIET };
  const log = (line: Line) => {
    lines.push(line);
    return Promise.resolve();
  };
  const reporter = new ProgressReporter({ clock, counts: () => counts, log, hasTerminal: () => hasTerminal });
  reporter.watch({ status: (operation) => (operation === "UpdateConversationalAutomation" ? pace : QUIET) });
  return { clock, lines, counts, pace, reporter };
}

function live(text: string): Line {
  return { text: `CAMS: ${text}`, severity: "INFO", isLive: true };
}

describe("the live line", () => {
  it("is not logged while no call has waited for more than a second", async () => {
    const { clock, lines, counts, pace, reporter } = createReporter();
    Object.assign(counts, { inProgress: 5 });
    Object.assign(pace, { waiting: 5, waitingForMs: 1000 });
    reporter.wake();
    await clock.run(20_000);
    expect(lines).toEqual([]);
  });

  it("is logged once a second while operations are in progress, and ends with what was done", async () => {
    const { clock, lines, counts, pace, reporter } = createReporter();
    counts.inProgress = 8;
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
    Object.assign(counts, { written: 11, inProgress: 0 });
    Object.assign(pace, QUIET);
    await clock.run(60_000);
    expect(lines).toEqual([
      live("5 numbers written, 6 waiting, 5.0 a second"),
      live("9 numbers written, 2 waiting, 4.5 a second"),
      live("11 numbers written"),
    ]);
  });

  it("is logged again for later operations", async () => {
    const { clock, lines, counts, pace, reporter } = createReporter();
    reporter.wake();
    await clock.run(5000);
    counts.inProgress = 1;
    Object.assign(pace, { waiting: 1, waitingForMs: 2000 });
    reporter.wake();
    await clock.run(6000);
    expect(lines).toEqual([live("1 number waiting")]);
  });

  it("shows the pace of the last ten seconds", async () => {
    const { clock, lines, counts, pace, reporter } = createReporter();
    counts.inProgress = 1;
    Object.assign(pace, { waiting: 1, waitingForMs: 2000 });
    reporter.wake();
    for (let second = 1; second <= 12; second += 1) {
      counts.written += second <= 2 ? 50 : 4;
      await clock.run(second * 1000);
    }
    expect(lines.at(-1)).toEqual(live("140 numbers written, 1 waiting, 4.0 a second"));
  });

  it("leaves the time of a pause out of the pace", async () => {
    const { clock, lines, counts, pace, reporter } = createReporter();
    counts.inProgress = 1;
    Object.assign(pace, { waiting: 1, waitingForMs: 2000, pause: { reason: "meta-limit", remainingMs: 1 } });
    reporter.wake();
    await clock.run(8000);
    delete pace.pause;
    counts.written = 5;
    await clock.run(9000);
    expect(lines.at(-1)).toEqual(live("5 numbers written, 1 waiting, 5.0 a second"));
  });

  it("shows Meta's pause whichever operation has it, and the share of the operation that has the least", async () => {
    const { clock, lines, counts, pace, reporter } = createReporter();
    counts.inProgress = 1;
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
      live("6 numbers waiting, others use the account: 3 of 5 calls a second are ours"),
      live("6 numbers waiting, paused for 45 s: Meta's limit"),
    ]);
  });

  it("is logged every ten seconds without a terminal, and not at all in a short run", async () => {
    const { clock, lines, counts, pace, reporter } = createReporter({ hasTerminal: false });
    counts.inProgress = 8;
    Object.assign(pace, { waiting: 6, waitingForMs: 2000 });
    reporter.wake();
    await clock.run(9999);
    expect(lines).toEqual([]);
    await clock.run(25_000);
    expect(lines).toHaveLength(2);
    counts.inProgress = 0;
    await clock.run(60_000);
    expect(lines).toHaveLength(2);
  });
});

describe("the summary at the end of a run", () => {
  it("is not logged when nothing slowed the run down, or when there is no client", async () => {
    const { lines, reporter } = createReporter();
    await reporter.end();
    const log = (line: Line) => Promise.resolve(void lines.push(line));
    await new ProgressReporter({ counts: () => createReporter().counts, log, hasTerminal: () => true }).end();
    expect(lines).toEqual([]);
  });

  it("is one permanent line when calls were throttled or paused", async () => {
    const { clock, lines, counts, pace, reporter } = createReporter({ hasTerminal: false });
    counts.inProgress = 1;
    reporter.wake();
    // Two ticks see the same pause, which counts once.
    pace.pause = { reason: "meta-limit", remainingMs: 1500 };
    await clock.run(2000);
    delete pace.pause;
    await clock.run(3000);
    Object.assign(counts, { inProgress: 0, written: 12, elapsedMs: 5000 });
    Object.assign(pace, { throttled: 2, share: 3 });
    await reporter.end();
    const text =
      "CAMS: 12 numbers written in 5 s. The service throttled 2 calls, which were retried. " +
      "Others use the account: 3 of 5 calls a second are ours. Meta's limit paused all calls once.";
    expect(lines).toEqual([{ text, severity: "INFO", isLive: false }]);
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
    const counts = { written: 0, found: 0, read: 0, reset: 0, restored: 0, inProgress: 1, elapsedMs: 0 };
    const log = (line: Line) => Promise.resolve(void lines.push(line));
    const before = process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
    new ProgressReporter({ counts: () => counts, log, hasTerminal: () => true }).wake();
    expect(process.getActiveResourcesInfo().filter((name) => name === "Timeout")).toHaveLength(before);
  });
});
