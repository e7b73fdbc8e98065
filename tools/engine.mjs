import { accessSync, constants, existsSync, mkdirSync, renameSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { makeBeside } from "./beside.mjs";
import { buildEngineFromGo } from "./engine-from-go.mjs";
import { requireGo } from "./go-modules.mjs";
import { isAtLeast, OLDEST_PULUMI } from "./oldest-versions.mjs";
import { run, runNpm, step } from "./step.mjs";

const OFFICIAL_VERSION = "3.265.0";
// Raised when an engine that is in the cache has to be made again.
const EDITION = 3;
const EXE = process.platform === "win32" ? ".exe" : "";

/**
 * The path of a `pulumi` command: the one that PULUMI_CAMS_CLI names, the one on PATH, the official download, or one
 * built from Go modules. The last two are cached per user, outside of the repository.
 */
export async function findEngine() {
  if (process.env.PULUMI_CAMS_CLI) {
    const named = resolve(process.env.PULUMI_CAMS_CLI);
    const problem = await problemWith(named);
    if (problem) throw new Error(`PULUMI_CAMS_CLI is ${named}, and ${problem}`);
    return named;
  }
  const onPath = executableOnPath(`pulumi${EXE}`);
  if (onPath && !(await problemWith(onPath))) return onPath;

  const kept = join(cacheFolder(), `engine-${OFFICIAL_VERSION}-${EDITION}-${process.platform}-${process.arch}`);
  const pulumi = join(kept, "bin", `pulumi${EXE}`);
  if (existsSync(pulumi)) return pulumi;

  const failures = [];
  for (const [what, expectation, make] of [
    [`Downloading Pulumi ${OFFICIAL_VERSION}`, "a minute", download],
    ["Building the Pulumi engine from Go modules", "five minutes", buildFromGo],
  ]) {
    try {
      await step(what, expectation, () => makeBeside(kept, (beside) => withBin(beside, make)));
      return pulumi;
    } catch (error) {
      const reason = error.message.trim();
      process.stderr.write(`  not possible here: ${reason.split("\n").at(-1)}\n`);
      failures.push(`- ${what}: ${reason}`);
    }
  }
  throw new Error(
    "No Pulumi engine could be had. Install the Pulumi CLI (https://www.pulumi.com/docs/install/) so that `pulumi` is on PATH, " +
      `or set PULUMI_CAMS_CLI to its path, and run this again.\n${failures.join("\n")}`,
  );
}

/** A folder whose `bin` holds a working engine. */
async function withBin(folder, make) {
  const bin = await make(folder);
  const problem = await problemWith(join(bin, `pulumi${EXE}`));
  if (problem) throw new Error(problem);
  const whole = join(folder, "whole");
  mkdirSync(whole);
  renameSync(bin, join(whole, "bin"));
  return whole;
}

/** The npm package `pulumi` is Pulumi's own launcher: its first run downloads the official release below PULUMI_HOME. */
async function download(folder) {
  await runNpm([
    "install",
    "--prefix",
    folder,
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
    `pulumi@${OFFICIAL_VERSION}`,
  ]);
  await run(process.execPath, [join(folder, "node_modules", "pulumi", "run.js"), "version"], {
    env: { ...process.env, PULUMI_HOME: folder, PULUMI_SKIP_UPDATE_CHECK: "true" },
  });
  return join(folder, "versions", OFFICIAL_VERSION, "bin");
}

async function buildFromGo(folder) {
  await requireGo();
  return await buildEngineFromGo(folder);
}

/** What is wrong with a `pulumi` command; undefined if nothing is. */
async function problemWith(pulumi) {
  let answer;
  try {
    answer = await run(pulumi, ["version"], { env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" } });
  } catch (error) {
    return error.message;
  }
  const [version] = /\d+\.\d+\.\d+/.exec(answer) ?? [];
  if (version === undefined) return `its \`version\` printed "${answer.trim()}", which is not a version.`;
  if (version.startsWith("3.") && isAtLeast(version, OLDEST_PULUMI)) return undefined;
  return `it is version ${answer.trim()}: Pulumi ${OLDEST_PULUMI} or a newer 3.x is needed.`;
}

export function executableOnPath(name) {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const candidate = join(folder, name);
    try {
      accessSync(candidate, constants.X_OK);
      return candidate;
    } catch {
      continue;
    }
  }
  return undefined;
}

export function cacheFolder() {
  if (process.platform === "win32") {
    return join(process.env.LOCALAPPDATA ?? join(homedir(), "AppData", "Local"), "pulumi-cams", "Cache");
  }
  if (process.platform === "darwin") return join(homedir(), "Library", "Caches", "pulumi-cams");
  return join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "pulumi-cams");
}
