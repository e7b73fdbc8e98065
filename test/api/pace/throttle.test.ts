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
  it("starts calls in groups of five, a second after the previous group is answered", async () => {
    const { clock, starts, calls } = pacedCalls();
    void calls(12);
    await clock.run();
    expect(starts).toEqual([...group(0), ...group(1050), ...group(2100, 2)]);
  });

  it("starts as many calls at once as the limit allows", async () => {
    const { clock, starts, calls } = pacedCalls({ callsPerSecond: 10 });
    void calls(11);
    await clock.run();
    expect(starts).toEqual([...group(0, 10), 1050]);
  });

  it("waits a second plus the safety margin after a group has left when answers take longer", async () => {
    const { clock, starts, calls } = pacedCalls();
    void calls(12, { latency: 5000 });
    await clock.run();
    expect(starts).toEqual([...group(0), ...group(1100), ...group(2200, 2)]);
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
    expect(starts).toEqual([0, 0, 0, 400, 400, 1050, 1050, 1050, 1450, 9000]);
  });

  it("narrows the safety margin after five equal round trips", async () => {
    const { clock, starts, calls } = pacedCalls();
    void calls(10, { latency: 500 });
    await clock.run();
    expect(starts).toEqual([...group(0), ...group(1050)]);
  });

  it("ignores the round trips of failures, which may come from anywhere", async () => {
    const { clock, starts, calls } = pacedCalls();
    void calls(10, { latency: 500, outcome: "failed" });
    await clock.run();
    expect(starts).toEqual([...group(0), ...group(1100)]);
  });

  it("includes the round trips of throttled calls in the safety margin", async () => {
    const { clock, starts, call, calls } = pacedCalls();
    void call({ latency: 500, outcome: "throttled" });
    void calls(4, { latency: 500 });
    void calls(1);
    await clock.run();
    // 50 ms for the round trips, plus 25 for the throttled call, minus 0.25 for each of four accepted calls.
    expect(starts).toEqual([...group(0), 1074]);
  });

  it("holds the slot of a call until it has left", async () => {
    const { clock, starts, call, calls } = pacedCalls();
    void call({ connect: 1500, latency: 5000 });
    void calls(9);
    await clock.run(2000);
    void calls(5);
    await clock.run();
    // The slow call left at 1500, and the safety margin is 50 by then.
    expect(starts).toEqual([...group(0), ...group(1050, 4), ...group(2100, 4), 2550, 3150]);
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

describe("a single throttled call", () => {
  it("only widens the safety margin", async () => {
    const { clock, throttle, starts, call, calls } = pacedCalls();
    void call({ latency: 10, outcome: "throttled" });
    void calls(10, { latency: 5000 });
    await clock.run(4000);
    expect(starts).toEqual([...group(0), 1010, ...group(1125, 4), 2135]);
    expect(throttle.status()).toMatchObject({ throttled: 1, pauses: 0 });
    expect(throttle.status()).not.toHaveProperty("pause");
  });

  it("is one that comes more than five seconds after the previous one", async () => {
    const { clock, throttle, starts, calls, take } = pacedCalls();
    const [first, second] = await take(2);
    await clock.run(10);
    first?.end("throttled");
    await clock.run(5011);
    second?.end("throttled");
    void calls(5);
    await clock.run();
    expect(starts).toEqual(group(5011));
    expect(throttle.status()).toMatchObject({ throttled: 2, pauses: 0 });
  });
});

describe("several throttled calls", () => {
  it("within five seconds pause all calls, and then spread them evenly and slow them down", async () => {
    const { clock, starts, calls, take } = pacedCalls();
    const [first, second] = await take(2);
    await clock.run(10);
    first?.end("throttled");
    await clock.run(5010);
    second?.end("throttled");
    void calls(3, { latency: Infinity });
    await clock.run();
    // (1000 + 100 + 2 × 25) / 5 / 0.7 = 328.6
    expect(starts).toEqual([6010, 6339, 6668]);
  });

  it.each([
    [0, 510],
    [0.999, 1509],
  ])("pause all calls for 500 to 1,500 ms: the random number is %d", async (random, start) => {
    const { clock, starts, calls, take } = pacedCalls({ random: () => random });
    const [first, second] = await take(2);
    await clock.run(10);
    first?.end("throttled");
    second?.end("throttled");
    void calls(1);
    await clock.run();
    expect(starts).toEqual([start]);
  });

  it("never shorten a pause, and count as one pause while it lasts", async () => {
    const randoms = [0.9, 0, 0];
    const { clock, throttle, starts, calls, take } = pacedCalls({ random: () => randoms.shift() ?? 0 });
    const turns = await take(4);
    turns[0]?.end("throttled");
    turns[1]?.end("throttled");
    await clock.run(100);
    turns[2]?.end("throttled");
    void calls(1);
    expect(throttle.status()).toMatchObject({ pauses: 1, pause: { reason: "throttled", remainingMs: 1300 } });
    await clock.run(1399);
    expect(starts).toEqual([]);
    await clock.run(1400);
    expect(starts).toEqual([1400]);
    turns[3]?.end("throttled");
    expect(throttle.status()).toMatchObject({ pauses: 2, throttled: 4, pause: { remainingMs: 500 } });
  });

  it.each([
    ["only once within a second", 1099, 336],
    ["again after a second", 1100, 480],
  ])("cut the rate %s", async (_name, thirdAt, spacing) => {
    const { clock, starts, calls, take } = pacedCalls();
    const turns = await take(3);
    turns[0]?.end("throttled");
    await clock.run(100);
    turns[1]?.end("throttled");
    await clock.run(thirdAt);
    turns[2]?.end("throttled");
    void calls(2, { latency: Infinity });
    await clock.run();
    // (1000 + 100 + 3 × 25) / 5 / 0.7, or / 0.49
    expect(starts).toEqual([thirdAt + 1000, thirdAt + 1000 + spacing]);
  });

  it("slow calls down to one in three and a half seconds, and no further", async () => {
    const { clock, starts, calls, take } = pacedCalls();
    const turns = await take(13);
    let now = 2200;
    for (const turn of turns) {
      now += 1000;
      await clock.run(now);
      turn.end("throttled");
    }
    void calls(2, { latency: Infinity });
    await clock.run();
    // (1000 + 400) / 5 / 0.08
    expect(starts).toEqual([now + 1000, now + 1000 + 3500]);
  });

  it("slow calls down a little less with each call that is accepted after them", async () => {
    const { clock, starts, calls, take } = pacedCalls();
    const [first, second, third] = await take(3);
    first?.end("throttled");
    second?.end("throttled");
    third?.end("accepted");
    void calls(2, { latency: Infinity });
    await clock.run();
    // (1000 + 100 + 2 × 25 − 0.25) / 5 / (0.7 + 0.006) = 325.7
    expect(starts).toEqual([1000, 1326]);
  });

  it("slow calls down just as much when other calls fail after them", async () => {
    const { clock, starts, calls, take } = pacedCalls();
    const [first, second, third] = await take(3);
    first?.end("throttled");
    second?.end("throttled");
    third?.end("failed");
    void calls(2, { latency: Infinity });
    await clock.run();
    expect(starts).toEqual([1000, 1329]);
  });

  it("slow calls down just as much when other calls were accepted before them", async () => {
    const { clock, starts, calls, take } = pacedCalls();
    const [first, second, ...others] = await take(5);
    for (const turn of others) turn.end("accepted");
    first?.end("throttled");
    second?.end("throttled");
    void calls(2, { latency: Infinity });
    await clock.run();
    expect(starts).toEqual([1000, 1329]);
  });

  it("leave calls evenly spread after the rate has recovered, which it does up to the full rate only", async () => {
    const { clock, starts, calls, take } = pacedCalls({ maxInFlight: 100 });
    const [first, second, ...others] = await take(62);
    first?.end("throttled");
    second?.end("throttled");
    for (const turn of others) turn.end("accepted");
    void calls(3, { latency: Infinity });
    await clock.run();
    // (1000 + 150 + 2 × 25 − 60 × 0.25) / 5
    const [a = 0, b = 0, c = 0] = starts;
    expect([b - a, c - b]).toEqual([237, 237]);
  });
});
