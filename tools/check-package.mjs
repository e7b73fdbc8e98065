import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { pack } from "./pack.mjs";
import { main, root, setUp } from "./setup.mjs";

/** Checks the packed tarball with all rules of publint and attw, which print nothing if all is well. */
await main(async () => {
  await setUp({ engine: false });
  const folder = mkdtempSync(join(tmpdir(), "pulumi-cams-package-"));
  try {
    const { tarball } = await pack(folder);
    await find("publint", ["src", "cli.js"], ["run", tarball, "--strict"]);
    await find("@arethetypeswrong/cli", ["dist", "index.js"], [tarball, "--profile", "strict", "--format", "ascii"]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return 0;
});

async function find(name, script, args) {
  try {
    await promisify(execFile)(process.execPath, [join(root, "node_modules", ...name.split("/"), ...script), ...args]);
  } catch (error) {
    throw new Error(`${name} rejects the package:\n${error.stdout}${error.stderr}`, { cause: error });
  }
}
