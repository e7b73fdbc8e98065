import { describe, expect, it } from "@jest/globals";
import { MetaLimit } from "../../../api/pace/meta-limit.js";

const MINUTE = 60_000;
const HOUR = 3_600_000;
const NOW = 5000;

/** A limit that was hit once, at `NOW`, by a call that started 100 ms before. */
function hitOnce(retryAfterMs?: number): MetaLimit {
  const limit = new MetaLimit();
  limit.hit(NOW, NOW - 100, retryAfterMs);
  return limit;
}

function isOpen(limit: MetaLimit, now: number): boolean {
  try {
    limit.requireOpen(now);
    return true;
  } catch (error) {
    expect(error).toMatchObject({ name: "CamsError", kind: "meta-limit" });
    expect((error as Error).message).toMatch(/^not sent, since Meta's limit is used up\. /);
    return false;
  }
}

describe("Meta's limit", () => {
  it("pauses nothing before it is hit", () => {
    const limit = new MetaLimit();
    expect(limit.pausedUntil).toBe(-Infinity);
    expect(isOpen(limit, 0)).toBe(true);
  });

  it("pauses for a minute when it is hit, and fails nothing", () => {
    const limit = hitOnce();
    expect(limit.pausedUntil).toBe(NOW + MINUTE);
    expect(isOpen(limit, NOW)).toBe(true);
    expect(isOpen(limit, NOW + MINUTE)).toBe(true);
  });

  it.each([
    ["for a minute when the service asks for less", 59_999, MINUTE],
    ["for as long as the service asks", 60_001, 60_001],
    ["for two minutes at most", 120_000, 120_000],
  ])("pauses %s", (_name, retryAfterMs, pauseMs) => {
    const limit = hitOnce(retryAfterMs);
    expect(limit.pausedUntil).toBe(NOW + pauseMs);
    expect(isOpen(limit, NOW)).toBe(true);
  });

  it("fails everything for as long as the service asks, and does not pause, when that is more than two minutes", () => {
    const limit = hitOnce(120_001);
    expect(limit.pausedUntil).toBe(-Infinity);
    expect(isOpen(limit, NOW)).toBe(false);
    expect(isOpen(limit, NOW + 120_000)).toBe(false);
    expect(isOpen(limit, NOW + 120_001)).toBe(true);
  });

  it("takes the answers of calls that had started before the pause for the same hit", () => {
    const limit = hitOnce();
    limit.hit(NOW + 10, NOW + 5);
    limit.hit(NOW + MINUTE - 1, NOW + MINUTE - 1);
    expect(limit.pausedUntil).toBe(NOW + MINUTE);
    expect(isOpen(limit, NOW + MINUTE)).toBe(true);
  });

  it("pauses once more for such an answer that comes after the pause", () => {
    const limit = hitOnce();
    limit.hit(NOW + MINUTE, NOW + MINUTE - 1);
    expect(isOpen(limit, NOW + MINUTE)).toBe(true);
    expect(limit.pausedUntil).toBe(NOW + 2 * MINUTE);
  });

  it("fails everything for an hour when a call runs into it that started after the pause", () => {
    const limit = hitOnce();
    const again = NOW + MINUTE + 300;
    limit.hit(again, NOW + MINUTE);
    expect(limit.pausedUntil).toBe(NOW + MINUTE);
    expect(isOpen(limit, again)).toBe(false);
    expect(isOpen(limit, again + HOUR - 1)).toBe(false);
    expect(isOpen(limit, again + HOUR)).toBe(true);
  });

  it("fails everything for an hour also when the service asks for little the second time", () => {
    const limit = hitOnce();
    limit.hit(NOW + MINUTE, NOW + MINUTE, 1000);
    expect(isOpen(limit, NOW + MINUTE + HOUR - 1)).toBe(false);
  });

  it("begins anew when it is hit five minutes after the pause", () => {
    const before = hitOnce();
    const end = NOW + 6 * MINUTE;
    before.hit(end - 1, end - 2);
    expect(isOpen(before, end - 1)).toBe(false);
    const after = hitOnce();
    after.hit(end, end - 1);
    expect(isOpen(after, end)).toBe(true);
    expect(after.pausedUntil).toBe(end + MINUTE);
  });

  it("never shortens the time for which everything fails", () => {
    const limit = hitOnce(2 * HOUR);
    limit.hit(NOW + 10, NOW, 120_001);
    expect(isOpen(limit, NOW + 2 * HOUR - 1)).toBe(false);
  });

  it("tells everybody who listens of each hit", () => {
    const limit = new MetaLimit();
    const heard: string[] = [];
    limit.onChange(() => heard.push("a"));
    limit.onChange(() => heard.push("b"));
    limit.hit(NOW, NOW);
    limit.hit(NOW + MINUTE, NOW + MINUTE);
    expect(heard).toEqual(["a", "b", "a", "b"]);
  });
});
