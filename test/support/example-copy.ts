import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "@jest/globals";
import { root } from "./engine.js";

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A copy of an example for the rest of the test, with the packages of this repository. */
export function copyExample(name: string): string {
  const folder = copyFiles(name);
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  return folder;
}

/** A copy of an example that uses only the command, which npm puts into `.bin`. */
export function copyExampleOfCommand(name: string): string {
  const folder = copyFiles(name);
  const commands = join(folder, "node_modules", ".bin");
  mkdirSync(commands, { recursive: true });
  symlinkSync(join(root, "dist", "cli", "index.js"), join(commands, "pulumi-cams"));
  return folder;
}

function copyFiles(name: string): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `pulumi-cams-${name}-`)));
  folders.push(folder);
  cpSync(join(root, "examples", name), folder, { recursive: true });
  return folder;
}

/** Runs a program in a folder to its end. */
export function runIn(
  folder: string,
  program: string,
  args: readonly string[],
): Promise<{ status: number; output: string }> {
  return new Promise((resolve) => {
    const child = execFile(program, args, { cwd: folder }, (_error, stdout, stderr) => {
      resolve({ status: child.exitCode ?? 1, output: stdout + stderr });
    });
  });
}

/** Runs the tests of an example with jest, as its own `npm test` does. */
export function runJestIn(folder: string): Promise<{ status: number; output: string }> {
  return runIn(folder, process.execPath, [join(root, "node_modules", "jest", "bin", "jest.js")]);
}
