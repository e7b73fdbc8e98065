import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { performance } from "node:perf_hooks";
import { root } from "../../tools/setup.mjs";
import { watchMemory } from "./memory.mjs";
import { multiplyState, programOf } from "./program.mjs";

/** A Pulumi project for one subject, in a temporary folder, with its own backend and stack. */
export class Project {
  #engine;
  #subject;
  #folder = mkdtempSync(join(tmpdir(), "pulumi-cams-bench-"));
  #env;
  #running;

  /** `variables` are added to the environment of the engine and its processes. */
  constructor(engine, subject, variables = {}) {
    this.#engine = engine;
    this.#subject = subject;
    const home = this.#makeFolder("home");
    const modules = this.#makeFolder("node_modules");
    symlinkSync(join(root, "node_modules", "@pulumi"), join(modules, "@pulumi"), "junction");
    symlinkSync(subject.folder, join(modules, subject.packageName), "junction");
    const plugins = subject.plugin && { providers: [{ name: "cams", path: subject.plugin }] };
    this.#write("Pulumi.yaml", JSON.stringify({ name: "bench", runtime: "nodejs", plugins }));
    this.#write("package.json", '{ "name": "bench", "private": true, "main": "index.js" }\n');
    this.#env = {
      PATH: [dirname(engine), process.env.PATH].join(delimiter),
      HOME: home,
      USERPROFILE: home,
      TMPDIR: this.#makeFolder("tmp"),
      PULUMI_HOME: join(home, ".pulumi"),
      PULUMI_BACKEND_URL: `file://${this.#makeFolder("backend").replaceAll("\\", "/")}`,
      PULUMI_CONFIG_PASSPHRASE: "bench",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      NO_COLOR: "1",
      ...variables,
    };
  }

  async initStack({ endpoint, accessKeyId, accessKeySecret }) {
    await this.#run(["stack", "init", "bench"]);
    const secrets = [`cams:accessKey=${accessKeyId}`, `cams:secretKey=${accessKeySecret}`];
    await this.#run([
      "config",
      "set-all",
      ...STACK,
      "--plaintext",
      `cams:endpoint=${endpoint}`,
      ...secrets.flatMap((secret) => ["--secret", secret]),
    ]);
  }

  declare(resources, first) {
    this.#write("index.js", programOf(this.#subject, resources, first));
  }

  preview(summary, options) {
    return this.#measure(["preview"], summary, options);
  }

  up(summary, options) {
    return this.#measure(["up", "--yes", "--skip-preview"], summary, options);
  }

  refresh(summary, options) {
    return this.#measure(["refresh", "--yes", "--skip-preview"], summary, options);
  }

  /** Deploys one resource, then multiplies it in the state, because many writes take minutes. */
  async deploy(resources) {
    this.declare(1);
    await this.up("+ 2 created");
    const { stdout } = await this.#run(["stack", "export", ...STACK]);
    this.#write("state.json", JSON.stringify(multiplyState(JSON.parse(stdout), resources)));
    await this.#run(["stack", "import", ...STACK, "--file", "state.json"]);
    this.declare(resources);
  }

  /** Of the state, as its file holds it. */
  get stateMegabytes() {
    return statSync(join(this.#folder, "backend", ".pulumi", "stacks", "bench", "bench.json")).size / 1e6;
  }

  get title() {
    return this.#subject.title;
  }

  remove() {
    this.#running?.kill();
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Runs a command, whose output must contain `summary`, and returns its seconds and the peak memory of its processes. */
  async #measure(args, summary, options) {
    const { stdout, ...measures } = await this.#run([...args, ...STACK], options);
    if (!stdout.includes(summary))
      throw new Error(`pulumi ${args[0]} of ${this.title} did not print ${JSON.stringify(summary)}.\n${stdout}`);
    return measures;
  }

  #run(args, { variables = {}, seconds } = {}) {
    return new Promise((resolve, reject) => {
      const start = performance.now();
      const timeout = seconds === undefined ? undefined : seconds * 1000;
      const child = spawn(this.#engine, [...args, "--non-interactive"], {
        cwd: this.#folder,
        env: { ...this.#env, ...variables },
        stdio: ["ignore", "pipe", "pipe"],
        timeout,
        killSignal: "SIGINT",
      });
      this.#running = child;
      const peaksOfMemory = watchMemory(child.pid);
      let stdout = "";
      let stderr = "";
      child.stdout.setEncoding("utf8").on("data", (chunk) => (stdout += chunk));
      child.stderr.setEncoding("utf8").on("data", (chunk) => (stderr += chunk));
      child.on("error", reject);
      child.on("close", (code) => {
        const megabytes = peaksOfMemory();
        const elapsed = performance.now() - start;
        if (code === 0) resolve({ stdout, seconds: elapsed / 1000, megabytes });
        else if (elapsed >= timeout) reject(new TookTooLong(`pulumi ${args[0]} took more than ${seconds} s`));
        else reject(new Error(`pulumi ${args[0]} ended with ${code}\n${stdout}${stderr}`));
      });
    });
  }

  #write(name, content) {
    writeFileSync(join(this.#folder, name), content);
  }

  #makeFolder(name) {
    const folder = join(this.#folder, name);
    mkdirSync(folder);
    return folder;
  }
}

/** A command was stopped since its time was up. */
export class TookTooLong extends Error {}

const STACK = ["--stack", "bench"];
