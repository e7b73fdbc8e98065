import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
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

  constructor(engine, subject) {
    this.#engine = engine;
    this.#subject = subject;
    const home = this.#makeFolder("home");
    const modules = this.#makeFolder("node_modules");
    symlinkSync(join(root, "node_modules", "@pulumi"), join(modules, "@pulumi"), "junction");
    symlinkSync(subject.folder, join(modules, subject.packageName), "junction");
    this.#write("Pulumi.yaml", "name: bench\nruntime: nodejs\n");
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
    };
  }

  async initStack({ endpoint, accessKeyId, accessKeySecret }) {
    await this.#run("stack", "init", "bench");
    const secrets = [`cams:accessKey=${accessKeyId}`, `cams:secretKey=${accessKeySecret}`];
    await this.#run(
      "config",
      "set-all",
      ...STACK,
      "--plaintext",
      `cams:endpoint=${endpoint}`,
      ...secrets.flatMap((secret) => ["--secret", secret]),
    );
  }

  declare(resources) {
    this.#write("index.js", programOf(this.#subject, resources));
  }

  /** Runs a preview, whose output must contain `summary`, and returns its seconds and its provider's peak memory in MB. */
  async preview(summary) {
    const { stdout, ...measures } = await this.#run("preview", ...STACK);
    if (!stdout.includes(summary))
      throw new Error(`The preview of ${this.title} did not contain ${JSON.stringify(summary)}.\n${stdout}`);
    return measures;
  }

  /** Deploys one resource, then multiplies it in the state, because 1,000 writes take minutes. */
  async deploy(resources) {
    this.declare(1);
    await this.#run("up", ...STACK, "--yes", "--skip-preview");
    const { stdout } = await this.#run("stack", "export", ...STACK);
    this.#write("state.json", JSON.stringify(multiplyState(JSON.parse(stdout), resources)));
    await this.#run("stack", "import", ...STACK, "--file", "state.json");
    this.declare(resources);
  }

  get title() {
    return this.#subject.title;
  }

  remove() {
    this.#running?.kill();
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  #run(...args) {
    return new Promise((resolve, reject) => {
      const start = performance.now();
      const child = spawn(this.#engine, [...args, "--non-interactive"], {
        cwd: this.#folder,
        env: this.#env,
        stdio: ["ignore", "pipe", "pipe"],
      });
      this.#running = child;
      const peakOfMemory = watchMemory(child.pid);
      let stdout = "";
      let stderr = "";
      child.stdout.setEncoding("utf8").on("data", (chunk) => (stdout += chunk));
      child.stderr.setEncoding("utf8").on("data", (chunk) => (stderr += chunk));
      child.on("error", reject);
      child.on("close", (code) => {
        const megabytes = peakOfMemory();
        if (code === 0) resolve({ stdout, seconds: (performance.now() - start) / 1000, megabytes });
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

const STACK = ["--stack", "bench"];
