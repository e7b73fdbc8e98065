import { afterEach, describe, expect, it, jest } from "@jest/globals";
import { TurnQueue } from "../../../api/pace/turn-queue.js";

const HOUR_MS = 3_600_000;

afterEach(() => {
  jest.restoreAllMocks();
});

function moveSystemClock(ms: number): void {
  const { now } = Date;
  jest.spyOn(Date, "now").mockImplementation(() => now() + ms);
}

/** Bottleneck queues with several timers of 0 ms, and Node.js calls timers of equal length in order. */
async function settled(): Promise<void> {
  for (let timers = 0; timers < 50; timers += 1) await new Promise((resolve) => setTimeout(resolve, 0));
}

/** A turn queue that records the names of its turns, when they begin and end, and a gate that holds up the first. */
function queueWithGate() {
  const queue = new TurnQueue(5);
  const called: string[] = [];
  const ended: string[] = [];
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (open = resolve));
  const take = (name: string, priority = 5) =>
    queue.take(priority, async () => {
      expect(ended).toEqual(called);
      called.push(name);
      await (name === "first" ? gate : settled());
      ended.push(name);
    });
  return {
    called,
    open: () => {
      open();
    },
    take,
  };
}

describe("the turn queue", () => {
  it("gives turns one at a time, by priority and then in order", async () => {
    const { called, open, take } = queueWithGate();
    const all = [take("first"), take("a"), take("b"), take("c"), take("urgent", 1)];
    await settled();
    expect(called).toEqual(["first"]);
    open();
    await Promise.all(all);
    expect(called).toEqual(["first", "urgent", "a", "b", "c"]);
  });

  it("returns what a turn returns, and fails as it fails", async () => {
    const queue = new TurnQueue();
    await expect(queue.take(5, () => Promise.resolve(1))).resolves.toBe(1);
    await expect(queue.take(5, () => Promise.reject(new Error("of the turn")))).rejects.toThrow("of the turn");
    await expect(queue.take(5, () => Promise.resolve(2))).resolves.toBe(2);
  });

  it.each([
    ["an hour back", -HOUR_MS],
    ["an hour forward", HOUR_MS],
  ])("keeps its order when the system clock is set %s", async (_, ms) => {
    const { called, open, take } = queueWithGate();
    const all = [take("first"), take("b"), take("c")];
    await settled();
    moveSystemClock(ms);
    await settled();
    all.push(take("d"));
    expect(called).toEqual(["first"]);
    open();
    await Promise.all(all);
    expect(called).toEqual(["first", "b", "c", "d"]);
  });

  it("gives turns after the system clock was set forward and back again", async () => {
    const queue = new TurnQueue(5);
    moveSystemClock(HOUR_MS);
    await queue.take(5, () => Promise.resolve());
    jest.restoreAllMocks();
    await expect(queue.take(5, () => Promise.resolve("called"))).resolves.toBe("called");
  });
});
