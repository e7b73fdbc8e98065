import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "./build.mjs";
import { findEngine } from "./engine.mjs";
import { isAtLeast, OLDEST_NODE } from "./oldest-versions.mjs";
import { runNpm, step } from "./step.mjs";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** Prepares a fresh clone: packages, build and, by default, a Pulumi engine. Returns the engine's path. */
export async function setUp({ engine = true } = {}) {
  requireNode();
  await installPackages();
  await build();
  return engine ? await findEngine() : undefined;
}

/** Runs a script's main function. A failure ends with its message, without a stack trace. */
export async function main(script) {
  try {
    process.exitCode = await script();
  } catch (error) {
    process.stderr.write(`\n${error.message}\n`);
    process.exitCode = 1;
  }
}

function requireNode() {
  if (isAtLeast(process.versions.node, OLDEST_NODE)) return;
  throw new Error(`pulumi-cams needs Node.js ${OLDEST_NODE} or newer, but this is ${process.versions.node}.`);
}

/** npm empties node_modules before it fills it, so only a stamp written after success proves that it is complete. */
async function installPackages() {
  const stamp = join(root, "node_modules", ".pulumi-cams-installed");
  const wanted = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  await step("Installing packages", "half a minute", () =>
    runNpm(["ci", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: root }),
  );
  writeFileSync(stamp, wanted);
}
