import { appendFileSync, existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { KeptReads, nameKeptReads } from "../../../cli/adopt/kept-reads.js";
import { makeFolder } from "../../support/cli.js";
import { EMPTY, SETTINGS } from "../../support/service.js";

const SPACE = { endpoint: "127.0.0.1:1", custSpaceId: "cams-1" };
const HOUR_MS = 3_600_000;
const START = 1_800_000_000_000;

describe("KeptReads", () => {
  it("keeps reads for the next run until they are removed", () => {
    const path = join(makeFolder(), "kept");
    const first = new KeptReads(path, SPACE);
    first.keep("100001", SETTINGS);
    first.keep("100002", EMPTY);
    const second = new KeptReads(path, SPACE);
    expect([second.count, second.get("100001"), second.get("100002")]).toEqual([2, SETTINGS, EMPTY]);
    expect(second.get("100003")).toBeUndefined();
    second.keep("100003", SETTINGS);
    expect(second.count).toBe(3);
    expect(new KeptReads(path, SPACE).count).toBe(3);
    second.remove();
    expect(existsSync(path)).toBe(false);
    expect(new KeptReads(path, SPACE).count).toBe(0);
  });

  it("drops each read after two hours", () => {
    const path = join(makeFolder(), "kept");
    new KeptReads(path, SPACE, () => START).keep("100001", SETTINGS);
    new KeptReads(path, SPACE, () => START + HOUR_MS).keep("100002", SETTINGS);
    const numbersAt = (now: number) => {
      const kept = new KeptReads(path, SPACE, () => now);
      return ["100001", "100002"].filter((number) => kept.get(number));
    };
    expect(numbersAt(START + 2 * HOUR_MS - 1)).toEqual(["100001", "100002"]);
    expect(numbersAt(START + 2 * HOUR_MS)).toEqual(["100002"]);
    expect(numbersAt(START + 3 * HOUR_MS)).toEqual([]);
  });

  it("drops reads from the future, after the system clock was set back", () => {
    const path = join(makeFolder(), "kept");
    new KeptReads(path, SPACE, () => START).keep("100001", SETTINGS);
    expect(new KeptReads(path, SPACE, () => START - 1).count).toBe(0);
  });

  it.each([
    { ...SPACE, custSpaceId: "cams-2" },
    { ...SPACE, endpoint: "127.0.0.1:2" },
  ])("drops the reads of another origin: %j", (other) => {
    const path = join(makeFolder(), "kept");
    new KeptReads(path, SPACE).keep("100001", SETTINGS);
    expect(new KeptReads(path, other).get("100001")).toBeUndefined();
    expect(new KeptReads(path, SPACE).get("100001")).toBeUndefined();
  });

  it("loses only the number of a line that was cut off", () => {
    const path = join(makeFolder(), "kept");
    const first = new KeptReads(path, SPACE);
    first.keep("100001", SETTINGS);
    first.keep("100002", SETTINGS);
    truncateSync(path, statSync(path).size - 9);
    const second = new KeptReads(path, SPACE);
    expect(["100001", "100002"].map((number) => second.get(number))).toEqual([SETTINGS, undefined]);
    second.keep("100003", EMPTY);
    const third = new KeptReads(path, SPACE);
    expect(["100001", "100002", "100003"].map((number) => third.get(number))).toEqual([SETTINGS, undefined, EMPTY]);
  });

  it.each(["null", "1", "{}", '{"phoneNumber":"100001"}'])("skips a line that is not a read: %s", (line) => {
    const path = join(makeFolder(), "kept");
    new KeptReads(path, SPACE).keep("100002", SETTINGS);
    appendFileSync(path, `${line}\n`);
    expect(new KeptReads(path, SPACE).count).toBe(1);
  });

  it("names a different file for each space and endpoint", () => {
    const names = [SPACE, { ...SPACE, custSpaceId: "cams-2" }, { ...SPACE, endpoint: "127.0.0.1:2" }].map(
      nameKeptReads,
    );
    expect(new Set(names).size).toBe(3);
  });

  it("finds no reads in an unrelated file", () => {
    const path = join(makeFolder(), "kept");
    writeFileSync(path, "something else\n");
    expect(new KeptReads(path, SPACE).count).toBe(0);
  });

  it("makes the file readable only by its owner, even if it existed with other permissions", () => {
    const folder = makeFolder();
    const path = join(folder, "kept");
    writeFileSync(path, "", { mode: 0o644 });
    const kept = new KeptReads(path, SPACE);
    kept.keep("100001", SETTINGS);
    expect(readFileSync(path, "utf8").split("\n")).toHaveLength(3);
    if (process.platform !== "win32") expect(statSync(path).mode & 0o777).toBe(0o600);
    kept.remove();
    kept.keep("100001", SETTINGS);
    if (process.platform !== "win32") expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(["kept"]);
  });

  it("fails if a folder is in place of the file", () => {
    expect(() => new KeptReads(makeFolder(), SPACE)).toThrow("EISDIR");
  });
});
