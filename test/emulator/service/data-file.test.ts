import fs, { appendFileSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { startEmulator } from "../../../emulator/index.js";
import type { Emulator, EmulatorOptions } from "../../../emulator/index.js";
import { DataFile } from "../../../emulator/service/data-file.js";
import { send } from "../http.js";
import { GET, NUMBER, UPDATE, call } from "../signed-call.js";

let folder = "";
let data = "";
const running: Emulator[] = [];
let warnings = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pulumi-cams-data-"));
  data = join(folder, "numbers.jsonl");
  warnings = "";
  jest.spyOn(process.stderr, "write").mockImplementation((text) => {
    warnings += String(text);
    return true;
  });
});

afterEach(async () => {
  jest.restoreAllMocks();
  await Promise.all(running.splice(0).map((emulator) => emulator.close()));
  rmSync(folder, { recursive: true, force: true });
});

async function start(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator({ data, behaviour: { rateLimit: "none" }, ...options });
  running.push(emulator);
  return emulator;
}

/** The numbers of an emulator that starts where another has ended. */
async function restarted(options: EmulatorOptions = {}): Promise<unknown[]> {
  await Promise.all(running.splice(0).map((emulator) => emulator.close()));
  return (await start(options)).numbers();
}

const write = ({ endpoint }: Emulator, prompt: string, phoneNumber = NUMBER.PhoneNumber) =>
  call(endpoint, UPDATE, { ...NUMBER, PhoneNumber: phoneNumber, Prompts: JSON.stringify([prompt]) });

const ONE = { custSpaceId: "cams-1", phoneNumber: "1", enableWelcomeMessage: false, prompts: ["one"], commands: [] };
const TWO = { ...ONE, phoneNumber: "2", enableWelcomeMessage: true, prompts: ["two\n\ud800", "订单"] };
const lineOf = (number: object) => `${JSON.stringify(number)}\n`;

describe("a data file", () => {
  it("keeps writes, and changes by hand, for the next emulator", async () => {
    const emulator = await start();
    await write(emulator, "first");
    emulator.setNumber(TWO);
    await write(emulator, "second");
    const written = { ...ONE, phoneNumber: NUMBER.PhoneNumber, prompts: ["second"] };
    expect(readFileSync(data, "utf8")).toBe(lineOf({ ...written, prompts: ["first"] }) + lineOf(TWO) + lineOf(written));
    expect(await restarted()).toEqual([written, TWO]);
    expect(readFileSync(data, "utf8")).toBe(lineOf(written) + lineOf(TWO));
  });

  it("has a change on the disk before the answer is sent", async () => {
    const emulator = await start();
    const events: string[] = [];
    const sync = fs.fsyncSync;
    jest.spyOn(fs, "fsyncSync").mockImplementation((file) => {
      sync(file);
      events.push(`synced ${readFileSync(data, "utf8").split("\n").length - 1}`);
    });
    for (const prompt of ["a", "b"]) await write(emulator, prompt).then(() => events.push("answered"));
    expect(events).toEqual(["synced 1", "answered", "synced 2", "answered"]);
  });

  it("comes before the numbers of the options, which a reset brings back, unless it is empty", async () => {
    writeFileSync(data, "");
    expect(await restarted({ numbers: [ONE] })).toEqual([ONE]);
    expect(await restarted({ numbers: [TWO] })).toEqual([ONE]);
    const [emulator] = running;
    emulator?.reset();
    expect(emulator?.numbers()).toEqual([TWO]);
    expect(await restarted()).toEqual([TWO]);
  });

  it("is written anew when it has grown to many times what it holds", async () => {
    const emulator = await start();
    const long = "x".repeat(10_000);
    let largest = 0;
    for (let index = 0; index < 45; index += 1) {
      emulator.setNumber({ ...ONE, prompts: [`${long}${index}`] });
      largest = Math.max(largest, statSync(data).size);
    }
    expect(largest).toBeGreaterThan(65_536);
    expect(largest).toBeLessThan(120_000);
    expect(await restarted()).toEqual([{ ...ONE, prompts: [`${long}44`] }]);
  });

  it("is written anew with the next change when somebody has deleted it", async () => {
    const emulator = await start({ numbers: [ONE] });
    rmSync(data);
    emulator.setNumber(TWO);
    expect(readFileSync(data, "utf8")).toBe(lineOf(ONE) + lineOf(TWO));
  });

  it("may be a link", async () => {
    const link = join(folder, "link");
    symlinkSync(data, link);
    (await start({ data: link })).setNumber(ONE);
    expect(await restarted({ data: link })).toEqual([ONE]);
    expect(readFileSync(data, "utf8")).toBe(lineOf(ONE));
  });

  it("loses no line but the last, wherever a process was killed while it wrote that one", async () => {
    const whole = Buffer.from(lineOf(ONE) + lineOf(TWO));
    const start = lineOf(ONE).length;
    for (let length = start; length <= whole.length; length += 1) {
      writeFileSync(data, whole.subarray(0, length));
      warnings = "";
      const isWhole = length >= whole.length - 1;
      const file = await DataFile.open(data);
      file.close();
      expect(file.found).toEqual(isWhole ? [ONE, TWO] : [ONE]);
      const isTorn = length > start && !isWhole;
      const dropped = `pulumi-cams: Dropped the last line of ${data}. It was cut off, so no answer was sent for it.\n`;
      expect(warnings).toBe(isTorn ? dropped : "");
    }
  });

  it.each([
    ["[", "line 1 is not JSON, so no emulator wrote it"],
    ["{\n}\n", "line 1 is not JSON, so no emulator wrote it"],
    [lineOf(ONE) + "\n" + lineOf(TWO), "line 2 is not JSON, so no emulator wrote it"],
    [lineOf(ONE) + "oops", "line 2 is not JSON, so no emulator wrote it"],
    [JSON.stringify([ONE]), "Expected line 1 to be an object, got an array"],
    [
      lineOf(ONE) + lineOf({ ...ONE, phoneNumber: 1 }),
      "Expected line 2.phoneNumber to be a non-empty string, got 1 (number)",
    ],
  ])("is refused, and left as it is, if it contains %j", async (text, reason) => {
    writeFileSync(data, text);
    await expect(start()).rejects.toThrow(`Cannot use ${data}: ${reason}.`);
    expect(readFileSync(data, "utf8")).toBe(text);
    expect(readdirSync(folder)).toEqual(["numbers.jsonl"]);
  });

  it("is refused if it cannot be opened", async () => {
    const missing = join(folder, "no", "folder");
    await expect(start({ data: missing })).rejects.toThrow(
      `Cannot use ${missing}: ENOENT: no such file or directory, open`,
    );
    await expect(start({ data: folder })).rejects.toThrow(
      `Cannot use ${folder}: EISDIR: illegal operation on a directory`,
    );
  });

  it("is refused while another emulator has it, and free when that one has closed", async () => {
    const emulator = await start();
    await expect(start()).rejects.toThrow(
      `Cannot use ${data}: another emulator uses it. Stop that one, or choose another file.`,
    );
    emulator.setNumber(ONE);
    expect(await restarted()).toEqual([ONE]);
    await expect(start({ port: running[0]?.port ?? 0, data: join(folder, "other") })).rejects.toThrow("EADDRINUSE");
    await start({ data: join(folder, "other") });
  });

  it("is refused to all but one of several emulators that start at once", async () => {
    const starts = await Promise.allSettled(Array.from({ length: 8 }, () => start()));
    expect(starts.filter(({ status }) => status === "fulfilled").length).toBeLessThanOrEqual(1);
    expect(await restarted()).toEqual([]);
  });

  it("is refused if its path is too long for a lock", async () => {
    await expect(start({ data: join(folder, "x".repeat(90)) })).rejects.toThrow(
      ": its path is too long for a lock. Start the emulator in the file's folder.",
    );
  });
});

