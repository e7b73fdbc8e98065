import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterEach } from "@jest/globals";

const CLI = join(__dirname, "..", "..", "dist", "cli", "index.js");
const running = new Set<ChildProcess>();

afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
  running.clear();
});

/** A run of `pulumi-cams emulator`, which ends with the test at the latest. */
export class EmulatorProcess {
  stdout = "";
  stderr = "";
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  #grown: () => void = () => undefined;

  constructor(...flags: string[]) {
    const args = [CLI, "emulator", ...flags];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
    this.child = child;
    running.add(child);
    child.stdout.on("data", (chunk: Buffer) => {
      this.stdout += chunk.toString();
      this.#grown();
    });
    child.stderr.on("data", (chunk: Buffer) => (this.stderr += chunk.toString()));
    this.ended = once(child, "close").then(([status]) => {
      running.delete(child);
      this.#grown();
      return status as number | null;
    });
  }

  /** The first line on standard output. */
  async firstLine(): Promise<string> {
    while (!this.stdout.includes("\n") && running.has(this.child))
      await new Promise<void>((resolve) => (this.#grown = resolve));
    return this.stdout.split("\n")[0] ?? "";
  }

  /** The exit status, and what was printed. */
  async outcome(): Promise<{ status: number | null; stdout: string; stderr: string }> {
    const status = await this.ended;
    return { status, stdout: this.stdout, stderr: this.stderr };
  }

  /** Where it listens. It has to be started with `--json`. */
  async endpoint(): Promise<string> {
    return (JSON.parse(await this.firstLine()) as { endpoint: string }).endpoint;
  }
}
