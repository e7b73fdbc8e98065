import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./step.mjs";

export const EXE = process.platform === "win32" ? ".exe" : "";

const TAGS = "osusergo grpcnotrace";
const VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";
const OLDEST_MINOR = 26;

const ownSources = fileURLToPath(new URL("language-host", import.meta.url));

/** Throws unless a Go toolchain that can build the engine is there. */
export async function requireGo() {
  const answer = await run("go", ["version"]);
  const [, major, minor] = /go(\d+)\.(\d+)/.exec(answer) ?? [];
  if (Number(major) < 1 || (Number(major) === 1 && Number(minor) < OLDEST_MINOR)) {
    throw new Error(`go 1.${OLDEST_MINOR} or newer is needed, and this is ${answer.trim()}`);
  }
}

/** Builds a command of a module. */
export async function buildCommand(folder, output, command) {
  const options = await getCommand(folder, command);
  await goBuild(`${command.module}/${command.command}`, output, command, options);
}

/** Builds a command from a copy of its sources, each of them changed, with further sources from `tools/language-host`. */
export async function buildChangedCommand(folder, output, command, change, additions) {
  const options = await getCommand(folder, command);
  const sources = (await run("go", ["list", "-f", "{{.Dir}}", `${command.module}/${command.command}`], options)).trim();
  for (const name of readdirSync(sources).filter((file) => file.endsWith(".go") && !file.endsWith("_test.go"))) {
    writeFileSync(join(folder, name), change(readFileSync(join(sources, name), "utf8")));
  }
  for (const name of additions) copyFileSync(join(ownSources, name), join(folder, name));
  await goBuild(".", output, command, options);
}

/**
 * Makes a Go module for a command, and returns the options with which Go runs there. Each command has one of its own:
 * they need different versions of the same modules.
 */
export async function getCommand(folder, { module, version, command }) {
  mkdirSync(folder);
  writeFileSync(join(folder, "go.mod"), `module ${command.split("/").at(-1)}-build\n\ngo 1.${OLDEST_MINOR}\n`);
  const options = { cwd: folder, env: { ...process.env, GOFLAGS: "-mod=mod", GOWORK: "off" } };
  await run("go", ["get", `${module}/${command}@${version}`], options);
  return options;
}

export async function goBuild(what, output, { version, versionVariable = VERSION_VARIABLE }, options) {
  const ldflags = `-w -s -X ${versionVariable}=${version}`;
  await run("go", ["build", "-tags", TAGS, "-trimpath", "-ldflags", ldflags, "-o", output, what], options);
}
