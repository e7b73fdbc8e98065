import { describe, expect, it } from "@jest/globals";
import { pacedCalls } from "../../support/paced-calls.js";

function mostInAnySecond(times: readonly number[]): number {
  return Math.max(...times.map((time) => times.filter((other) => other >= time && other < time + 1000).length));
}

/** The starts of `count` calls at the same time. */
function group(start: number, count = 5): number[] {
  return Array.from({ length: count }, () => start);
}

describe("the throttle", () => {
  it("starts calls in groups of five, a second and the safety margin after the previous group has left", async () => {
    const { clock, starts, calls } = pacedCalls();
    void calls(12);
    await clock.run();
    // Five equal round trips show that a margin of 40 is enough, ten that 20 is.
    expect(starts).toEqual([...group(0), ...group(1040), ...group(2060, 2)]);
  });

  it("starts as many calls at once as the limit allows", async () => {
    const { clock, starts, calls } = pacedCalls({ callsPerSecond: 10 });
    void calls(11);
    await clock.run();
    expect(starts).toEqual([...group(0, 10), 1020]);
  });

  it("waits a second plus the safety margin after a group has left when answers take longer", async () => {
    const { clock, starts, calls } = pacedCalls();
    void calls(12, { latency: 5000 });
    await clock.run();
    expect(starts).toEqual([...group(0), ...group(1150), ...group(2300, 2)]);
  });

  it("starts each call as soon as a slot is free", async () => {
    const { clock, starts, call } = pacedCalls();
    for (const latency of [90, 20, 60, 40, 100, 10, 10]) void call({ latency });
    await clock.run(500);
    void call();
    void call();
    void call();
    await clock.run();
    expect(starts).toEqual([...group(0), 1020, 1040, 1060, 1090, 1100]);
  });

  it("starts calls at once while slots are free", async () => {
    const { clock, starts, calls } = pacedCalls();
    void calls(3);
    await clock.run(400);
    void calls(2);
    await clock.run(700);
    void calls(4);
    await clock.run(9000);
    void calls(1);
    await clock.run();
    expect(starts).toEqual([0, 0, 0, 400, 400, 1040, 1040, 1040, 1425, 9000]);
  });

  it("narrows the safety margin with each equal round trip", async () => {
    const { clock, starts, calls } = pacedCalls();
    void calls(10, { latency: 500 });
    await clock.run();
    expect(starts).toEqual([...group(0), ...group(1040)]);
  });

  it("ignores the round trips of failures, which may come from anywhere", async () => {
    const { clock, starts, calls } = pacedCalls();
    void calls(10, { latency: 500, outcome: "failed" });
    await clock.run();
    expect(starts).toEqual([...group(0), ...group(1150)]);
  });

  it("includes the round trips of throttled calls in the safety margin", async () => {
    const { clock, starts, call, calls } = pacedCalls();
    void call({ latency: 560, outcome: "throttled", hintMs: 10 });
    void calls(5, { latency: 500 });
    await clock.run();
    expect(starts).toEqual([...group(0), 1120]);
  });

  it("holds the slot of a call until it has left", async () => {
    const { clock, starts, call, calls } = pacedCalls();
    void call({ connect: 1500, latency: 5000 });
    void calls(9);
    await clock.run(2000);
    void calls(5);
    await clock.run();
    // The slow call left at 1500, and the safety margin is 17 by then.
    expect(starts).toEqual([...group(0), ...group(1050, 4), ...group(2075, 4), 2517, 3091]);
  });

  it("starts no call while none of five has left, and continues a second after they fail", async () => {
    const { clock, throttle, starts, calls } = pacedCalls();
    const turns = Promise.all(group(0).map(() => throttle.turn()));
    await clock.run(5000);
    void calls(5);
    await clock.run(20_000);
    expect(starts).toEqual([]);
    for (const turn of await turns) turn.end("failed");
    await clock.run();
    expect(starts).toEqual(group(21_000));
  });

  it("keeps to five calls in any second when calls leave late", async () => {
    const { clock, throttle } = pacedCalls({ random: () => 0 });
    const left: number[] = [];
    for (let index = 0; index < 20; index += 1) {
      const connectMs = index % 2 === 0 ? 150 : 0;
      void throttle.turn().then((turn) => {
        clock.after(connectMs, () => {
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
    expect(mostInAnySecond(left)).toBe(5);
  });

  it("runs one call at a time when `maxInFlight` is 1", async () => {
    const { clock, starts, calls } = pacedCalls({ maxInFlight: 1 });
    void calls(3, { latency: 500 });
    await clock.run();
    expect(starts).toEqual([0, 500, 1000]);
  });

  it("never has more than `maxInFlight` calls in flight, whether or not their requests have left", async () => {
    const { clock, throttle, starts, call, calls } = pacedCalls({ maxInFlight: 3 });
    void call({ connect: 3000, latency: 7000 });
    void calls(5, { latency: 10_000 });
    await clock.run(9999);
    expect(starts).toEqual(group(0, 3));
    expect(throttle.status()).toMatchObject({ inFlight: 3, waiting: 3 });
    await clock.run();
    expect(starts).toEqual([...group(0, 3), ...group(10_000, 3)]);
    expect(throttle.status()).toMatchObject({ inFlight: 0, waiting: 0 });
  });

  it("waits without a timer for a call that has no answer yet", async () => {
    const { clock, starts, calls } = pacedCalls({ maxInFlight: 1 });
    void calls(2, { latency: Infinity });
    await clock.run();
    expect(starts).toEqual([0]);
    expect(clock.now()).toBe(0);
  });

  it("starts a retry before all waiting calls except the next one", async () => {
    const { clock, names, call, calls } = pacedCalls();
    void calls(5, { name: "before" });
    for (const name of ["a", "b", "c"]) void call({ name });
    await clock.run(500);
    void call({ name: "again", again: true });
    await clock.run();
    expect(names.slice(5)).toEqual(["a", "again", "b", "c"]);
  });
});

describe("throttled calls", () => {
  const throttled = { outcome: "throttled", hintMs: 300 } as const;

  it("reduce our share to the slots that we hold, until a probe for one slot more is accepted", async () => {
    const { clock, throttle, starts, calls } = pacedCalls();
    void calls(3);
    void calls(2, throttled);
    void calls(14);
    await clock.run(50);
    expect(throttle.status()).toMatchObject({ throttled: 2, share: 3, callsPerSecond: 5 });
    await clock.run();
    expect(starts.slice(5)).toEqual([
      ...group(1040, 3),
      ...group(2065, 3),
      ...group(3084, 3),
      4050,
      ...group(4099, 2),
      4100,
      5062,
    ]);
    expect(throttle.status()).toMatchObject({ throttled: 2, share: 4 });
  });

  it("occupy no slot, since the service does not count them", async () => {
    const { clock, starts, call, calls } = pacedCalls();
    void calls(3);
    void call({ ...throttled, hintMs: 100 });
    await clock.run(50);
    void calls(1);
    await clock.run();
    expect(starts).toEqual([...group(0, 4), 1050]);
  });

  it("hold up everything until the service can accept a call, counted from when they left", async () => {
    const { clock, starts, call, calls } = pacedCalls();
    void call({ ...throttled, connect: 20, hintMs: 700 });
    await clock.run(100);
    void calls(1);
    await clock.run();
    expect(starts[1]).toBeGreaterThanOrEqual(720);
  });

  it("hold up everything for up to a second when the service names no moment", async () => {
    const { clock, starts, call, calls } = pacedCalls({ random: () => 0.4 });
    void call({ outcome: "throttled" });
    await clock.run(100);
    void calls(1);
    await clock.run();
    expect(starts[1]).toBeGreaterThanOrEqual(400);
    expect(starts[1]).toBeLessThan(600);
  });

  it("hold up everything for a minute at most", async () => {
    const { clock, starts, call, calls } = pacedCalls();
    void call({ ...throttled, hintMs: 3_600_000 });
    await clock.run(100);
    void calls(1);
    await clock.run();
    expect(starts[1]).toBeGreaterThan(59_999);
    expect(starts[1]).toBeLessThan(61_000);
  });

  it("only widen the safety margin when all slots were ours", async () => {
    const { clock, throttle, starts, calls } = pacedCalls();
    void calls(5, { latency: 500 });
    void calls(1, { latency: 500, outcome: "throttled", hintMs: 10 });
    await clock.run(3000);
    expect(throttle.status()).toMatchObject({ throttled: 1, share: 5 });
    void calls(6, { latency: 500 });
    await clock.run();
    // Eleven equal round trips ask for 18; the throttled call adds 25, of which each accepted one takes back a quarter.
    expect(starts.slice(6)).toEqual([...group(3000), 4042]);
  });

  it("leave us only the slots that the service counted then, not those that were free again", async () => {
    const { clock, throttle, call, calls } = pacedCalls();
    void calls(5);
    await clock.run(1100);
    void calls(1);
    void call(throttled);
    await clock.run(1200);
    expect(throttle.status()).toMatchObject({ share: 1 });
  });

  it("leave us only the slots of calls that left before, or just after", async () => {
    const { clock, throttle, call, calls } = pacedCalls();
    void call({ ...throttled, latency: 100 });
    await clock.run(10);
    void calls(1);
    await clock.run(11);
    void calls(2);
    await clock.run(200);
    expect(throttle.status()).toMatchObject({ share: 1 });
  });
});
