import { describe, expect, it } from "@jest/globals";
import { MetaLimit } from "../../../api/pace/meta-limit.js";

const MINUTE = 60_000;
const HOUR = 3_600_000;
const NOW = 5000;

/** A limit that was hit once, at `NOW`, by a call that started 100 ms earlier. */
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
    expect((error as Error).message).toMatch(/ Details: not sent\.$/);
    return false;
  }
}

describe("Meta's limit", () => {
  it("does not pause calls before it is hit", () => {
    const limit = new MetaLimit();
    expect(limit.pausedUntil).toBe(-Infinity);
    expect(isOpen(limit, 0)).toBe(true);
  });

  it("pauses calls for a minute when it is hit, and fails none", () => {
    const limit = hitOnce();
    expect(limit.pausedUntil).toBe(NOW + MINUTE);
    expect(isOpen(limit, NOW)).toBe(true);
    expect(isOpen(limit, NOW + MINUTE)).toBe(true);
  });

  it.each([
    ["for a minute when the service asks for less", 59_999, MINUTE],
    ["for as long as the service asks", 60_001, 60_001],
    ["for up to two minutes", 120_000, 120_000],
  ])("pauses calls %s", (_name, retryAfterMs, pauseMs) => {
    const limit = hitOnce(retryAfterMs);
    expect(limit.pausedUntil).toBe(NOW + pauseMs);
    expect(isOpen(limit, NOW)).toBe(true);
  });

  it("fails all calls instead of pausing them when the service asks for more than two minutes", () => {
    const limit = hitOnce(120_001);
    expect(limit.pausedUntil).toBe(-Infinity);
    expect(isOpen(limit, NOW)).toBe(false);
    expect(isOpen(limit, NOW + 120_000)).toBe(false);
    expect(isOpen(limit, NOW + 120_001)).toBe(true);
  });

  it("treats the answers to calls that started before the pause as the same hit", () => {
    const limit = hitOnce();
    limit.hit(NOW + 10, NOW + 5);
    limit.hit(NOW + MINUTE - 1, NOW + MINUTE - 1);
    expect(limit.pausedUntil).toBe(NOW + MINUTE);
    expect(isOpen(limit, NOW + MINUTE)).toBe(true);
  });

  it("pauses calls again when a call that started before the pause is answered after it", () => {
    const limit = hitOnce();
    limit.hit(NOW + MINUTE, NOW + MINUTE - 1);
    expect(isOpen(limit, NOW + MINUTE)).toBe(true);
    expect(limit.pausedUntil).toBe(NOW + 2 * MINUTE);
  });

  it("fails all calls for an hour when a call that started after the pause hits it", () => {
    const limit = hitOnce();
    const again = NOW + MINUTE + 300;
    limit.hit(again, NOW + MINUTE);
    expect(limit.pausedUntil).toBe(NOW + MINUTE);
    expect(isOpen(limit, again)).toBe(false);
    expect(isOpen(limit, again + HOUR - 1)).toBe(false);
    expect(isOpen(limit, again + HOUR)).toBe(true);
  });

  it("fails all calls for an hour even when the service asks for less the second time", () => {
    const limit = hitOnce();
    limit.hit(NOW + MINUTE, NOW + MINUTE, 1000);
    expect(isOpen(limit, NOW + MINUTE + HOUR - 1)).toBe(false);
  });

  it("starts over when it is hit five minutes after the pause", () => {
    const before = hitOnce();
    const end = NOW + 6 * MINUTE;
    before.hit(end - 1, end - 2);
    expect(isOpen(before, end - 1)).toBe(false);
    const after = hitOnce();
    after.hit(end, end - 1);
    expect(isOpen(after, end)).toBe(true);
    expect(after.pausedUntil).toBe(end + MINUTE);
  });

  it("never shortens the time for which all calls fail", () => {
    const limit = hitOnce(2 * HOUR);
    limit.hit(NOW + 10, NOW, 120_001);
    expect(isOpen(limit, NOW + 2 * HOUR - 1)).toBe(false);
  });

  it("notifies every listener of each hit", () => {
    const limit = new MetaLimit();
    const notified: string[] = [];
    limit.onChange(() => notified.push("a"));
    limit.onChange(() => notified.push("b"));
    limit.hit(NOW, NOW);
    limit.hit(NOW + MINUTE, NOW + MINUTE);
    expect(notified).toEqual(["a", "b", "a", "b"]);
  });
});
