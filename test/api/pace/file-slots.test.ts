import { spawn } from "node:child_process";
import { once } from "node:events";
import { statSync } from "node:fs";
import promises, {
  chmod,
  chown,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hrtime } from "node:process";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { FileSlots, type FileSlotsOptions } from "../../../api/pace/file-slots.js";
import type { TakenSlot } from "../../../api/pace/slots.js";
import { until } from "../../support/until.js";

const REST_MS = 1100;

/** How long a process that has had more turns than another lets the other go first. */
const STEP_BACK_MS = 20;

const TWO_DAYS_AGO = Date.now() / 1000 - 48 * 3600;

const BUILT = join(__dirname, "..", "..", "..", "dist", "api", "pace", "file-slots.js");

let temporary: string;
/** The folder of all slots, which does not exist yet. */
let folder: string;
let now: number;
let notices: string[];

beforeEach(async () => {
  temporary = await mkdtemp(join(tmpdir(), "slot-files-test-"));
  folder = join(temporary, "slots");
  now = 1_000_000;
  notices = [];
});

afterEach(async () => {
  await rm(temporary, { recursive: true });
});

/** The file slots of one more process. */
function newProcess(options: Partial<FileSlotsOptions> = {}): FileSlots {
  const notice = (text: string) => notices.push(text);
  return new FileSlots({ name: "account", slots: 5, notice, folders: [folder], now: () => now, ...options });
}

/** Takes slots one after another until none is free, and returns how many it took. */
async function takeAll(slots: FileSlots, restMs = REST_MS, most = 50): Promise<number> {
  for (let count = 0; count < most;) {
    const answer = await slots.take(restMs);
    if ("retake" in answer) count += 1;
    else if (answer.freeInMs !== STEP_BACK_MS) return count;
    else now += answer.freeInMs;
  }
  return most;
}

/**
 * When each of several processes took its slots, if all of them want as many as possible. As in a throttle, some
 * milliseconds pass from one call to the next. The first process sees a free slot first twice as often as any other.
 */
async function contend(processes: readonly FileSlots[], forMs: number, stepMs = 5): Promise<number[][]> {
  const taken: number[][] = processes.map(() => []);
  for (let step = 0; step < forMs / stepMs; step += 1) {
    const first = Math.max(0, (step % (processes.length + 1)) - 1);
    for (let place = 0; place < processes.length; place += 1) {
      const index = (first + place) % processes.length;
      const answer = await processes[index]?.take(REST_MS);
      if (answer && "retake" in answer) taken[index]?.push(now);
    }
    now += stepMs;
  }
  return taken;
}

function mostWithin(ms: number, times: readonly number[]): number {
  return Math.max(...times.map((time) => times.filter((other) => other >= time && other < time + ms).length));
}

async function take(slots: FileSlots, restMs: number): Promise<TakenSlot> {
  for (;;) {
    const answer = await slots.take(restMs);
    if ("retake" in answer) return answer;
    expect(answer).toEqual({ freeInMs: STEP_BACK_MS });
    now += STEP_BACK_MS;
  }
}

/** Makes a change, and waits until it shows in the file names. */
async function changed(change: () => void): Promise<void> {
  const before = await filesIn(folder);
  change();
  while (String(await filesIn(folder)) === String(before)) await new Promise((resolve) => setImmediate(resolve));
}

const PROCESS_REST_MS = 100;

const PROCESS = `
  const { writeSync } = require("node:fs");
  const { hrtime, kill, pid } = require("node:process");
  const [, file, folder, fate] = process.argv;
  const { FileSlots } = require(file);
  let now;
  const notice = (text) => { throw new Error(text); };
  const slots = new FileSlots({ name: "account", slots: 5, notice, folders: [folder], now: () => now });
  (async () => {
    for (let count = 0; count < 5; ) {
      now = Number(hrtime.bigint()) / 1e6;
      const answer = await slots.take(${PROCESS_REST_MS});
      if ("retake" in answer) {
        writeSync(1, now + "\\n");
        count += 1;
        if (fate === "dies" && count === 3) kill(pid, "SIGKILL");
      } else await new Promise((resolve) => setTimeout(resolve, answer.freeInMs));
    }
  })();
`;

