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

/** What calls ended with that never started. */
function failuresOf(calls: readonly Promise<unknown>[]): Promise<unknown[]> {
  return Promise.all(calls.map((call) => call.catch((error: unknown) => error)));
}

const closed = { kind: "meta-limit", message: expect.stringMatching(/^not sent, since Meta's limit is used up\. /) };

describe("the throttle, when Meta's limit is hit", () => {
  it("pauses all operations of the account for a minute, and keeps its pace after it", async () => {
    const { clock, reads, writes } = twoOperations();
    const [write] = await writes.take(1);
    await clock.run(1500);
    write?.end("meta-limit");
    void writes.calls(3);
    void reads.calls(6);
    await clock.run();
    expect(writes.starts).toEqual([61_500, 61_500, 61_500]);
    expect(reads.starts).toEqual([61_500, 61_500, 61_500, 61_500, 61_500, 62_550]);
  });

  it("also pauses calls that are waiting for a slot at that moment", async () => {
    const { clock, reads, writes } = twoOperations();
    const [write] = await writes.take(1);
    void reads.calls(6);
    await clock.run(500);
    write?.end("meta-limit");
    await clock.run();
    expect(reads.starts.at(-1)).toBe(60_500);
  });

  it("pauses for as long as the service says when that is longer", async () => {
    const { clock, starts, calls, take } = pacedCalls();
    const [turn] = await take(1);
    turn?.end("meta-limit", 90_000);
    void calls(1);
    await clock.run();
    expect(starts).toEqual([90_000]);
  });

  it("does not slow down for it, and counts it neither as accepted nor as throttled", async () => {
    const { clock, throttle, starts, calls, take } = pacedCalls();
    for (const turn of await take(3)) turn.end("meta-limit");
    void calls(6);
    await clock.run();
    expect(starts).toEqual([60_000, 60_000, 60_000, 60_000, 60_000, 61_050]);
    expect(throttle.status()).toMatchObject({ accepted: 6, throttled: 0, pauses: 0 });
  });

  it("fails everything that waits at once when the limit is hit again after the pause", async () => {
    const { clock, reads, writes } = twoOperations();
    const [first] = await writes.take(1);
    first?.end("meta-limit");
    void writes.call({ outcome: "meta-limit", latency: 200 });
    await clock.run(60_000);
    const slots = reads.take(5);
    await clock.run(60_100);
    await slots;
    // One of these waits in front, one behind it, and one in the other queue.
    const failures = failuresOf([reads.call(), reads.call(), writes.calls(5)]);
    await clock.run(60_200);
    expect(await failures).toMatchObject([closed, closed, closed]);
    expect(clock.now()).toBe(60_200);
    expect(reads.throttle.status().waiting).toBe(0);
  });

  it("fails calls without waiting for as long as the service asks, and starts calls after it", async () => {
    const { clock, starts, call, take } = pacedCalls();
    const [turn] = await take(1);
    turn?.end("meta-limit", 120_001);
    await clock.run(120_000);
    expect(await failuresOf([call()])).toMatchObject([closed]);
    await clock.run(120_001);
    await call();
    expect(starts).toEqual([120_001]);
  });

  it("does not start a call that was given a slot of all processes while the limit was hit again", async () => {
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
