import { describe, expect, it } from "@jest/globals";
import { MetaLimit } from "../../../api/pace/meta-limit.js";
import type { SharedSlots, TakenSlot } from "../../../api/pace/slots.js";
import { pacedCalls } from "../../support/paced-calls.js";

/** Shared slots that answer as told, by how long no slot is free, and then give one to everybody. */
class ToldSlots implements SharedSlots {
  readonly rests: number[] = [];
  retakes = 0;
  readonly #waits: number[];

  constructor(...waits: number[]) {
    this.#waits = waits;
  }

  take(restMs: number): Promise<TakenSlot | { freeInMs: number }> {
    this.rests.push(restMs);
    const freeInMs = this.#waits.shift() ?? 0;
    if (freeInMs > 0) return Promise.resolve({ freeInMs });
    return Promise.resolve({
      retake: () => {
        this.retakes += 1;
      },
    });
  }
}

describe("the throttle, with slots that processes share", () => {
  it("takes one for every call", async () => {
    const shared = new ToldSlots();
    const { clock, starts, calls } = pacedCalls({ shared });
    void calls(3);
    await clock.run();
    expect(starts).toEqual([0, 0, 0]);
    expect(shared.rests).toEqual([1100, 1100, 1100]);
  });

  it("waits as long as they say, and asks again", async () => {
    const shared = new ToldSlots(300, 0.5);
    const { clock, starts, calls } = pacedCalls({ shared });
    void calls(2);
    await clock.run();
    expect(starts).toEqual([301, 301]);
    expect(shared.rests).toHaveLength(4);
  });

  it("asks for none before a slot of its own is free", async () => {
    const shared = new ToldSlots();
    const { clock, starts, calls } = pacedCalls({ shared });
    void calls(6);
    await clock.run(1049);
    expect(shared.rests).toHaveLength(5);
    await clock.run();
    expect(shared.rests).toHaveLength(6);
    expect(starts.at(-1)).toBe(1050);
  });

  it("lets them rest for a second and the margin, and longer when the service throttles", async () => {
    const shared = new ToldSlots();
    const { clock, calls, take } = pacedCalls({ shared });
    const [first, second] = await take(2);
    first?.end("throttled");
    void calls(1);
    await clock.run();
    second?.end("throttled");
    void calls(1);
    await clock.run();
    expect(shared.rests).toEqual([1100, 1100, 1125, (1000 + 149.75) / 0.7]);
  });

  it("takes a slot anew when the request leaves, and not when the call ends", async () => {
    const shared = new ToldSlots();
    const { clock, call } = pacedCalls({ shared });
    void call({ connect: 500 });
    await clock.run(499);
    expect(shared.retakes).toBe(0);
    await clock.run(500);
    expect(shared.retakes).toBe(1);
    await clock.run();
    expect(shared.retakes).toBe(1);
  });

  it("stops waiting for one when Meta's limit is hit", async () => {
    const metaLimit = new MetaLimit();
    const { clock, starts, call } = pacedCalls({ shared: new ToldSlots(10_000), metaLimit });
    const failure = call().catch((error: unknown) => error);
    await clock.run(1000);
    metaLimit.hit(1000, 500, 120_001);
    await clock.run(1000);
    expect(await failure).toMatchObject({ kind: "meta-limit" });
    expect(starts).toEqual([]);
  });

  it("starts no call in a pause that began while it was given its slot, and takes another after the pause", async () => {
    const metaLimit = new MetaLimit();
    const gives: (() => void)[] = [];
    const shared = {
      take: () =>
        new Promise<TakenSlot>((resolve) => {
          gives.push(() => {
            resolve({ retake: () => undefined });
          });
        }),
    };
    const { clock, starts, call } = pacedCalls({ metaLimit, shared });
    void call();
    await clock.run();
    metaLimit.hit(0, 0);
    gives[0]?.();
    await clock.run();
    expect(gives).toHaveLength(2);
    gives[1]?.();
    await clock.run();
    expect(starts).toEqual([60_000]);
  });
});
