import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

const MOST_MS = 120_000;
const STACK = ["--stack", "compat", "--non-interactive"];

/** A Pulumi project in a folder, with a home of its own, run by the engine on one Node.js. */
export class Project {
  #engine;
  #env;
  #timeLeft;

  constructor({ folder, engine, nodeFolder, timeLeft }) {
    this.folder = folder;
    this.#engine = engine;
    this.#timeLeft = timeLeft;
    mkdirSync(folder);
    const home = this.#makeFolder(".home");
    this.#env = {
      PATH: [nodeFolder, dirname(engine), process.env.PATH].join(delimiter),
      HOME: home,
      USERPROFILE: home,
      TMPDIR: this.#makeFolder(".tmp"),
      PULUMI_HOME: join(home, ".pulumi"),
      PULUMI_CONFIG_PASSPHRASE: "compat",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      NO_COLOR: "1",
    };
    this.write("Pulumi.yaml", "name: compat\nruntime: nodejs\n");
  }

  write(name, content) {
    writeFileSync(join(this.folder, name), content);
  }

  /** A new stack for an emulator, in a backend of its own. */
  async initStack(name, { endpoint, accessKeyId, accessKeySecret }) {
    const backend = this.#makeFolder(`.backend-${name}`).replaceAll("\\", "/");
    this.#env = { ...this.#env, PULUMI_BACKEND_URL: `file://${backend}` };
    await this.run("stack", "init", "compat", "--non-interactive");
    const secrets = ["--secret", `cams:accessKey=${accessKeyId}`, "--secret", `cams:secretKey=${accessKeySecret}`];
    await this.run("config", "set-all", ...STACK, "--plaintext", `cams:endpoint=${endpoint}`, ...secrets);
  }

  unattended(command) {
    return this.run(command, "--yes", "--skip-preview", ...STACK);
  }

  async outputs() {
    return JSON.parse(await this.run("stack", "output", "--json", ...STACK));
  }

  /** The standard output of a `pulumi` command, which must succeed within its time. */
  run(...args) {
    return new Promise((resolve, reject) => {
      const timeout = Math.min(MOST_MS, this.#timeLeft());
      const options = { cwd: this.folder, env: this.#env, stdio: ["ignore", "pipe", "pipe"], timeout };
      const child = spawn(this.#engine, args, options);
      let stdout = "";
      let stderr = "";
      child.stdout.setEncoding("utf8").on("data", (chunk) => (stdout += chunk));
      child.stderr.setEncoding("utf8").on("data", (chunk) => (stderr += chunk));
      child.on("error", reject);
      child.on("close", (code, signal) => {
        if (code === 0) resolve(stdout);
        else reject(this.#failure(args[0], code ?? signal, `${stdout}\n${stderr}`));
      });
    });
  }

  /** An error whose first line is the first that tells of an error, without this machine's folder. */
  #failure(command, status, output) {
    const lines = output.replaceAll(this.folder, "…").split("\n");
    const first = lines.findIndex((line) => /^\s*error:/.test(line));
    const [line = "", next = ""] = first === -1 ? [`ended with ${status}`] : lines.slice(first);
    const problem = line.endsWith(":") ? `${line} ${next.trim()}` : line;
    return new Error(`pulumi ${command}: ${problem.trim()}\n${lines.join("\n")}`);
  }

  #makeFolder(name) {
    const folder = join(this.folder, name);
    mkdirSync(folder);
    return folder;
  }
}
