import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach } from "@jest/globals";

/** The built command `pulumi-cams`. */
const CLI = resolve(__dirname, "../../dist/cli/index.js");

const folders: string[] = [];
const running = new Set<ChildProcess>();

afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
  running.clear();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** An empty folder for the rest of the test. */
export function makeFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-cams-cli-")));
  folders.push(folder);
  return folder;
}

export interface CliOutcome {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** A run of `pulumi-cams`, which ends with the test at the latest. */
export interface CliRun {
  child: ChildProcess;
  ended: Promise<CliOutcome>;
}

/**
 * Starts `pulumi-cams` in a folder, with what of the environment a test gives it and the place for temporary files.
 *
 * @param input - What it gets on standard input.
 */
export function startCli(
  folder: string,
  args: readonly string[],
  variables: NodeJS.ProcessEnv = {},
  input: string | Buffer = "",
): CliRun {
  const env = { HOME: folder, USERPROFILE: folder, TMPDIR: tmpdir(), TEMP: tmpdir(), TMP: tmpdir(), ...variables };
  const child = spawn(process.execPath, [CLI, ...args], { cwd: folder, env, stdio: "pipe" });
  running.add(child);
  // A command that reads nothing may end before it has all of it.
  child.stdin.on("error", () => undefined).end(input);
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = once(child, "close").then(([status]) => {
    running.delete(child);
    return { status: status as number | null, stdout, stderr };
  });
  return { child, ended };
}

/** What a command printed, as if the terminal were wide enough for one line. */
export function onOneLine(text: string): string {
  return text.replaceAll("\n", " ");
}
