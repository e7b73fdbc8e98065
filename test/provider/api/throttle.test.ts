import { describe, expect, it } from "@jest/globals";
import { Throttle, type Turn } from "../../../provider/api/throttle.js";
import { FakeClock } from "../../support/fake-clock.js";

function createThrottle(maxInFlight = 16) {
  const clock = new FakeClock();
  const throttle = new Throttle({ callsPerSecond: 5, maxInFlight, clock, random: () => 0.5 });
  const log: string[] = [];
  const starts: number[] = [];
  /** A call that answers after `latency`. */
  const call = async (
    name: string,
    latency: number,
    outcome: Parameters<Turn["end"]>[0] = "accepted",
    again = false,
  ) => {
    const turn = await throttle.turn(again);
    log.push(`START ${name}`);
    starts.push(clock.now());
    turn.sent();
    clock.after(latency, () => {
      log.push(`END ${name}`);
      turn.end(outcome);
    });
  };
  return { clock, throttle, log, starts, call };
}

function mostInAnySecond(starts: readonly number[]): number {
  return Math.max(...starts.map((start) => starts.filter((other) => other >= start && other < start + 1000).length));
}

describe("the throttle", () => {
  it("starts calls 210 ms apart, however many come at once", async () => {
    const { clock, starts, call } = createThrottle();
    const calls = Array.from({ length: 12 }, (_, index) => call(String(index), 50));
    await clock.run();
    await Promise.all(calls);
    expect(starts).toEqual(Array.from({ length: 12 }, (_, index) => index * 210));
  });

  it("starts the first call at once after a time of rest", async () => {
    const { clock, starts, call } = createThrottle();
    void call("a", 50);
    await clock.run(5000);
    void call("b", 50);
    await clock.run();
    expect(starts).toEqual([0, 5000]);
  });

  it("overlaps calls that take longer than the spacing", async () => {
    const { clock, log, call } = createThrottle();
    void call("a", 500);
    void call("b", 500);
    await clock.run();
    expect(log).toEqual(["START a", "START b", "END a", "END b"]);
  });

  it("runs strictly one call at a time when told to", async () => {
    const { clock, log, starts, call } = createThrottle(1);
    void call("a", 500);
    void call("b", 500);
    await clock.run();
    expect(log).toEqual(["START a", "END a", "START b", "END b"]);
    expect(starts).toEqual([0, 500]);
  });

  it("never has more than the limit in flight", async () => {
    const { clock, starts, call } = createThrottle(3);
    for (let index = 0; index < 6; index += 1) void call(String(index), 10_000);
    await clock.run();
    expect(starts).toEqual([0, 210, 420, 10_000, 10_210, 10_420]);
  });

  it("lets a repeated call go before those that wait, but for the one that is next", async () => {
    const { clock, log, call } = createThrottle();
    for (const name of ["a", "b", "c"]) void call(name, 10);
    void call("again", 10, "accepted", true);
    await clock.run();
    expect(log.filter((line) => line.startsWith("START"))).toEqual(["START a", "START b", "START again", "START c"]);
  });

  it("keeps to five calls in any second when calls leave late", async () => {
    const clock = new FakeClock();
    const throttle = new Throttle({ callsPerSecond: 5, maxInFlight: 16, clock, random: () => 0 });
    const left: number[] = [];
    for (let index = 0; index < 20; index += 1) {
      // Every other call waits 150 ms for its connection.
      const delay = index % 2 === 0 ? 150 : 0;
      void throttle.turn().then((turn) => {
        clock.after(delay, () => {
          left.push(clock.now());
          turn.sent();
          clock.after(40, () => {
            turn.end("accepted");
          });
        });
      });
    }
    await clock.run();
    expect(left).toHaveLength(20);
    expect(mostInAnySecond(left)).toBeLessThanOrEqual(5);
  });

  it("keeps the pace after a single throttle answer, with a wider margin", async () => {
    const { clock, starts, call } = createThrottle();
    void call("a", 10, "throttled");
    void call("b", 10);
    void call("c", 10);
    await clock.run();
    expect(starts[1]).toBe(215);
    expect(starts[2]).toBeCloseTo(430, 0);
  });

  it("pauses and slows down after several throttle answers, and recovers", async () => {
    const { clock, starts, call } = createThrottle();
    void call("a", 10, "throttled");
    void call("b", 10, "throttled");
    for (let index = 0; index < 60; index += 1) void call(String(index), 10);
    await clock.run();
    // The pause is 500 to 1,500 ms; here chance is in the middle.
    expect((starts[2] ?? 0) - (starts[1] ?? 0)).toBe(1010);
    expect((starts[3] ?? 0) - (starts[2] ?? 0)).toBeGreaterThan(290);
    // After 50 accepted calls the rate is full again, and the margin is on its way back from 100 to 50 ms.
    expect((starts.at(-1) ?? 0) - (starts.at(-2) ?? 0)).toBe(218);
  });
});
