import { describe, expect, it } from "@jest/globals";
import { Share } from "../../../api/pace/share.js";

const FREE = -Infinity;

/** A share whose calls the test launches and ends, with a margin of 50 ms. */
function shareOf({ slots = 5, random = 0.5 } = {}) {
  const share = new Share(slots, () => random);
  const launch = (at: number, occupied: number) => {
    const launched = { sentAt: at, endedAt: at + 100 };
    share.launch(launched, occupied);
    return launched;
  };
  /** A call that leaves at `at` is throttled while `held` slots are ours. */
  const throttle = (at: number, held: number, hintMs: number, occupied = held) => {
    const launched = launch(at, occupied);
    const isProbe = share.end(launched);
    share.refuse({ isProbe, leftAt: at, hintMs, held, marginMs: 50, now: at + 100 });
  };
  /** A call that leaves at `at` while `occupied` slots are ours is accepted. */
  const accept = (at: number, occupied: number) => {
    const launched = launch(at, occupied);
    if (share.end(launched)) share.grow(launched, 50);
  };
  /** When the next call may start, if no slot of ours is occupied. */
  const due = () => share.dueAt(() => FREE);
  return { share, launch, throttle, accept, due };
}

describe("the share of the slots", () => {
  it("is all of them until a call is throttled", () => {
    const { share, accept } = shareOf();
    expect(share.ours).toBe(5);
    expect(share.dueAt((count) => count * 100)).toBe(500);
    for (let count = 0; count < 5; count += 1) accept(0, count);
    expect(share.ours).toBe(5);
  });

  it("is what this process held when a call was throttled", () => {
    const { share, throttle } = shareOf();
    throttle(0, 3, 300);
    expect(share.ours).toBe(3);
  });

  it.each([
    [5, 4, 2],
    [5, 1, 1],
    [5, 0, 0],
    [10, 9, 4],
  ])(
    "makes room at once when the next slot is far away: of %d slots, %d were held, %d are kept",
    (slots, held, kept) => {
      const { share, throttle } = shareOf({ slots });
      throttle(0, held, 401);
      expect(share.ours).toBe(kept);
    },
  );

  it("is not changed when all slots were held, or when a slot was renewed too early", () => {
    const { share, throttle } = shareOf();
    throttle(0, 5, 30);
    expect(share.ours).toBe(5);
    throttle(1000, 3, 300);
    throttle(2000, 3, 30, 2);
    throttle(2000, 4, 30, 2);
    expect(share.ours).toBe(3);
    // The probe comes as if these calls had not been throttled.
    expect(share.dueAt((count) => (count > 3 ? FREE : 99_999))).toBe(5100);
  });

  it("is what this process held when the next slot is near", () => {
    const { share, throttle } = shareOf();
    throttle(0, 4, 400);
    expect(share.ours).toBe(4);
  });

  it("starts nothing before the service can accept it, counted from when the throttled call left", () => {
    const { throttle, due } = shareOf();
    throttle(1000, 3, 300);
    expect(due()).toBe(1300);
    throttle(1010, 3, 200, 2);
    expect(due()).toBe(1300);
  });

  it("lets a call start when fewer than the share are occupied", () => {
    const { share, throttle } = shareOf();
    throttle(0, 3, 300);
    expect(share.dueAt((count) => count * 1000)).toBe(3000);
  });
});

describe("the probe for one slot more", () => {
  it.each([
    [0, 2100],
    [0.5, 4100],
  ])("comes two to six seconds after a slot was lost: the random number is %d", (random, probeAt) => {
    const { share, throttle } = shareOf({ random });
    throttle(0, 3, 300);
    expect(share.dueAt((count) => (count > 3 ? FREE : 99_999))).toBe(probeAt);
  });

  it("waits for a slot of its own, and there is one at a time", () => {
    const { share, throttle, launch } = shareOf();
    throttle(0, 3, 300);
    expect(share.dueAt((count) => (count > 3 ? 5000 : 99_999))).toBe(5000);
    const renewal = launch(4500, 2);
    launch(5000, 3);
    expect(share.dueAt((count) => (count > 3 ? 5000 : 99_999))).toBe(99_999);
    expect(share.end(renewal)).toBe(false);
    expect(share.dueAt((count) => (count > 3 ? 5000 : 99_999))).toBe(99_999);
  });

  it("adds the slot when it is accepted, and comes again after a period, until all slots are ours", () => {
    const { share, throttle, accept } = shareOf();
    throttle(0, 3, 300);
    accept(5000, 3);
    expect(share.ours).toBe(4);
    expect(share.dueAt((count) => (count > 4 ? FREE : 99_999))).toBe(6100);
    accept(6100, 4);
    expect(share.ours).toBe(5);
    expect(share.dueAt((count) => (count > 5 ? FREE : 99_999))).toBe(99_999);
  });

  it("changes nothing when it fails otherwise, and comes again", () => {
    const { share, throttle, launch } = shareOf();
    throttle(0, 3, 300);
    expect(share.end(launch(5000, 3))).toBe(true);
    expect(share.ours).toBe(3);
    expect(share.dueAt((count) => (count > 3 ? 5000 : 99_999))).toBe(5000);
  });

  it("comes again at once when it was throttled although all slots were ours", () => {
    const { share, throttle } = shareOf();
    throttle(0, 3, 300);
    throttle(5000, 5, 30, 3);
    expect(share.dueAt((count) => (count > 3 ? FREE : 99_999))).toBe(5030);
  });

  it("comes again after twelve seconds when it was throttled, after four when only one slot is ours", () => {
    const { share, throttle } = shareOf();
    throttle(0, 3, 300);
    throttle(5000, 3, 300);
    expect(share.dueAt((count) => (count > 3 ? FREE : 99_999))).toBe(17_100);
    throttle(6000, 1, 300);
    throttle(20_000, 1, 300);
    expect(share.dueAt((count) => (count > 1 ? FREE : 99_999))).toBe(24_100);
  });

  it("comes as soon as a slot can be free when none is ours", () => {
    const { share, throttle, due } = shareOf();
    throttle(0, 0, 300, 1);
    expect([share.ours, due()]).toEqual([0, 325]);
    throttle(325, 0, 300);
    expect(due()).toBe(650);
  });

  it("comes up to three periods later after three refusals, so that a crowd does not probe together", () => {
    const { throttle, due } = shareOf({ random: 0.99 });
    throttle(0, 0, 300, 1);
    for (const at of [1000, 2000]) throttle(at, 0, 300);
    expect(due()).toBe(2325);
    throttle(3000, 0, 300);
    expect(due()).toBe(3325 + 3 * 1050);
  });

  it("begins anew after one was accepted", () => {
    const { throttle, accept, due } = shareOf({ random: 0.99 });
    throttle(0, 0, 300, 1);
    for (const at of [1000, 2000, 3000]) throttle(at, 0, 300);
    accept(8000, 0);
    throttle(9000, 0, 300, 1);
    expect(due()).toBe(9325);
  });
});
