import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "@jest/globals";
import { run as runCommandLine } from "../../cli/command-line/run.js";
import { startEmulator } from "../../emulator/index.js";

const ROOT = join(__dirname, "..", "..");
const CLI = join(ROOT, "dist", "cli", "index.js");
const running = new Set<ChildProcess>();

afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
  running.clear();
});

class Run {
  stdout = "";
  stderr = "";
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  #grown: () => void = () => undefined;

  constructor(...args: string[]) {
    const child = spawn(process.execPath, [CLI, ...args], { stdio: ["ignore", "pipe", "pipe"] });
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
}

describe("pulumi-cams emulator", () => {
  it("prints its endpoint and keys as JSON, serves there, and frees the port on SIGINT", async () => {
    const run = new Run("emulator", "--port", "0", "--json");
    const { endpoint = "", accessKeyId, accessKeySecret } = JSON.parse(await run.firstLine()) as Record<string, string>;
    expect(endpoint).toMatch(/^127\.0\.0\.1:\d+$/);
    expect([accessKeyId, accessKeySecret]).toEqual(["emulator-key-id", "emulator-key-secret"]);
    const answer = await fetch(`http://${endpoint}/_emulator/requests`);
    expect(await answer.json()).toEqual([]);
    run.child.kill("SIGINT");
    expect((await run.outcome()).status).toBe(0);
    const again = await startEmulator({ port: Number(endpoint.split(":")[1]) });
    await again.close();
  });

  it("prints the commands that configure a stack, and ends on SIGTERM with status 0", async () => {
    const run = new Run("emulator");
    const endpoint = /127\.0\.0\.1:\d+/.exec(await run.firstLine())?.[0] ?? "none";
    run.child.kill("SIGTERM");
    const { status, stdout } = await run.outcome();
    expect(status).toBe(0);
    for (const line of [
      `pulumi config set cams:endpoint ${endpoint}`,
      "pulumi config set --secret cams:accessKey emulator-key-id",
      "pulumi config set --secret cams:secretKey emulator-key-secret",
      `POST http://${endpoint}/_emulator/faults`,
    ])
      expect(stdout).toContain(line);
  });

  it("reports a port that is in use", async () => {
    const other = await startEmulator();
    const outcome = await new Run("emulator", "--port", String(other.port)).outcome();
    await other.close();
    expect(outcome).toEqual({
      status: 1,
      stdout: "",
      stderr: `pulumi-cams: Port ${other.port} is in use. Choose another port, or omit --port to get a\nfree one.\n`,
    });
  });

  it.each(["65536", "-1", "x", "1.5"])("rejects the port %j", async (port) => {
    let written = "";
    const status = await runCommandLine(["emulator", "--port", port], { write: (text) => (written += text) });
    const message = `Expected --port to be a whole number from 0 to 65535, got "${port}".`;
    expect([status, written.replaceAll("\n", " ")]).toEqual([
      2,
      `pulumi-cams: ${message} See pulumi-cams emulator --help. `,
    ]);
  });
});
