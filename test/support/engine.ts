import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";

const root = resolve(__dirname, "../..");

export interface Ran {
  status: number;
  /** Standard output and standard error together, as a person would see them. */
  output: string;
  stdout: string;
}

/** One resource as an exported state has it. */
export interface StateResource {
  urn: string;
  type: string;
  id?: string;
  inputs: Record<string, unknown>;
  outputs: Record<string, unknown>;
}

/** A Pulumi project in a temporary folder, with a backend of its own, run by the real engine. */
export class EngineProject {
  readonly folder = mkdtempSync(join(tmpdir(), "pulumi-cams-engine-"));
  readonly #env: NodeJS.ProcessEnv;

  /** `nodeModules` is linked to, and defaults to this repository's. */
  constructor(nodeModules = join(root, "node_modules")) {
    const cli = process.env["PULUMI_CAMS_CLI"];
    if (!cli) throw new Error("PULUMI_CAMS_CLI is not set: run the tests with `npm test`, which finds an engine.");
    const home = join(this.folder, ".home");
    mkdirSync(join(this.folder, ".backend"), { recursive: true });
    mkdirSync(home);
    this.#env = {
      PATH: [dirname(cli), process.env["PATH"]].join(delimiter),
      HOME: home,
      USERPROFILE: home,
      TMPDIR: tmpdir(),
      PULUMI_HOME: join(home, ".pulumi"),
      PULUMI_BACKEND_URL: `file://${join(this.folder, ".backend").replaceAll("\\", "/")}`,
      PULUMI_CONFIG_PASSPHRASE: "passphrase of the tests",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true",
      NO_COLOR: "1",
    };
    symlinkSync(nodeModules, join(this.folder, "node_modules"), "junction");
    this.write("Pulumi.yaml", "name: project\nruntime: nodejs\n");
  }

  write(name: string, content: string): void {
    writeFileSync(join(this.folder, name), content);
  }

  copy(from: string): void {
    cpSync(from, this.folder, { recursive: true });
  }

  /** Writes the program, in JavaScript: `cams` is the package, `pulumi` Pulumi's. */
  program(body: string): void {
    this.write(
      "index.js",
      `const pulumi = require("@pulumi/pulumi");\nconst cams = require("pulumi-cams");\n\n${body}\n`,
    );
  }

  async initStack(config: Record<string, string> = {}, secrets: Record<string, string> = {}): Promise<void> {
    const created = await this.run(["stack", "init", "test", "--non-interactive"]);
    if (created.status !== 0) throw new Error(created.output);
    const flags = [
      ...Object.entries(config).flatMap(([key, value]) => ["--plaintext", `${key}=${value}`]),
      ...Object.entries(secrets).flatMap(([key, value]) => ["--secret", `${key}=${value}`]),
    ];
    if (flags.length > 0) {
      const configured = await this.run(["config", "set-all", "--stack", "test", ...flags]);
      if (configured.status !== 0) throw new Error(configured.output);
    }
  }

  up(...flags: string[]): Promise<Ran> {
    return this.run(["up", "--yes", "--skip-preview", "--stack", "test", "--non-interactive", ...flags]);
  }

  preview(...flags: string[]): Promise<Ran> {
    return this.run(["preview", "--diff", "--stack", "test", "--non-interactive", ...flags]);
  }

  refresh(): Promise<Ran> {
    return this.run(["refresh", "--yes", "--skip-preview", "--stack", "test", "--non-interactive"]);
  }

  destroy(): Promise<Ran> {
    return this.run(["destroy", "--yes", "--skip-preview", "--stack", "test", "--non-interactive"]);
  }

  /** The state as a person would export it, with secrets encrypted. */
  async exportState(): Promise<{ text: string; resources: StateResource[] }> {
    const { stdout, status, output } = await this.run(["stack", "export", "--stack", "test"]);
    if (status !== 0) throw new Error(output);
    const state = JSON.parse(stdout) as { deployment: { resources?: StateResource[] } };
    return { text: stdout, resources: state.deployment.resources ?? [] };
  }

  run(args: readonly string[], extraEnv: Record<string, string> = {}): Promise<Ran> {
    const cli = process.env["PULUMI_CAMS_CLI"] ?? "pulumi";
    return new Promise((resolve) => {
      execFile(
        cli,
        [...args],
        { cwd: this.folder, env: { ...this.#env, ...extraEnv }, timeout: 120_000, maxBuffer: 64 * 1024 * 1024 },
        (error, stdout, stderr) => {
          const status = error ? (typeof error.code === "number" ? error.code : 1) : 0;
          resolve({ status, stdout, output: stdout + stderr });
        },
      );
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
