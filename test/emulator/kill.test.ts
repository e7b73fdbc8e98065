import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { describeWithSignals } from "../support/processes.js";
import { NUMBER, UPDATE, call } from "./signed-call.js";

// What a killed process has written is kept, synced or not. So the files can be in memory, where a sync takes no time.
const place = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
let folder = "";
const running = new Set<ChildProcess>();

beforeEach(() => {
  folder = mkdtempSync(join(place, "pulumi-cams-kill-"));
});

afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
  running.clear();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts an emulator for each data file, all in one process, and prints where they listen. */
const PROGRAM = `
  const { startEmulator } = require(${JSON.stringify(join(__dirname, "../../dist/emulator/index.js"))});
  const start = (data) => startEmulator({ data, behaviour: { rateLimit: "none" } });
  Promise.all(process.argv.slice(1).map(start)).then((emulators) =>
    console.log(emulators.map(({ endpoint }) => endpoint).join()));`;

interface Emulators {
  readonly child: ChildProcess;
  readonly endpoints: readonly string[];
  readonly stderr: () => string;
}

async function startAll(files: readonly string[], command = 'exec "$@"'): Promise<Emulators> {
  const args = [process.execPath, "-e", PROGRAM, ...files];
  const child = spawn("sh", ["-c", command, "sh", ...args], { stdio: ["ignore", "pipe", "pipe"] });
  running.add(child);
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  return { child, endpoints: line.split(","), stderr: () => stderr };
}

async function kill({ child }: Emulators): Promise<void> {
  if (!running.delete(child)) return;
  const ended = once(child, "close");
  child.kill("SIGKILL");
  await ended;
}

function write(endpoint: string, phoneNumber: string, prompts: readonly string[]) {
  const form = new URLSearchParams({ Prompts: JSON.stringify(prompts) }).toString();
  return call(endpoint, UPDATE, { ...NUMBER, PhoneNumber: phoneNumber }, { form });
}

/** The first prompt of each number. */
async function firstPrompts(endpoint: string): Promise<Record<string, string | undefined>> {
  const answer = await fetch(`http://${endpoint}/_emulator/numbers`);
  const numbers = (await answer.json()) as { phoneNumber: string; prompts: string[] }[];
  return Object.fromEntries(numbers.map(({ phoneNumber, prompts: [first] }) => [phoneNumber, first]));
}

describeWithSignals("a killed emulator", () => {
  it("has kept every write that it acknowledged, after a hundred kills in the middle of writes", async () => {
    const [rounds, writesInRound] = [10, 60];
    // Files are written anew after some 64 KiB.
    const filler = "x".repeat(16_000);
    const files = Array.from({ length: 10 }, (_, index) => join(folder, `${index}.jsonl`));
    const acknowledged = files.map((): Record<string, number> => ({ "1": 0, "2": 0, "3": 0, "4": 0 }));
    let sent = 0;

    const expectAll = async ({ endpoints }: Emulators) => {
      for (const [index, endpoint] of endpoints.entries()) {
        const found = await firstPrompts(endpoint);
        for (const [phoneNumber, prompt] of Object.entries(acknowledged[index] ?? {}))
          // A write that was never answered may have been kept, too.
          expect(Number(found[phoneNumber] ?? 0)).toBeGreaterThanOrEqual(prompt);
      }
    };
    for (let round = 0; round < rounds; round += 1) {
      const emulators = await startAll(files);
      await expectAll(emulators);
      let left = writesInRound;
      const writeUntilKilled = async (endpoint: string, latest: Record<string, number>, phoneNumber: string) => {
        while (left > 0) {
          const prompt = (sent += 1);
          const { status } = await write(endpoint, phoneNumber, [String(prompt), filler]);
          if (status === 200) latest[phoneNumber] = prompt;
          left -= 1;
        }
        await kill(emulators);
      };
      const writers = acknowledged.flatMap((latest, index) =>
        Object.keys(latest).map((number) => writeUntilKilled(emulators.endpoints[index] ?? "", latest, number)),
      );
      const ends = await Promise.allSettled(writers);
      expect(ends.filter(({ status }) => status === "rejected")).not.toEqual([]);
    }
    await expectAll(await startAll(files));
    expect(Object.values(acknowledged[0] ?? {}).every((prompt) => prompt > 0)).toBe(true);
  });

  it("acknowledges no write that the disk did not take whole, and keeps those before and after it", async () => {
    const file = join(folder, "numbers.jsonl");
    // The largest size of a file is 4 or 8 KiB, which depends on the shell.
    const limited = await startAll([file], 'ulimit -f 8 && exec "$@"');
    const [endpoint = ""] = limited.endpoints;
    const codes: unknown[] = [];
    for (const [phoneNumber, length] of [
      ["1", 10],
      ["2", 10_000],
      ["3", 10],
    ] as const)
      codes.push((await write(endpoint, phoneNumber, ["kept", "x".repeat(length)])).json["Code"]);
    expect(codes).toEqual(["OK", "InternalError", "OK"]);
    expect(limited.stderr()).toBe(`pulumi-cams: Cannot keep a change in ${file}: EFBIG: file too large, write.\n`);
    await kill(limited);
    const [again = ""] = (await startAll([file])).endpoints;
    expect(await firstPrompts(again)).toEqual({ "1": "kept", "3": "kept" });
  });
});
