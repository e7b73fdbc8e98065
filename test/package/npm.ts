import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { once } from "../support/once.js";
import { root } from "../support/engine.js";

export const PULUMI = "@pulumi/pulumi@3.248.0";

/** Runs a command in a folder, with this process's environment, and returns its standard output; fails with all it said. */
export function run(folder: string, command: string, ...args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    // On Windows `npm` is a batch file, which only a shell starts.
    const shell = process.platform === "win32" && command === "npm";
    execFile(command, args, { cwd: folder, shell, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${command} ${args.join(" ")} failed:\n${stdout}${stderr}`));
      else resolve(stdout);
    });
  });
}

/** Packs what `npm publish` would publish, once in a run of the tests: the tarball's path, and the files in it. */
export function pack(): Promise<{ tarball: string; files: string[] }> {
  return once("packed", async () => {
    const folder = mkdtempSync(join(tmpdir(), "pulumi-cams-packed-"));
    const answer = await run(root, "npm", "pack", "--ignore-scripts", "--json", "--pack-destination", folder);
    const [{ filename, files }] = JSON.parse(answer) as [{ filename: string; files: { path: string }[] }];
    return { tarball: join(folder, filename), files: files.map(({ path }) => path).sort() };
  });
}

/** Unpacks a package's tarball into a folder. */
export async function unpack(tarball: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await run(folder, "tar", "-xzf", tarball, "--strip-components=1");
}

/** Links to packages of this repository from a folder of packages, in place of those that are there. */
export function link(modules: string, ...names: string[]): void {
  for (const name of names) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    rmSync(join(modules, name), { recursive: true, force: true });
    symlinkSync(join(root, "node_modules", name), join(modules, name), "junction");
  }
}

/** Installs packages into a folder, and saves them in its package.json. */
export async function install(folder: string, ...packages: string[]): Promise<void> {
  const quiet = ["--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"];
  await run(folder, "npm", "install", "--prefix", folder, ...quiet, ...packages);
}
