import { execFile } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { jest } from "@jest/globals";
import { once } from "./once.js";
import { checkpointFile, setPlaintext, writeStack, type StackPlace, type StackTemplate } from "./stack-template.js";

// A flow is some ten commands, each of which takes two seconds on a machine that does nothing else.
jest.setTimeout(300_000);

/** Option of Node.js that makes the processes of the engine start faster. */
export const DEFER_MODULES = `--require=${join(__dirname, "defer-modules.cjs")}`;

/** The folder of this repository. */
export const root = resolve(__dirname, "../..");

/** The provider's text, written out: it is in users' state and can never change. */
export const PROVIDER_TEXT = 'exports.handler=()=>require("pulumi-cams/provider").provider';

/** The type of the resource, written out for the same reason. */
export const TYPE = "pulumi-nodejs:cams:ConversationalAutomation";

/** Its type in states from before the first release. */
export const EARLIER_TYPE = "pulumi-nodejs:dynamic/cams:ConversationalAutomation";

/** What marks a secret in an exported state. */
export const ENCRYPTED = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

export interface Ran {
  status: number;
  /** Standard output and standard error together, as a person would see them. */
  output: string;
  stdout: string;
}

/** A command that runs. */
export interface Started {
  pid: number;
  ended: Promise<Ran>;
}

/** One resource as an exported state has it. */
export interface StateResource {
  urn: string;
  type: string;
  id?: string;
  /** As `urn::id`. */
  provider?: string;
  inputs: Record<string, unknown>;
  outputs: Record<string, unknown>;
}

/** A state as `pulumi stack export` writes it. */
export interface ExportedState {
  deployment: { resources?: StateResource[] };
}

/** The file of a backend. */
interface Checkpoint {
  checkpoint: { latest?: { resources?: StateResource[] } };
}

export interface ProjectOptions {
  /** The packages to link to; this repository's when left out. */
  nodeModules?: string | undefined;
  /** Folders in which commands are looked for first. */
  path?: readonly string[];
  /** Further variables of the environment. */
  variables?: Readonly<Record<string, string>>;
  /** Whether secrets are encrypted with a passphrase, like most users', and not by the key service of `npm test`. */
  hasPassphrase?: boolean;
}

/** A Pulumi project in a temporary folder, with a backend of its own, run by the real engine. */
export class EngineProject {
  readonly #cli = requireCli();
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-cams-engine-")));
  /** The environment of every command. */
  env: Readonly<Record<string, string>>;
  /** The stack of every command that is not given another. */
  stack = "test";
  readonly #place: StackPlace;
  readonly #keys: string | undefined;

