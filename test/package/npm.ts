import { execFile } from "node:child_process";
import { join } from "node:path";
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

/** Packs what `npm publish` would publish into a folder: the tarball's path, and the files in it. */
export async function pack(folder: string): Promise<{ tarball: string; files: string[] }> {
  const answer = await run(root, "npm", "pack", "--ignore-scripts", "--json", "--pack-destination", folder);
  const [{ filename, files }] = JSON.parse(answer) as [{ filename: string; files: { path: string }[] }];
  return { tarball: join(folder, filename), files: files.map(({ path }) => path).sort() };
}

/** Installs packages into a folder, and saves them in its package.json. */
export async function install(folder: string, ...packages: string[]): Promise<void> {
  const quiet = ["--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"];
  await run(folder, "npm", "install", "--prefix", folder, ...quiet, ...packages);
}
