import { readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { FAULT_NAMES, type Fault, type FaultName } from "../../emulator/index.js";
import { readKept } from "../../live/number/recovery-file.js";
import { NUMBER, afterCalls, onOneLine, runKit } from "./kit.js";

const keptFiles = () => readdirSync(tmpdir()).filter((name) => name.startsWith("pulumi-cams-live-"));

describe("a run", () => {
  it("finds that an emulator without switches holds, puts back what the number had, and never meets the rate limit", async () => {
    const { isWell, report = "", left, emulator, shown } = await runKit({});
    expect(isWell).toBe(true);
    expect(report).not.toMatch(/differs|no answer/);
    expect(report.match(/\| holds +\|/g)).toHaveLength(35);
    expect(report).toContain("An emulator without switches gives the same answers.");
    expect(left).toEqual(NUMBER);
    expect(shown).toContain("The number has again what it had.");
    expect(emulator.requests().filter(({ code }) => code === "Throttling.User")).toEqual([]);
  });

  it("reports what differs, with switches that it has tried out, and without what leads to the account", async () => {
    const behaviour = {
      emptyLists: "keep",
      strictLimits: true,
      refusals: { "prompt-count": { message: `No: ${NUMBER.phoneNumber} in ${NUMBER.custSpaceId}` } },
    } as const;
    const { report = "", left, shown, emulator } = await runKit({ emulate: { behaviour } });
    expect(report).toContain("| empty-lists | cleared | kept | differs |");
    expect(onOneLine(shown)).toContain("empty-lists differs: kept");
    expect(report).toContain("An emulator with these switches gives the same answers:");
    expect(JSON.parse(/```json\n(.*)\n```/.exec(report)?.[1] ?? "")).toEqual({
      ...behaviour,
      refusals: { "prompt-count": { message: "No: [removed] in [removed]" } },
    });
    const secrets = [NUMBER.custSpaceId, NUMBER.phoneNumber, emulator.accessKeyId, emulator.accessKeySecret];
    const contents = ["Where is my parcel?", "Opening hours", "Track a parcel", emulator.endpoint];
    for (const text of [...secrets, ...contents]) expect(report + shown).not.toContain(text);
    expect(report).not.toMatch(/[0-9A-F]{8}-/);
    expect(left).toEqual(NUMBER);
  });

  it("changes nothing if nobody says yes", async () => {
    const { emulator, report } = await runKit({ surroundings: { ask: () => Promise.resolve(false) } });
    expect(report).toBeUndefined();
    expect(emulator.requests().map(({ operation }) => operation)).toEqual(["GetConversationalAutomation"]);
  });

  it("changes nothing if the number cannot be read", async () => {
    const { error, emulator } = await runKit({}, (emulator) => {
      emulator.fail({ fault: "no-permission" });
    });
    expect(error).toContain("The number cannot be read: HTTP 403 NoPermission.");
    expect(emulator.requests()).toHaveLength(1);
  });

  it("changes nothing if the number's settings could not be put back", async () => {
    const prompts = ["x".repeat(81)];
    const emulate = { behaviour: { strictLimits: true }, numbers: [{ ...NUMBER, prompts }] };
    const { error, left } = await runKit({ emulate });
    expect(error).toContain("The service refuses the settings that the number has: HTTP 200 InvalidParameter.Prompts.");
    expect(left).toEqual({ ...NUMBER, prompts });
  });

  it("that is interrupted puts back what the number had, and reports nothing", async () => {
    const stop = new AbortController();
    const { left, report, isWell } = await runKit({ surroundings: { signal: stop.signal } }, (emulator) => {
      afterCalls(emulator, 40, () => {
        stop.abort();
      });
    });
    expect([left, report, isWell]).toEqual([NUMBER, undefined, false]);
    expect(keptFiles()).toEqual([]);
  });

  it("that cannot put back what the number had says so, and keeps it in a file", async () => {
    const { isWell, shown } = await runKit({}, (emulator) => {
      afterCalls(emulator, 50, () => {
        emulator.fail({ fault: "no-permission", times: 1000 });
      });
    });
    expect(isWell).toBe(false);
    const file = join(tmpdir(), keptFiles()[0] ?? "");
    expect(onOneLine(shown)).toContain("THE NUMBER IS NOT AS IT WAS: HTTP 403 NoPermission.");
    expect(onOneLine(shown)).toContain(`npm run live -- --restore ${file}`);
    const { custSpaceId, phoneNumber, ...settings } = NUMBER;
    expect(readKept(file)).toMatchObject({ key: { custSpaceId, phoneNumber }, settings });
    rmSync(file);
  });
});

describe("a fault on the way makes no wrong result:", () => {
  const parameters: Partial<Record<FaultName, Partial<Fault>>> = {
    error: { status: 400, code: "Strange", message: "Strange" },
    "slow-body": { ms: 10 },
  };
  const groups = [0, 1, 2, 3].map((part) => FAULT_NAMES.filter((_, index) => index % 4 === part).join(" "));

  it.each(groups)("%s", async (names) => {
    const {
      report = "",
      left,
      emulator,
    } = await runKit({}, (emulator) => {
      for (const fault of FAULT_NAMES.filter((name) => names.split(" ").includes(name)))
        emulator.fail({ fault, ...parameters[fault], chance: 0.04, times: 2 });
    });
    expect(report).not.toContain("differs");
    expect(left).toEqual(NUMBER);
    expect(emulator.requests().filter(({ fault }) => fault !== null).length).toBeGreaterThan(5);
  });
});