  constructor({ nodeModules, path = [], variables = {}, hasPassphrase = false }: ProjectOptions = {}) {
    this.#keys = hasPassphrase ? undefined : process.env["PULUMI_CAMS_KEYS"];
    const home = this.#makeFolder(".home");
    const backendFolder = this.#makeFolder(".backend");
    // An engine that is killed while it writes leaves an empty metadata file, with which its state cannot be read.
    const backendUrl = `file://${backendFolder.replaceAll("\\", "/")}?metadata=skip`;
    const pulumiHome = join(home, ".pulumi");
    this.#place = { folder: this.folder, backendFolder, backendUrl, pulumiHome };
    // Nothing else of this process's environment: it may hold credentials.
    this.env = {
      PATH: [...path, dirname(this.#cli), process.env["PATH"]].join(delimiter),
      HOME: home,
      USERPROFILE: home,
      TMPDIR: this.#makeFolder(".tmp"),
      PULUMI_HOME: pulumiHome,
      PULUMI_BACKEND_URL: backendUrl,
      PULUMI_CONFIG_PASSPHRASE: "passphrase of the tests",
      ...(this.#keys !== undefined && { VAULT_SERVER_URL: this.#keys, VAULT_SERVER_TOKEN: "token of the tests" }),
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true",
      NO_COLOR: "1",
      // A package that is installed as users have it also runs as it does there. `npm run check` checks types.
      ...(nodeModules === undefined && { NODE_OPTIONS: DEFER_MODULES, PULUMI_NODEJS_TRANSPILE_ONLY: "true" }),
      ...variables,
    };
    symlinkSync(nodeModules ?? join(root, "node_modules"), join(this.folder, "node_modules"), "junction");
    this.write("Pulumi.yaml", "name: project\nruntime: nodejs\n");
    this.write("package.json", '{ "name": "project", "private": true, "main": "index.js" }\n');
  }

  write(name: string, content: string): void {
    writeFileSync(join(this.folder, name), content);
  }

  /** Copies a folder into the project, or into a folder of it. */
  copy(from: string, to = "."): void {
    cpSync(from, join(this.folder, to), { recursive: true });
  }

  /** Writes the program, in JavaScript: `cams` is the package, `pulumi` Pulumi's. */
  program(body: string): void {
    this.write(
      "index.js",
      `const pulumi = require("@pulumi/pulumi");\nconst cams = require("pulumi-cams");\n\n${body}\n`,
    );
  }

  /** Gives the project the stack `test`, selected and configured. */
  async initStack(config: Record<string, string> = {}, secrets: Record<string, string> = {}): Promise<void> {
    const hasPassphrase = this.#keys === undefined;
    const template = await once(hasPassphrase ? "stack-passphrase" : "stack", () => makeTemplate(hasPassphrase));
    const isKnown = isDeepStrictEqual(secrets, KEYS);
    const [key = ""] = template.settings.split("config:");
    writeStack(this.#place, this.stack, isKnown ? template : { ...template, settings: key });
    await this.configure(config, isKnown ? {} : secrets);
  }

  /** Sets configuration of the stack; the engine encrypts the secrets. */
  async configure(config: Record<string, string>, secrets: Record<string, string> = {}): Promise<void> {
    if (Object.keys(config).length > 0) setPlaintext(this.folder, this.stack, config);
    const flags = Object.entries(secrets).flatMap(([key, value]) => ["--secret", `${key}=${value}`]);
    if (flags.length > 0) await this.succeed("config", "set-all", "--stack", this.stack, ...flags);
  }

  /** A stack that the engine has made and configured. */
  async makeStack(secrets: Record<string, string>): Promise<StackTemplate> {
    const provider = this.#keys === undefined ? "passphrase" : "hashivault://tests";
    await this.succeed("stack", "init", this.stack, "--non-interactive", "--secrets-provider", provider);
    await this.configure({}, secrets);
    const settings = readFileSync(join(this.folder, `Pulumi.${this.stack}.yaml`), "utf8");
    return { checkpoint: readFileSync(checkpointFile(this.#place, this.stack), "utf8"), settings };
  }

  up(...flags: string[]): Promise<string> {
    return this.succeed("up", ...this.#unattended(), ...flags);
  }

  preview(...flags: string[]): Promise<string> {
    return this.succeed("preview", "--diff", "--stack", this.stack, "--non-interactive", ...flags);
  }

  refresh(...flags: string[]): Promise<string> {
    return this.succeed("refresh", ...this.#unattended(), ...flags);
  }

  destroy(...flags: string[]): Promise<string> {
    return this.succeed("destroy", ...this.#unattended(), ...flags);
  }

  /** The output of an update that fails. */
  failingUp(...flags: string[]): Promise<string> {
    return this.fail("up", ...this.#unattended(), ...flags);
  }

  /** The output of a preview that fails. */
  failingPreview(...flags: string[]): Promise<string> {
    return this.fail("preview", "--stack", this.stack, "--non-interactive", ...flags);
  }

  /** The state as a person would export it, with secrets encrypted. */
  async exportState(): Promise<{ text: string; state: ExportedState; resources: StateResource[] }> {
    const { stdout, status, output } = await this.run(["stack", "export", "--stack", this.stack]);
    if (status !== 0) throw new Error(output);
    const state = JSON.parse(stdout) as ExportedState;
    const resources = (state.deployment.resources ?? []).filter(({ type }) => type === TYPE);
    return { text: stdout, state, resources };
  }

  /** The state as the backend holds it, which is what `exportState` exports. */
  state(): { text: string; resources: StateResource[]; all: StateResource[]; outputs: Record<string, unknown> } {
    const text = readFileSync(checkpointFile(this.#place, this.stack), "utf8");
    const { latest } = (JSON.parse(text) as Checkpoint).checkpoint;
    const all = latest?.resources ?? [];
    const outputs = all.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs ?? {};
    return { text, resources: all.filter(({ type }) => type === TYPE), all, outputs };
  }

  /** Changes every number's resource in the state, as an older or newer version of the package would have. */
  async editResources(edit: (resource: StateResource) => void): Promise<void> {
    const { state, resources } = await this.exportState();
    for (const resource of resources) edit(resource);
    this.write("state.json", JSON.stringify(state));
    await this.succeed("stack", "import", "--stack", this.stack, "--file", "state.json");
  }

  /** The stack's outputs, secrets in plain text. */
  async stackOutputs(): Promise<Record<string, unknown>> {
    const { stdout } = await this.run(["stack", "output", "--json", "--show-secrets", "--stack", this.stack]);
    return JSON.parse(stdout) as Record<string, unknown>;
  }

  /** The output of a command, which must succeed. */
  async succeed(...args: string[]): Promise<string> {
    const { status, output } = await this.run(args);
    if (status !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${status}:\n${output}`);
    return output;
  }

  /** The output of a command, which must fail. */
  async fail(...args: string[]): Promise<string> {
    const { status, output } = await this.run(args);
    if (status === 0) throw new Error(`pulumi ${args.join(" ")} succeeded:\n${output}`);
    return output;
  }

  run(args: readonly string[]): Promise<Ran> {
    return this.start(args).ended;
  }

  /** Runs a script of the project, in the environment in which the engine runs. */
  runNode(script: string, variables: Record<string, string> = {}): Promise<Ran> {
    return this.#execute(process.execPath, [script], variables).ended;
  }

  /** Starts a command, so that something can happen while it runs. */
  start(args: readonly string[], timeout?: number): Started {
    return this.#execute(this.#cli, args, {}, timeout);
  }

  /** Starts an update. */
  startUp(timeout?: number): Started {
    return this.start(["up", ...this.#unattended()], timeout);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  #execute(command: string, args: readonly string[], variables: Record<string, string>, timeout = 120_000): Started {
    let pid: number | undefined;
    const ended = new Promise<Ran>((resolve) => {
      const env = { ...this.env, ...variables };
      const options = { cwd: this.folder, env, timeout, maxBuffer: 256 * 1024 * 1024 };
      ({ pid } = execFile(command, [...args], options, (error, stdout, stderr) => {
        const status = error ? (typeof error.code === "number" ? error.code : 1) : 0;
        resolve({ status, stdout, output: stdout + stderr });
      }));
    });
    if (pid === undefined) throw new Error(`${command} could not be started.`);
    return { pid, ended };
  }

  #unattended(): string[] {
    return ["--yes", "--skip-preview", "--non-interactive", "--stack", this.stack];
  }

  #makeFolder(name: string): string {
    const folder = join(this.folder, name);
    mkdirSync(folder);
    return folder;
  }
}

function requireCli(): string {
  const cli = process.env["PULUMI_CAMS_CLI"];
  if (!cli) throw new Error("PULUMI_CAMS_CLI is not set: run the tests with `npm test`, which finds an engine.");
  return cli;
}

/** The keys of an emulator's default account, in a stack's configuration. */
const KEYS = { "cams:accessKey": "emulator-key-id", "cams:secretKey": "emulator-key-secret" };

async function makeTemplate(hasPassphrase: boolean): Promise<StackTemplate> {
  const project = new EngineProject({ hasPassphrase });
  try {
    return await project.makeStack(KEYS);
  } finally {
    project.remove();
  }
}