describe("a change after the end of an emulator", () => {
  it("is refused, and leaves the file as it is", async () => {
    const emulator = await start({ numbers: [ONE] });
    await emulator.close();
    await emulator.close();
    const refused = `Cannot keep a change in ${data}: the emulator is closed.`;
    for (const change of [
      () => {
        emulator.setNumber(TWO);
      },
      () => {
        emulator.setNumber(TWO);
      },
      () => {
        emulator.reset();
      },
    ])
      expect(change).toThrow(refused);
    expect(readFileSync(data, "utf8")).toBe(lineOf(ONE));
  });
});

describe("a change that cannot be kept", () => {
  const failOnce = () => {
    jest.spyOn(fs, "fsyncSync").mockImplementationOnce(() => {
      throw new Error("EIO: i/o error, fsync");
    });
  };
  const reason = () => `Cannot keep a change in ${data}: EIO: i/o error, fsync.`;

  it("is refused with InternalError and a line on standard error, and the next one is kept", async () => {
    const emulator = await start();
    await write(emulator, "kept");
    failOnce();
    const { status, json } = await write(emulator, "refused");
    expect([status, json["Code"]]).toEqual([500, "InternalError"]);
    expect(warnings).toBe(`pulumi-cams: ${reason()}\n`);
    expect((await call(emulator.endpoint, GET, NUMBER)).json["Data"]).toMatchObject({ Prompts: ["kept"] });
    appendFileSync(data, '{"custSpa');
    await write(emulator, "next", "2");
    expect(await restarted()).toMatchObject([{ prompts: ["kept"] }, { phoneNumber: "2", prompts: ["next"] }]);
  });

  it("is refused by the control routes with the reason", async () => {
    const emulator = await start({ numbers: [ONE] });
    failOnce();
    const body = JSON.stringify(TWO);
    const put = await send(emulator.endpoint, { method: "PUT", target: "/_emulator/numbers", body });
    expect([put.status, put.json]).toEqual([500, { error: reason() }]);
    failOnce();
    const reset = await send(emulator.endpoint, { method: "POST", target: "/_emulator/reset" });
    expect([reset.status, reset.json]).toEqual([500, { error: reason() }]);
    expect(emulator.numbers()).toEqual([ONE]);
  });
});
