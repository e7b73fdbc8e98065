import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { promisify } from "node:util";
import { scrub } from "../../api/wire/scrub.js";
import { ok, problem, type Check } from "./check-result.js";

/** Checks a version of Node.js, in the form of `process.version`. */
export function checkNode(version: string): Check {
  const found = `Node.js ${version.replace(/^v/, "")}`;
  if (isAtLeast(version, OLDEST_NODE)) return ok("node", found);
  return problem("node", `${found} is too old.`, `Install Node.js ${OLDEST_NODE} or newer: https://nodejs.org`);
}

/** Checks the `pulumi` on the PATH of an environment. */
export async function checkEngine(environment: NodeJS.ProcessEnv): Promise<Check> {
  try {
    const env = { ...environment, PULUMI_SKIP_UPDATE_CHECK: "true" };
    const { stdout } = await promisify(execFile)("pulumi", ["version"], { env, timeout: TIMEOUT_MS });
    return judgeEngine(stdout.trim());
  } catch (error) {
    const { code, killed } = error as NodeJS.ErrnoException & { killed?: boolean };
    if (code === "ENOENT") {
      return problem("engine", "`pulumi` is not on PATH.", `Install Pulumi: ${INSTALL_ENGINE}`);
    }
    const reason = killed ? `it did not finish within ${TIMEOUT_MS / 1000} s` : (code ?? "unknown error");
    return problem("engine", `\`pulumi version\` failed: ${reason}.`, `Install Pulumi again: ${INSTALL_ENGINE}`);
  }
}

const { engines, peerDependencies } = createRequire(__filename)("pulumi-cams/package.json") as {
  engines: { node: string };
  peerDependencies: { "@pulumi/pulumi": string };
};

const OLDEST_NODE = oldest(engines.node);

const OLDEST_ENGINE = oldest(peerDependencies["@pulumi/pulumi"]);

const INSTALL_ENGINE = "https://www.pulumi.com/docs/install/";

const TIMEOUT_MS = 10_000;

function judgeEngine(answer: string): Check {
  const version = /^v?(\d+\.\d+\.\S*)$/.exec(answer)?.[1];
  if (version === undefined) {
    const printed = scrub(answer, []);
    return problem(
      "engine",
      `\`pulumi version\` printed ${printed ? `"${printed}"` : "nothing"}.`,
      `Install Pulumi again: ${INSTALL_ENGINE}`,
    );
  }
  if (version.startsWith("3.") && isAtLeast(version, OLDEST_ENGINE)) return ok("engine", `Pulumi ${version}`);
  const cure = `Install Pulumi ${OLDEST_ENGINE} or a newer 3.x: ${INSTALL_ENGINE}`;
  return problem("engine", `Pulumi ${version} is not supported.`, cure);
}

/** The major and minor version at which a range begins. */
function oldest(range: string): string {
  return /\d+\.\d+/.exec(range)?.[0] ?? "";
}

function isAtLeast(version: string, oldest: string): boolean {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldest.split(".").map(Number);
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}
