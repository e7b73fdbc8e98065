import { chmodSync, copyFileSync, cpSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ENGINE } from "./engine-from-go.mjs";
import { buildChangedCommand, buildCommand, EXE, getCommand, goBuild } from "./go-modules.mjs";
import { run } from "./step.mjs";

const tools = fileURLToPath(new URL(".", import.meta.url));
const SDK = "github.com/pulumi/pulumi/sdk/v3";

// The newest version, and the last ones of the module that held the hosts for Python and Go.
const YAML = {
  module: "github.com/pulumi/pulumi-yaml",
  version: "v1.32.0",
  command: "cmd/pulumi-language-yaml",
  versionVariable: "github.com/pulumi/pulumi-yaml/pkg/version.Version",
};
const PYTHON = { module: SDK, version: "v3.68.0", command: "python/cmd/pulumi-language-python" };
const GO = { module: SDK, version: "v3.66.0", command: "go/pulumi-language-go" };

/** The commands that an official release has beside its engine. */
export const LANGUAGE_HOSTS = ["yaml", "python", "go"].map((language) => `pulumi-language-${language}${EXE}`);

/** Builds the language hosts for YAML, Python and Go, and returns the folder that holds the commands. */
export async function buildLanguageHosts(folder) {
  const bin = join(folder, "bin");
  mkdirSync(bin);
  const [yaml, python, go] = LANGUAGE_HOSTS.map((name) => join(bin, name));
  await buildCommand(join(folder, "yaml"), yaml, YAML);
  await buildCommand(join(folder, "python"), python, PYTHON);
  await copyExecutor(join(folder, "python"), bin);
  // Older than the engine, like the one for Node.js: it would build an unchanged program again in every run.
  await buildChangedCommand(join(folder, "go"), go, GO, withBuildTarget, ["build-target.go", "fields.go"]);
  return bin;
}

/** The script in which Python programs run. */
async function copyExecutor(module, bin) {
  const sources = await run("go", ["list", "-m", "-f", "{{.Dir}}", SDK], { cwd: module });
  const script = "pulumi-language-python-exec";
  copyFileSync(join(sources.trim(), "python", "cmd", script), join(bin, script));
  chmodSync(join(bin, script), 0o755);
}

function withBuildTarget(source) {
  return source.replace(
    /^func \(host \*goLanguageHost\) Run\(.*\n/m,
    "$&\ttarget, err := buildTarget(req)\n\tif err != nil {\n\t\treturn nil, err\n\t}\n\thost.buildTarget = target\n",
  );
}

/** Builds the command that writes SDKs and programs, and the one that reads YAML for it, and returns their folder. */
export async function buildCodeGenerator(folder) {
  const bin = join(folder, "bin");
  const build = async (name, uses, sources) => {
    const options = await getCommand(join(folder, name), uses);
    for (const source of sources) copyFileSync(join(tools, source), join(options.cwd, basename(source)));
    await goBuild(".", join(bin, `${name}${EXE}`), uses, options);
  };
  const schema = "code-generator/schema.go";
  await build("code-generator", { ...ENGINE, command: "codegen/python" }, ["code-generator/main.go", schema]);
  await build("yaml-to-pcl", { ...YAML, command: "pkg/pulumiyaml/codegen" }, ["yaml-to-pcl/main.go", schema]);
  return bin;
}

/**
 * Compiles a Go program with the plugin's SDK, which leaves Pulumi's SDK in Go's own cache, and returns a folder with
 * the `go.mod` and the `go.sum` of such a program, which has the plugin's SDK where `pulumi package add` puts it.
 */
export async function compileGoProgram(folder, sdk) {
  const program = join(folder, "program");
  cpSync(sdk, join(program, "sdks", "cams"), { recursive: true });
  writeFileSync(
    join(program, "main.go"),
    `package main\n\nimport (\n\t_ "${PLUGIN_SDK}/cams"\n\t"${SDK}/go/pulumi"\n\t_ "${SDK}/go/pulumi/config"\n)\n\nfunc main() { pulumi.Run(nil) }\n`,
  );
  writeFileSync(
    join(program, "go.mod"),
    `module program\n\ngo 1.25\n\nrequire ${SDK} ${ENGINE.version}\n\nreplace ${PLUGIN_SDK} => ./sdks/cams\n`,
  );
  const options = { cwd: program, env: { ...process.env, GOFLAGS: "-trimpath", GOWORK: "off" } };
  await run("go", ["mod", "tidy"], options);
  await run("go", ["build", "-o", join(folder, "built"), "."], options);
  const whole = join(folder, "whole");
  mkdirSync(whole);
  for (const name of ["go.mod", "go.sum"]) copyFileSync(join(program, name), join(whole, name));
  return whole;
}

const PLUGIN_SDK = "example.com/pulumi-cams/sdk/go";
