import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { startEmulator, type Emulator } from "../../emulator/index.js";
import { readCommand } from "../../live/options.js";
import { makeFolder } from "../support/cli.js";
import { describeWithSignals } from "../support/processes.js";
import { until } from "../support/until.js";
import { NUMBER, onOneLine } from "./kit.js";

const TOOL = resolve(__dirname, "../../tools/live.mjs");

let emulator: Emulator;

beforeEach(async () => {
  emulator = await startEmulator({ numbers: [NUMBER] });
});

afterEach(async () => {
  await emulator.close();
});

/** Starts `npm run live`. */
function start(args: readonly string[]) {
  const folder = makeFolder();
  const env = {
    HOME: folder,
    TMPDIR: folder,
    PATH: process.env["PATH"],
    ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true",
    ALIBABA_CLOUD_ACCESS_KEY_ID: emulator.accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: emulator.accessKeySecret,
  };
  const child = spawn(process.execPath, [TOOL, ...args], { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = once(child, "close").then(([status]) => ({
    status: status as number,
    stdout,
    stderr: onOneLine(stderr),
  }));
  return { child, folder, ended };
}

const tried = () => ["--space", NUMBER.custSpaceId, "--phone", NUMBER.phoneNumber, "--endpoint", emulator.endpoint];
const prompts = () => emulator.numbers()[0]?.prompts;

describeWithSignals("npm run live", () => {
  it("that is interrupted, even twice, puts back what the number had", async () => {
    const { child, ended } = start([...tried(), "--yes"]);
    await until(() => emulator.requests().length > 8 && prompts()?.[0]?.startsWith("Test"));
    child.kill("SIGINT");
    child.kill("SIGINT");
    const { status, stdout, stderr } = await ended;
    expect([status, stdout, emulator.numbers()]).toEqual([130, "", [NUMBER]]);
    expect(stderr).toContain("Stopping. Please wait until the number has again what it had.");
    expect(stderr).toContain("The number has again what it had.");
  });

  it("that is killed leaves a file, with which the next run puts back what the number had", async () => {
    const { child, ended, folder } = start([...tried(), "--yes"]);
    await until(() => emulator.requests().length > 8 && prompts()?.[0]?.startsWith("Test"));
    child.kill("SIGKILL");
    const [name = ""] = /pulumi-cams-live-\w+\.json/.exec((await ended).stderr) ?? [];
    const file = join(folder, name);
    expect(existsSync(file)).toBe(true);
    const { status, stderr } = await start(["--restore", file]).ended;
    expect([status, stderr]).toEqual([0, "Putting back what the number had … The number has again what it had. "]);
    expect(emulator.numbers()).toEqual([NUMBER]);
    expect(existsSync(file)).toBe(false);
  });

  it("asks for a yes before it makes a call, and fails where it cannot", async () => {
    const { status, stderr } = await start(tried()).ended;
    expect([status, stderr]).toEqual([2, expect.stringContaining("Without a terminal to ask on, it needs --yes.")]);
    expect(emulator.requests()).toEqual([]);
  });
});

it.each<[string, string[]]>([
  ["Expected --space and --phone.", []],
  ["--phone", ["--space", "a", "--phone", "+8613000000000"]],
  ["--foreign-space is the space of the number.", ["--space", "a", "--phone", "8613000000000", "--foreign-space", "a"]],
  ["--endpoint: Expected HTTPS", ["--space", "a", "--phone", "8613000000000", "--endpoint", "http://example.com"]],
  ["Unknown option '--nothing'", ["--nothing"]],
])("a command line is refused: %s", (message, args) => {
  expect(() => readCommand(args)).toThrow(message);
});
