import { copyFileSync, chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./step.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const EXE = process.platform === "win32" ? ".exe" : "";
const TAGS = "osusergo grpcnotrace";

// The newest version of the engine's module, and the last version of the module that held the Node.js language host.
const ENGINE = { module: "github.com/pulumi/pulumi/pkg/v3", version: "v3.259.0", command: "cmd/pulumi" };
const LANGUAGE_HOST = {
  module: "github.com/pulumi/pulumi/sdk/v3",
  version: "v3.68.0",
  command: "nodejs/cmd/pulumi-language-nodejs",
};
const VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/** Throws unless a Go toolchain that can build the engine is there. */
export async function requireGo() {
  const answer = await run("go", ["version"]);
  const [, major, minor] = /go(\d+)\.(\d+)/.exec(answer) ?? [];
  if (Number(major) < 1 || (Number(major) === 1 && Number(minor) < 26)) {
    throw new Error(`go 1.26 or newer is needed, and this is ${answer.trim()}`);
  }
}

/** Builds the engine and its Node.js language host, and returns the folder that holds the commands. */
export async function buildEngineFromGo(folder) {
  const bin = join(folder, "bin");
  mkdirSync(bin);
  await buildEngine(join(folder, "engine"), join(bin, `pulumi${EXE}`));
  await buildLanguageHost(join(folder, "language-host"), join(bin, `pulumi-language-nodejs${EXE}`));
  // A script of the npm package, which the official release ships beside its commands.
  const script = `pulumi-resource-pulumi-nodejs${process.platform === "win32" ? ".cmd" : ""}`;
  copyFileSync(join(root, "node_modules", "@pulumi", "pulumi", script), join(bin, script));
  chmodSync(join(bin, script), 0o755);
  return bin;
}

/**
 * The language host is older than the engine, and lacks what programs of today use. So it is built from a copy of its
 * sources that also runs policy packs, and that connects the program with the engine itself, for resource hooks.
 */
async function buildLanguageHost(folder, output) {
  const options = await getCommand(folder, LANGUAGE_HOST);
  const { module, command } = LANGUAGE_HOST;
  const sources = (await run("go", ["list", "-f", "{{.Dir}}", `${module}/${command}`], options)).trim();
  for (const name of readdirSync(sources).filter((file) => file.endsWith(".go") && !file.endsWith("_test.go"))) {
    writeFileSync(join(folder, name), withoutLimits(readFileSync(join(sources, name), "utf8")));
  }
  const policyPacks = "run-policy-pack.go";
  copyFileSync(join(root, "tools", "language-host", policyPacks), join(folder, policyPacks));
  await goBuild(".", output, LANGUAGE_HOST, options);
}

function withoutLimits(source) {
  return source
    .replace(/^func \(host \*nodeLanguageHost\) RunPlugin\([^]*?^}\n/m, "")
    .replace('fmt.Sprintf("127.0.0.1:%d", handle.Port)', "req.GetMonitorAddress()");
}

async function buildEngine(folder, output) {
  const options = await getCommand(folder, ENGINE);
  await goBuild(`${ENGINE.module}/${ENGINE.command}`, output, ENGINE, options);
}

/** Each command has a Go module of its own: the two need different versions of the same modules. */
async function getCommand(folder, { module, version, command }) {
  mkdirSync(folder);
  writeFileSync(join(folder, "go.mod"), `module ${command.split("/").at(-1)}-build\n\ngo 1.26\n`);
  const options = { cwd: folder, env: { ...process.env, GOFLAGS: "-mod=mod", GOWORK: "off" } };
  await run("go", ["get", `${module}/${command}@${version}`], options);
  return options;
}

async function goBuild(what, output, { version }, options) {
  const ldflags = `-w -s -X ${VERSION_VARIABLE}=${version}`;
  await run("go", ["build", "-tags", TAGS, "-trimpath", "-ldflags", ldflags, "-o", output, what], options);
}
