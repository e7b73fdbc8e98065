import { describe, expect, it } from "@jest/globals";
import { MetaLimit } from "../../../api/pace/meta-limit.js";
import { pacedCalls } from "../../support/paced-calls.js";

describe("the status of the throttle", () => {
  it("is all zeros before the first call", () => {
    const { throttle } = pacedCalls();
    expect(throttle.status()).toStrictEqual({
      waiting: 0,
      waitingForMs: 0,
      inFlight: 0,
      accepted: 0,
      throttled: 0,
      share: 5,
      callsPerSecond: 5,
    });
  });

  it("reports how many calls are waiting, and how long the longest has waited", async () => {
    const { clock, throttle, calls } = pacedCalls();
    void calls(5);
    await clock.run(100);
    void calls(2);
    await clock.run(300);
    void calls(1);
    await clock.run(1039);
    expect(throttle.status()).toMatchObject({ waiting: 3, waitingForMs: 939, inFlight: 0 });
    await clock.run();
    expect(throttle.status()).toMatchObject({ waiting: 0, waitingForMs: 0 });
  });

  it("does not count a call as waiting after it failed without starting", async () => {
    const metaLimit = new MetaLimit();
    const { throttle, call } = pacedCalls({ metaLimit });
    metaLimit.hit(0, 0, 120_001);
    await call().catch(() => undefined);
    expect(throttle.status()).toMatchObject({ waiting: 0, inFlight: 0 });
  });

  it("reports the calls in flight and how calls ended", async () => {
    const { clock, throttle, call } = pacedCalls();
    void call();
    void call();
    void call({ outcome: "throttled" });
    void call({ outcome: "failed" });
    void call({ latency: Infinity });
    await clock.run();
    expect(throttle.status()).toMatchObject({ inFlight: 1, accepted: 2, throttled: 1 });
  });

  it("reports our share of the calls per second, which others use too when a call is throttled", async () => {
    const { throttle, take } = pacedCalls();
    const [first, ...others] = await take(3);
    first?.end("throttled", 300);
    for (const turn of others) turn.end("accepted");
    expect(throttle.status()).toMatchObject({ share: 2, callsPerSecond: 5 });
  });

  it("reports the pause for Meta's limit until it is over", async () => {
    const { clock, throttle, take } = pacedCalls();
    const [turn] = await take(1);
    turn?.end("meta-limit");
    expect(throttle.status().pause).toEqual({ reason: "meta-limit", remainingMs: 60_000 });
    await clock.run(60_000);
    expect(throttle.status()).not.toHaveProperty("pause");
  });
});
