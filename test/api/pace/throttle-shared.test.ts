import { describe, expect, it } from "@jest/globals";
import { MetaLimit } from "../../../api/pace/meta-limit.js";
import type { SharedSlots, TakenSlot } from "../../../api/pace/slots.js";
import { pacedCalls } from "../../support/paced-calls.js";

/** Shared slots that answer with each of the given waits in turn, and with a slot from then on. */
class ScriptedSlots implements SharedSlots {
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

describe("the throttle with shared slots", () => {
  it("takes a slot for every call", async () => {
    const shared = new ScriptedSlots();
    const { clock, starts, calls } = pacedCalls({ shared });
    void calls(3);
    await clock.run();
    expect(starts).toEqual([0, 0, 0]);
    expect(shared.rests).toEqual([1150, 1150, 1150]);
  });

  it("waits until a slot may be free, and tries again", async () => {
    const shared = new ScriptedSlots(300, 0.5);
    const { clock, starts, calls } = pacedCalls({ shared });
    void calls(2);
    await clock.run();
    expect(starts).toEqual([301, 301]);
    expect(shared.rests).toHaveLength(4);
  });

  it("takes no shared slot before one of its own is free", async () => {
    const shared = new ScriptedSlots();
    const { clock, starts, calls } = pacedCalls({ shared });
    void calls(6);
    await clock.run(1039);
    expect(shared.rests).toHaveLength(5);
    await clock.run();
    expect(shared.rests).toHaveLength(6);
    expect(starts.at(-1)).toBe(1040);
  });

  it("makes a slot rest for a second plus the safety margin", async () => {
    const shared = new ScriptedSlots();
    const { clock, calls } = pacedCalls({ shared });
    void calls(5, { latency: 500 });
    await clock.run();
    void calls(1);
    await clock.run();
    expect(shared.rests).toEqual([1150, 1150, 1150, 1150, 1150, 1040]);
  });

  it("retakes a slot when the request leaves, not when the call ends", async () => {
    const shared = new ScriptedSlots();
    const { clock, call } = pacedCalls({ shared });
    void call({ connect: 500 });
    await clock.run(499);
    expect(shared.retakes).toBe(0);
    await clock.run(500);
    expect(shared.retakes).toBe(1);
    await clock.run();
    expect(shared.retakes).toBe(1);
  });

  it("stops waiting for a slot when Meta's limit is hit", async () => {
    const metaLimit = new MetaLimit();
    const { clock, starts, call } = pacedCalls({ shared: new ScriptedSlots(10_000), metaLimit });
    const failure = call().catch((error: unknown) => error);
    await clock.run(1000);
    metaLimit.hit(1000, 500, 120_001);
    await clock.run(1000);
    expect(await failure).toMatchObject({ kind: "meta-limit" });
    expect(starts).toEqual([]);
  });

  it("starts no call in a pause that began while it took a slot, and takes another slot after the pause", async () => {
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
