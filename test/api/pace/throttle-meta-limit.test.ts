import { describe, expect, it } from "@jest/globals";
import { MetaLimit } from "../../../api/pace/meta-limit.js";
import { FakeClock } from "../../support/fake-clock.js";
import { pacedCalls } from "../../support/paced-calls.js";

/** Two operations of one account. */
function twoOperations() {
  const clock = new FakeClock();
  const metaLimit = new MetaLimit();
  return { clock, reads: pacedCalls({ clock, metaLimit }), writes: pacedCalls({ clock, metaLimit }) };
}

/** The errors of calls that never start. */
function failuresOf(calls: readonly Promise<unknown>[]): Promise<unknown[]> {
  return Promise.all(calls.map((call) => call.catch((error: unknown) => error)));
}

const closed = { kind: "meta-limit", message: expect.stringMatching(/ Details: not sent\.$/) };

describe("the throttle at Meta's limit", () => {
  it("pauses all operations of the account for a minute, and then keeps its pace", async () => {
    const { clock, reads, writes } = twoOperations();
    const [write] = await writes.take(1);
    await clock.run(1500);
    write?.end("meta-limit");
    void writes.calls(3);
    void reads.calls(6);
    await clock.run();
    expect(writes.starts).toEqual([61_500, 61_500, 61_500]);
    expect(reads.starts).toEqual([61_500, 61_500, 61_500, 61_500, 61_500, 62_540]);
  });

  it("pauses calls that are already waiting for a slot", async () => {
    const { clock, reads, writes } = twoOperations();
    const [write] = await writes.take(1);
    void reads.calls(6);
    await clock.run(500);
    write?.end("meta-limit");
    await clock.run();
    expect(reads.starts.at(-1)).toBe(60_500);
  });

  it("pauses for as long as the service asks when that is longer", async () => {
    const { clock, starts, calls, take } = pacedCalls();
    const [turn] = await take(1);
    turn?.end("meta-limit", 90_000);
    void calls(1);
    await clock.run();
    expect(starts).toEqual([90_000]);
  });

  it("does not slow down, and counts the calls neither as accepted nor as throttled", async () => {
    const { clock, throttle, starts, calls, take } = pacedCalls();
    for (const turn of await take(3)) turn.end("meta-limit");
    void calls(6);
    await clock.run();
    expect(starts).toEqual([60_000, 60_000, 60_000, 60_000, 60_000, 61_040]);
    expect(throttle.status()).toMatchObject({ accepted: 6, throttled: 0, share: 5 });
  });

  it("fails all waiting calls at once when the limit is hit again after the pause", async () => {
    const { clock, reads, writes } = twoOperations();
    const [first] = await writes.take(1);
    first?.end("meta-limit");
    void writes.call({ outcome: "meta-limit", latency: 200 });
    await clock.run(60_000);
    const slots = reads.take(5);
    await clock.run(60_100);
    await slots;
    // One call waits for a slot, one waits in the turn queue, and five belong to the other operation.
    const failures = failuresOf([reads.call(), reads.call(), writes.calls(5)]);
    await clock.run(60_200);
    expect(await failures).toMatchObject([closed, closed, closed]);
    expect(clock.now()).toBe(60_200);
    expect(reads.throttle.status().waiting).toBe(0);
  });

  it("fails calls at once for as long as the service asks, and then starts calls again", async () => {
    const { clock, starts, call, take } = pacedCalls();
    const [turn] = await take(1);
    turn?.end("meta-limit", 120_001);
    await clock.run(120_000);
    expect(await failuresOf([call()])).toMatchObject([closed]);
    await clock.run(120_001);
    await call();
    expect(starts).toEqual([120_001]);
  });

  it("does not start a call whose shared slot arrives after the limit was hit again", async () => {
    const metaLimit = new MetaLimit();
    let give: () => void = () => undefined;
    const given = new Promise<void>((resolve) => {
      give = resolve;
    });
    const shared = { take: () => given.then(() => ({ retake: () => undefined })) };
    const { clock, starts, call } = pacedCalls({ metaLimit, shared });
    const failures = failuresOf([call()]);
    await clock.run();
    metaLimit.hit(clock.now(), clock.now(), 120_001);
    give();
    await clock.run();
    expect(await failures).toMatchObject([closed]);
    expect(starts).toEqual([]);
  });
});
