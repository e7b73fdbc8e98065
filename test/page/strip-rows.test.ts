import { describe, expect, it } from "@jest/globals";
import { stripOf } from "../../page/calls/strip-rows.js";

const OPERATIONS = [
  { name: "Update", callsPerSecond: 5 },
  { name: "Get", callsPerSecond: 5 },
];
const CALL = { operation: "Update", custSpaceId: "s", phoneNumber: "1", accessKeyId: "key", fault: null };
const admitted = (time: number, more = {}) => ({
  ...CALL,
  index: time,
  time,
  status: 200,
  code: "OK",
  isAdmitted: true,
  ...more,
});
const throttled = (time: number) => admitted(time, { status: 400, code: "Throttling.User", isAdmitted: false });

describe("the strip", () => {
  it("is empty until a call meets a limit", () => {
    expect(stripOf([], OPERATIONS)).toBeUndefined();
    const refused = admitted(0, { status: 404, code: "InvalidAccessKeyId.NotFound", isAdmitted: false });
    expect(stripOf([refused], OPERATIONS)).toBeUndefined();
  });

  it("counts the calls of the second up to each moment, not those of a second of the clock", () => {
    const paced = [900, 910, 920, 930, 940, 1900, 1910];
    const [row] =
      stripOf(
        paced.map((time) => admitted(time)),
        OPERATIONS,
      )?.rows ?? [];
    expect(row?.admitted.map(({ level }) => level)).toEqual([1, 2, 3, 4, 5, 5, 5]);
    expect([row?.highest, row?.lastSecond]).toEqual([5, 5]);
    expect(row?.levels.slice(0, 2)).toEqual([
      { fromMs: 900, toMs: 910, count: 1 },
      { fromMs: 910, toMs: 920, count: 2 },
    ]);
    const burst = [900, 901, 902, 1001, 1002, 1003];
    expect(
      stripOf(
        burst.map((time) => admitted(time)),
        OPERATIONS,
      )?.rows[0]?.highest,
    ).toBe(6);
  });

  it("tells throttled calls apart, which count toward nothing", () => {
    const [row] = stripOf([admitted(0), throttled(10), throttled(20)], OPERATIONS)?.rows ?? [];
    expect([row?.admitted.length, row?.throttled, row?.highest]).toEqual([1, [10, 20], 1]);
  });

  it("has a row for each account and operation, by operation", () => {
    const calls = [
      admitted(0, { operation: "Get" }),
      admitted(1),
      admitted(2, { accessKeyId: "other" }),
      admitted(3, { operation: "Unknown" }),
    ];
    const rows = stripOf(calls, OPERATIONS)?.rows.map(({ accessKeyId, operation }) => [accessKeyId, operation]);
    expect(rows).toEqual([
      ["key", "Update"],
      ["other", "Update"],
      ["key", "Get"],
    ]);
  });

  it("shows the 30 seconds up to the last call at most", () => {
    const strip = stripOf([admitted(0), admitted(40_000), admitted(60_000)], OPERATIONS);
    expect(strip?.rows[0]?.admitted.map(({ atMs }) => atMs)).toEqual([40_000, 60_000]);
    expect((strip?.toMs ?? 0) - (strip?.fromMs ?? 0)).toBe(30_000);
    expect(strip?.lastMs).toBe(60_000);
  });
});
