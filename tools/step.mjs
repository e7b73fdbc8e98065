import { spawn } from "node:child_process";

/** Runs one step of the setup, and prints what it does, how long it may take and how long it took. */
export async function step(what, expectation, work) {
  process.stderr.write(`» ${what} (${expectation}, once)\n`);
  const start = Date.now();
  const seconds = () => Math.round((Date.now() - start) / 1000);
  const reminder = setInterval(() => process.stderr.write(`  still running after ${seconds()} s\n`), 30_000);
  try {
    const result = await work();
    process.stderr.write(`  done in ${seconds()} s\n`);
    return result;
  } finally {
    clearInterval(reminder);
  }
}

/**
 * Runs a command and returns its standard output. A failure throws an error that ends in the command's last lines.
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
    let stdout = "";
    let output = "";
    child.stdout?.on("data", (chunk) => {
      stdout += chunk;
      output += chunk;
    });
    child.stderr?.on("data", (chunk) => (output += chunk));
    child.on("error", (error) => reject(new Error(`${command} could not be started: ${error.message}`)));
    child.on("close", (code, signal) => {
      if (code === 0) resolve(stdout);
      else
        reject(
          new Error(
            `${command} ${args.join(" ")} ended with ${code ?? signal}\n${output.split("\n").slice(-15).join("\n")}`,
          ),
        );
    });
  });
}

/** Runs npm: on Windows it is a batch file, which only a shell starts, so npm's own script is run where npm names it. */
export function runNpm(args, options = {}) {
  const script = process.env.npm_execpath;
  if (script?.endsWith("npm-cli.js")) return run(process.execPath, [script, ...args], options);
  return run("npm", args, { shell: process.platform === "win32", ...options });
}

/** Runs a command on this terminal and returns its exit status. */
export function runHere(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: "inherit", ...options });
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}