/** Runs a separate process, which takes five slots or is killed after its third. */
async function runProcess(fate: "lives" | "dies"): Promise<{ times: number[]; signal: NodeJS.Signals | null }> {
  const child = spawn(process.execPath, ["-e", PROCESS, BUILT, folder, fate], { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const [, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
  return { times: output.split("\n").filter(Boolean).map(Number), signal };
}

/** Removes all slots, but not the folders that they are in. */
async function removeSlots(): Promise<void> {
  for (const name of await readdir(folder)) {
    for (const file of await readdir(join(folder, name))) await rm(join(folder, name, file));
  }
}

async function filesIn(path: string): Promise<string[]> {
  return (await readdir(path, { recursive: true })).sort();
}

describe("file slots", () => {
  it("are limited in number, and report when the next one is free", async () => {
    const slots = newProcess();
    for (let count = 0; count < 4; count += 1) expect(await slots.take(1000)).toHaveProperty("retake");
    now += 400;
    expect(await slots.take(700)).toHaveProperty("retake");
    expect(await slots.take(1000)).toEqual({ freeInMs: 600 });
    now += 599;
    expect(await slots.take(1000)).toEqual({ freeInMs: 1 });
    now += 1;
    for (let count = 0; count < 4; count += 1) expect(await slots.take(1000)).toHaveProperty("retake");
    expect(await slots.take(1000)).toEqual({ freeInMs: 100 });
  });

  it("rest for whole milliseconds, rounded up", async () => {
    const slots = newProcess({ slots: 1 });
    await slots.take(1000.2);
    expect(await slots.take(1000)).toEqual({ freeInMs: 1001 });
  });

  it("compare their times as numbers", async () => {
    now = 999_990;
    const slots = newProcess({ slots: 2 });
    await slots.take(9);
    await slots.take(11);
    expect(await slots.take(100)).toEqual({ freeInMs: 9 });
  });

  it("do not count files that are none of them", async () => {
    await newProcess().take(REST_MS);
    const [name = ""] = await readdir(folder);
    for (const other of ["-", "5-0", "5-0-owner"]) await writeFile(join(folder, name, other), "");
    expect(await takeAll(newProcess())).toBe(4);
  });

  it("are shared by all processes that use the same name", async () => {
    expect(await takeAll(newProcess())).toBe(5);
    expect(await newProcess().take(REST_MS)).toEqual({ freeInMs: REST_MS });
    expect(await takeAll(newProcess({ name: "another account" }))).toBe(5);
  });

  it("become free even when the process that took them is gone", async () => {
    const killed = newProcess();
    expect(await takeAll(killed)).toBe(5);
    const other = newProcess();
    now += REST_MS - 1;
    expect(await other.take(REST_MS)).toEqual({ freeInMs: 1 });
    now += 1;
    expect(await takeAll(other)).toBe(5);
  });

  it("are free if they were taken before the machine was restarted", async () => {
    now = 500_000_000;
    await takeAll(newProcess(), 1);
    now = 1000;
    expect(await takeAll(newProcess())).toBe(5);
    expect(await newProcess().take(REST_MS)).toEqual({ freeInMs: expect.any(Number) });
  });

  it("can be occupied for up to two seconds, so that after a restart nothing waits for longer", async () => {
    const slots = newProcess({ slots: 1 });
    await slots.take(2000);
    expect(await slots.take(REST_MS)).toEqual({ freeInMs: 2000 });
    now -= 1;
    expect(await slots.take(REST_MS)).toHaveProperty("retake");
  });

  it("measure time in milliseconds since the machine was started", async () => {
    await new FileSlots({ name: "account", slots: 1, notice: () => undefined, folders: [folder] }).take(2000);
    now = Number(hrtime.bigint()) / 1e6;
    const answer = (await newProcess().take(REST_MS)) as { freeInMs: number };
    expect(answer.freeInMs).toBeGreaterThan(0);
    expect(answer.freeInMs).toBeLessThanOrEqual(2001);
  });

  it("leave no other files, however often they are taken", async () => {
    const processes = [newProcess(), newProcess(), newProcess()];
    await contend(processes, 5000, 50);
    expect(await readdir(folder)).toHaveLength(1);
    expect(await filesIn(folder)).toHaveLength(1 + 5);
    expect(notices).toEqual([]);
  });

  it("are accessible to this user only", async () => {
    await newProcess().take(REST_MS);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    const [slots = ""] = await readdir(folder);
    expect((await stat(join(folder, slots))).mode & 0o777).toBe(0o700);
    for (const file of await readdir(join(folder, slots))) {
      const found = await stat(join(folder, slots, file));
      expect(found.mode & 0o777).toBe(0o600);
      expect(found.size).toBe(0);
    }
  });

  it("do not reveal the account in their names", async () => {
    await newProcess({ name: "LTAI-some-key" }).take(REST_MS);
    expect((await filesIn(folder)).join("\n")).not.toContain("LTAI");
    expect(await readdir(folder)).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
  });
});

describe("processes that share file slots", () => {
  it.each([2, 3])("never take more slots than there are, and waste few: %d processes", async (count) => {
    const processes = Array.from({ length: count }, () => newProcess());
    const taken = (await contend(processes, 4 * REST_MS)).flat();
    expect(mostWithin(REST_MS, taken)).toBe(5);
    expect(taken.length).toBeGreaterThanOrEqual(4 * 5 - 1);
  });

  it.each([
    [2, 15],
    [3, 8],
  ])("get nearly equal shares of thirty slots: %d processes, at least %d each", async (count, least) => {
    const processes = Array.from({ length: count }, () => newProcess());
    const shares = (await contend(processes, 6 * REST_MS)).map(({ length }) => length);
    expect(shares.reduce((sum, share) => sum + share)).toBe(30);
    expect(Math.min(...shares)).toBeGreaterThanOrEqual(least);
  });

  it("let one that has had fewer turns go first, briefly and once per turn", async () => {
    const [one, other] = [newProcess(), newProcess()];
    await take(other, REST_MS);
    expect(await one.take(REST_MS)).toHaveProperty("retake");
    expect(await one.take(REST_MS)).toHaveProperty("retake");
    expect(await one.take(REST_MS)).toEqual({ freeInMs: STEP_BACK_MS });
    expect(await other.take(REST_MS)).toHaveProperty("retake");
    now += STEP_BACK_MS - 1;
    expect(await one.take(REST_MS)).toEqual({ freeInMs: 1 });
    now += 1;
    expect(await one.take(REST_MS)).toHaveProperty("retake");
  });

  it("do not wait for one that ignored free slots for half a second", async () => {
    const [one, other] = [newProcess(), newProcess()];
    await take(other, 100);
    await take(one, REST_MS);
    await take(one, REST_MS);
    now += 100 + 500;
    expect(await one.take(REST_MS)).toEqual({ freeInMs: STEP_BACK_MS });
    now += STEP_BACK_MS;
    expect(await one.take(REST_MS)).toHaveProperty("retake");
    expect(await one.take(REST_MS)).toHaveProperty("retake");
  });

  it("give one that joins its share at once, and no more", async () => {
    const first = newProcess();
    expect((await contend([first], 6 * REST_MS)).flat()).toHaveLength(30);
    const shares = (await contend([first, newProcess()], 4 * REST_MS)).map(({ length }) => length);
    expect(Math.min(...shares)).toBeGreaterThanOrEqual(8);
    expect(Math.max(...shares)).toBeLessThanOrEqual(12);
  });

  it("let one that fell behind catch up by five turns at most", async () => {
    const [behind, ahead] = [newProcess(), newProcess()];
    await take(behind, REST_MS);
    expect((await contend([ahead], 6 * REST_MS)).flat().length).toBeGreaterThanOrEqual(25);
    const shares = (await contend([behind, ahead], 4 * REST_MS)).map(({ length }) => length);
    expect(shares[0]).toBeGreaterThanOrEqual(12);
    expect(shares[0]).toBeLessThanOrEqual(13);
  });

  it("hold no slots back for an idle one", async () => {
    const [busy, idle] = [newProcess(), newProcess()];
    await idle.take(REST_MS);
    const taken = (await contend([busy], 4 * REST_MS)).flat();
    expect(taken.length).toBeGreaterThanOrEqual(4 * 5 - 2);
  });

  it("do not step back when there is only one", async () => {
    const slots = newProcess();
    const [taken] = await contend([slots], 4 * REST_MS);
    const group = [0, 5, 10, 15, 20].map((ms) => 1_000_000 + ms);
    expect(taken).toEqual([0, 1, 2, 3].flatMap((index) => group.map((time) => time + index * REST_MS)));
  });

  it("take each slot only once when many try at the same moment", async () => {
    const processes = Array.from({ length: 12 }, () => newProcess());
    for (let round = 0; round < 4; round += 1) {
      let count = 0;
      // A process that steps back or loses a slot to another tries again.
      for (let again = 0; again < 10; again += 1) {
        const answers = await Promise.all(processes.map((slots) => slots.take(REST_MS)));
        count += answers.filter((answer) => "retake" in answer).length;
        now += STEP_BACK_MS;
      }
      expect(count).toBe(5);
      now += REST_MS;
    }
    expect(await filesIn(folder)).toHaveLength(1 + 5);
    expect(notices).toEqual([]);
  });

  it("never take more slots than there are, even if one of them is killed and all find what nobody has used for days", async () => {
    await newProcess().take(REST_MS);
    for (let index = 0; index < 20; index += 1) await mkdir(join(folder, String(index)));
    for (const name of await readdir(folder)) await utimes(join(folder, name), TWO_DAYS_AGO, TWO_DAYS_AGO);
    const logs = await Promise.all([runProcess("dies"), runProcess("lives"), runProcess("lives")]);
    const taken = logs.flatMap(({ times }) => times);
    expect(logs.map(({ signal, times }) => [signal, times.length])).toEqual([
      ["SIGKILL", 3],
      [null, 5],
      [null, 5],
    ]);
    expect(mostWithin(PROCESS_REST_MS, taken)).toBeLessThanOrEqual(5);
    expect(await filesIn(folder)).toHaveLength(1 + 5);
  });
});

describe("a slot that is retaken", () => {
  it("rests from that moment", async () => {
    const slots = newProcess({ slots: 1 });
    const taken = await take(slots, 1000);
    now += 300;
    await changed(() => {
      taken.retake();
    });
    expect(await newProcess().take(1000)).toEqual({ freeInMs: 1000 });
    now += 1000;
    expect(await newProcess().take(1000)).toHaveProperty("retake");
    expect(await filesIn(folder)).toHaveLength(1 + 1);
  });

  it("does not change when the request left at once", async () => {
    const slots = newProcess({ slots: 2 });
    const first = await take(slots, 1000);
    const second = await take(slots, 1000);
    now += 1;
    first.retake();
    now += 1;
    await changed(() => {
      second.retake();
    });
    expect(await newProcess().take(1000)).toEqual({ freeInMs: 998 });
    now += 998;
    await take(slots, 1000);
    expect(await newProcess().take(1000)).toEqual({ freeInMs: 2 });
  });

  it("stays with another process that has taken it in the meantime", async () => {
    const [late, other] = [newProcess({ slots: 1 }), newProcess({ slots: 1 })];
    const taken = await take(late, 1000);
    now += 1000;
    await take(other, 1000);
    now += 10;
    taken.retake();
    expect(await late.take(1000)).toEqual({ freeInMs: 990 });
    expect(await other.take(1000)).toEqual({ freeInMs: 990 });
    expect(await filesIn(folder)).toHaveLength(1 + 1);
    expect(notices).toEqual([]);
  });

  it("may disappear with its folder", async () => {
    const taken = await take(newProcess(), 1000);
    await rm(folder, { recursive: true });
    await writeFile(folder, "");
    const unhandled = jest.fn();
    process.on("unhandledRejection", unhandled);
    try {
      now += 10;
      taken.retake();
      for (let tick = 0; tick < 20; tick += 1) await stat(temporary);
      await new Promise((resolve) => setImmediate(resolve));
      expect(unhandled).not.toHaveBeenCalled();
    } finally {
      process.off("unhandledRejection", unhandled);
    }
  });
});

describe("an unusable folder for file slots is reported once, and calls are not coordinated", () => {
  async function expectNotCoordinated(because: string, slots = newProcess()): Promise<void> {
    for (let count = 0; count < 12; count += 1) (await take(slots, REST_MS)).retake();
    expect(notices).toEqual([
      `Calls are not coordinated with other processes of this machine, because no folder for that can be used (${because}).`,
    ]);
  }

  const isFile = () => `EEXIST: file already exists, mkdir '${folder}'`;
  const notOwn = () => `${folder} is not a folder that only this user can access`;

  it("when a file is in its place", async () => {
    await writeFile(folder, "");
    await expectNotCoordinated(isFile());
    expect((await lstat(folder)).isFile()).toBe(true);
  });

  it("when its parent folder is a file", async () => {
    await writeFile(join(temporary, "file"), "");
    folder = join(temporary, "file", "slots");
    await expectNotCoordinated(`ENOTDIR: not a directory, mkdir '${folder}'`);
  });

  it("when it is a symbolic link", async () => {
    const target = join(temporary, "target");
    await mkdir(target, { mode: 0o700 });
    await symlink(target, folder);
    await expectNotCoordinated(notOwn());
    expect(await readdir(target)).toEqual([]);
  });

  it.each([0o770, 0o707, 0o710, 0o701])("when others can access it by its mode %o", async (mode) => {
    await mkdir(folder);
    await chmod(folder, mode);
    await expectNotCoordinated(notOwn());
    expect(await readdir(folder)).toEqual([]);
  });

  it("when it belongs to another user", async () => {
    if (process.getuid?.() === 0) {
      await mkdir(folder, { mode: 0o700 });
      await chown(folder, 65_534, 65_534);
    } else {
      folder = "/";
    }
    await expectNotCoordinated(notOwn());
  });

  it("when a file is in place of the slots", async () => {
    await newProcess().take(REST_MS);
    const [slots = ""] = await readdir(folder);
    await rm(join(folder, slots), { recursive: true });
    await writeFile(join(folder, slots), "");
    await expectNotCoordinated(`ENOTDIR: not a directory, scandir '${join(folder, slots)}'`);
    expect(await readdir(folder)).toEqual([slots]);
  });

  it("when many calls take slots at the same time", async () => {
    await writeFile(folder, "");
    const slots = newProcess();
    await Promise.all(Array.from({ length: 5 }, () => slots.take(REST_MS)));
    await expectNotCoordinated(isFile(), slots);
  });

  it("when its files cannot be renamed for some seconds, as by a virus scanner", async () => {
    const slots = newProcess();
    await take(slots, REST_MS);
    const error = Object.assign(new Error("EPERM: operation not permitted, rename"), { code: "EPERM" });
    const rename = jest.spyOn(promises, "rename").mockRejectedValue(error);
    try {
      expect(await slots.take(REST_MS)).toEqual({ freeInMs: STEP_BACK_MS });
      rename.mockRestore();
      expect(await slots.take(REST_MS)).toHaveProperty("retake");
      jest.spyOn(promises, "rename").mockRejectedValue(error);
      await expectNotCoordinated(error.message, slots);
    } finally {
      jest.restoreAllMocks();
    }
  });

  it("until a minute has passed, and in silence if it fails again", async () => {
    await writeFile(folder, "");
    const slots = newProcess();
    await expectNotCoordinated(isFile(), slots);
    now += 60_000;
    await expectNotCoordinated(isFile(), slots);
    await rm(folder);
    now += 59_999;
    await take(slots, REST_MS);
    expect(await readdir(temporary)).toEqual([]);
    now += 1;
    expect(await takeAll(slots)).toBe(5);
    expect(await takeAll(newProcess())).toBe(0);
  });

  it("only if no other folder can be used", async () => {
    await writeFile(folder, "");
    const folders = [folder, join(temporary, "cache", "slots")];
    expect(await takeAll(newProcess({ folders }))).toBe(5);
    expect(await takeAll(newProcess({ folders }))).toBe(0);
    expect(notices).toEqual([]);
  });
});

describe("the folder for file slots", () => {
  it("is created again when it is removed while in use", async () => {
    const slots = newProcess();
    await take(slots, REST_MS);
    await rm(folder, { recursive: true });
    expect(await takeAll(slots)).toBe(5);
    expect(notices).toEqual([]);
  });

  it("is filled again when its slots are removed while in use", async () => {
    const slots = newProcess();
    await take(slots, REST_MS);
    await removeSlots();
    expect(await takeAll(slots)).toBe(5);
    expect(notices).toEqual([]);
  });

  it("is filled again by the next process when its slots were removed", async () => {
    await newProcess().take(REST_MS);
    await removeSlots();
    expect(await takeAll(newProcess())).toBe(5);
    expect(notices).toEqual([]);
  });
});

describe("the content of the folder for file slots", () => {
  it("is removed after more than a day without use", async () => {
    await mkdir(join(folder, "1".repeat(32)), { recursive: true });
    await chmod(folder, 0o700);
    await utimes(join(folder, "1".repeat(32)), TWO_DAYS_AGO, TWO_DAYS_AGO);
    await newProcess().take(REST_MS);
    expect(await filesIn(folder)).toHaveLength(1 + 5);
  });

  it("stays and is used by the same account, however long ago it was last used", async () => {
    await takeAll(newProcess());
    const [name = ""] = await readdir(folder);
    await utimes(join(folder, name), TWO_DAYS_AGO, TWO_DAYS_AGO);
    expect(await takeAll(newProcess())).toBe(0);
    expect(await filesIn(folder)).toHaveLength(1 + 5);
  });

  it("is not old for those who clean up temporary files, as long as it is used", async () => {
    const slots = newProcess({ slots: 1 });
    await take(slots, REST_MS);
    const file = join(folder, (await filesIn(folder)).at(-1) ?? "");
    await utimes(file, TWO_DAYS_AGO, TWO_DAYS_AGO);
    now += REST_MS;
    await take(slots, REST_MS);
    const taken = join(folder, (await filesIn(folder)).at(-1) ?? "");
    await until(() => statSync(taken).mtimeMs > TWO_DAYS_AGO * 1000 + 1000);
  });
});
