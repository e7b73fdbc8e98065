import { describe, expect, it } from "@jest/globals";
import type { PaceStatus } from "../../../api/pace/throttle.js";
import type { Line } from "../../../provider/engine/log.js";
import type { Counts } from "../../../provider/progress/counts.js";
import { Voice } from "../../../provider/progress/reporter.js";
import { FakeClock } from "../../support/fake-clock.js";

const QUIET: PaceStatus = {
  waiting: 0,
  waitingForMs: 0,
  inFlight: 0,
  accepted: 0,
  throttled: 0,
  pauses: 0,
};

/** A voice of which the test says what goes on: `counts`, and `pace` of the writes. */
function listen({ hasAudience = true } = {}) {
  const clock = new FakeClock();
  const lines: Line[] = [];
  const counts: Counts = { written: 0, found: 0, read: 0, givenBack: 0, underWay: 0, elapsedMs: 0 };
  const pace = { ...QUIET };
  const say = (line: Line) => {
    lines.push(line);
    return Promise.resolve();
  };
  const voice = new Voice({ clock, counts: () => counts, say, hasAudience: () => hasAudience });
  voice.listenTo({ status: (operation) => (operation === "UpdateConversationalAutomation" ? pace : QUIET) });
  return { clock, lines, counts, pace, voice };
}

function live(text: string): Line {
  return { text: `CAMS: ${text}`, severity: "INFO", isLive: true };
}

describe("the live line", () => {
  it("is not there while nothing has waited for more than a second", async () => {
    const { clock, lines, counts, pace, voice } = listen();
    Object.assign(counts, { underWay: 5 });
    Object.assign(pace, { waiting: 5, waitingForMs: 1000 });
    voice.wake();
    await clock.run(20_000);
    expect(lines).toEqual([]);
  });

  it("comes once a second while anything goes on, and says last what was done", async () => {
    const { clock, lines, counts, pace, voice } = listen();
    counts.underWay = 8;
    Object.assign(pace, { waiting: 6, waitingForMs: 1001 });
    voice.wake();
    voice.wake();
    await clock.run(999);
    expect(lines).toEqual([]);
    counts.written = 5;
    await clock.run(1000);
    // Once there, it stays although calls wait for less.
    Object.assign(pace, { waiting: 2, waitingForMs: 10 });
    counts.written = 9;
    await clock.run(2000);
    Object.assign(counts, { written: 11, underWay: 0 });
    Object.assign(pace, QUIET);
    await clock.run(60_000);
    expect(lines).toEqual([
      live("5 numbers written, 6 waiting, 5.0 a second"),
      live("9 numbers written, 2 waiting, 4.5 a second"),
      live("11 numbers written"),
    ]);
  });

  it("comes again for later operations", async () => {
    const { clock, lines, counts, pace, voice } = listen();
    voice.wake();
    await clock.run(5000);
    counts.underWay = 1;
    Object.assign(pace, { waiting: 1, waitingForMs: 2000 });
    voice.wake();
    await clock.run(6000);
    expect(lines).toEqual([live("1 number waiting")]);
  });

  it("tells the pace of the last ten seconds", async () => {
    const { clock, lines, counts, pace, voice } = listen();
    counts.underWay = 1;
    Object.assign(pace, { waiting: 1, waitingForMs: 2000 });
    voice.wake();
    for (let second = 1; second <= 12; second += 1) {
      counts.written += second <= 2 ? 50 : 4;
      await clock.run(second * 1000);
    }
    expect(lines.at(-1)).toEqual(live("140 numbers written, 1 waiting, 4.0 a second"));
  });

  it("tells no pace of the time of a pause", async () => {
    const { clock, lines, counts, pace, voice } = listen();
    counts.underWay = 1;
    Object.assign(pace, { waiting: 1, waitingForMs: 2000, pause: { reason: "meta-limit", remainingMs: 1 } });
    voice.wake();
    await clock.run(8000);
    delete pace.pause;
    counts.written = 5;
    await clock.run(9000);
    expect(lines.at(-1)).toEqual(live("5 numbers written, 1 waiting, 5.0 a second"));
  });

  it("tells of Meta's limit before a pause for throttle answers", async () => {
    const { clock, lines, counts, pace, voice } = listen();
    counts.underWay = 1;
    voice.listenTo({
      status: (operation) => ({
        ...pace,
        waiting: 2,
        waitingForMs: 5000,
        pause:
          operation === "UpdateConversationalAutomation"
            ? { reason: "meta-limit", remainingMs: 45_000 }
            : { reason: "throttled", remainingMs: 500 },
      }),
    });
    voice.wake();
    await clock.run(1000);
    expect(lines).toEqual([live("6 numbers waiting, paused for 45 s: Meta's limit")]);
  });

  it("comes every ten seconds where it is a line of a log, and not at all in a short run", async () => {
    const { clock, lines, counts, pace, voice } = listen({ hasAudience: false });
    counts.underWay = 8;
    Object.assign(pace, { waiting: 6, waitingForMs: 2000 });
    voice.wake();
    await clock.run(9999);
    expect(lines).toEqual([]);
    await clock.run(25_000);
    expect(lines).toHaveLength(2);
    counts.underWay = 0;
    await clock.run(60_000);
    expect(lines).toHaveLength(2);
  });
});

describe("at the end of a run", () => {
  it("nothing is said when nothing was in its way, or before there was a client", async () => {
    const { lines, voice } = listen();
    await voice.end();
    const say = (line: Line) => Promise.resolve(void lines.push(line));
    await new Voice({ counts: () => listen().counts, say, hasAudience: () => true }).end();
    expect(lines).toEqual([]);
  });

  it("one line stays when it was throttled or paused", async () => {
    const { clock, lines, counts, pace, voice } = listen({ hasAudience: false });
    counts.underWay = 1;
    voice.wake();
    // The same pause is seen every second.
    pace.pause = { reason: "meta-limit", remainingMs: 1500 };
    await clock.run(2000);
    delete pace.pause;
    await clock.run(3000);
    Object.assign(counts, { underWay: 0, written: 12, elapsedMs: 5000 });
    Object.assign(pace, { throttled: 2, pauses: 1 });
    await voice.end();
    const text =
      "CAMS: 12 numbers written in 5 s. The service throttled 2 calls, and they were repeated. " +
      "All calls were paused once for that. Meta's limit paused all calls once.";
    expect(lines).toEqual([{ text, severity: "INFO", isLive: false }]);
  });
});

describe("a notice", () => {
  it("is a warning that stays", async () => {
    const { lines, voice } = listen();
    await voice.warn("the pace is not shared.");
    expect(lines).toEqual([{ text: "CAMS: the pace is not shared.", severity: "WARNING", isLive: false }]);
  });
});

describe("a process", () => {
  it("is not kept alive by what could be said of it", () => {
    const { lines } = listen();
    const counts = { written: 0, found: 0, read: 0, givenBack: 0, underWay: 1, elapsedMs: 0 };
    const say = (line: Line) => Promise.resolve(void lines.push(line));
    const before = process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
    new Voice({ counts: () => counts, say, hasAudience: () => true }).wake();
    expect(process.getActiveResourcesInfo().filter((name) => name === "Timeout")).toHaveLength(before);
  });
});
