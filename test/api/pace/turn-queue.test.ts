import { afterEach, describe, expect, it, jest } from "@jest/globals";
import { TurnQueue } from "../../../api/pace/turn-queue.js";

const HOUR_MS = 3_600_000;

afterEach(() => {
  jest.restoreAllMocks();
});

function moveWallClock(ms: number): void {
  const { now } = Date;
  jest.spyOn(Date, "now").mockImplementation(() => now() + ms);
}

/** Bottleneck queues by several timers of no time each, and timers of one length are called in order. */
async function queued(): Promise<void> {
  for (let timers = 0; timers < 50; timers += 1) await new Promise((resolve) => setTimeout(resolve, 0));
}

/** TurnQueue that note when they are called, and a door that holds up the first. */
function ticketsWithDoor() {
  const tickets = new TurnQueue(5);
  const called: string[] = [];
  let open: () => void = () => undefined;
  const door = new Promise<void>((resolve) => (open = resolve));
  const take = (name: string, priority = 5) =>
    tickets.take(priority, async () => {
      called.push(name);
      if (name === "first") await door;
    });
  return {
    called,
    open: () => {
      open();
    },
    take,
  };
}

describe("tickets", () => {
  it("are called one after another, by priority and then in order", async () => {
    const { called, open, take } = ticketsWithDoor();
    const all = [take("first"), take("a"), take("b"), take("c"), take("urgent", 1)];
    await queued();
    expect(called).toEqual(["first"]);
    open();
    await Promise.all(all);
    expect(called).toEqual(["first", "urgent", "a", "b", "c"]);
  });

  it("give what the turn gives, and fail as it fails", async () => {
    const tickets = new TurnQueue();
    await expect(tickets.take(5, () => Promise.resolve(1))).resolves.toBe(1);
    await expect(tickets.take(5, () => Promise.reject(new Error("of the turn")))).rejects.toThrow("of the turn");
    await expect(tickets.take(5, () => Promise.resolve(2))).resolves.toBe(2);
  });

  it.each([
    ["an hour back", -HOUR_MS],
    ["an hour forth", HOUR_MS],
  ])("are called in order although the wall clock is set %s", async (_, ms) => {
    const { called, open, take } = ticketsWithDoor();
    const all = [take("first"), take("b"), take("c")];
    await queued();
    moveWallClock(ms);
    await queued();
    all.push(take("d"));
    open();
    await Promise.all(all);
    expect(called).toEqual(["first", "b", "c", "d"]);
  });

  it("are called after the wall clock was set forth and back again", async () => {
    const tickets = new TurnQueue(5);
    moveWallClock(HOUR_MS);
    await tickets.take(5, () => Promise.resolve());
    jest.restoreAllMocks();
    await expect(tickets.take(5, () => Promise.resolve("called"))).resolves.toBe("called");
  });
});
