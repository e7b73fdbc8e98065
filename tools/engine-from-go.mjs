import { chmodSync, copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildChangedCommand, buildCommand, EXE } from "./go-modules.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The newest version of the engine's module. */
export const ENGINE = { module: "github.com/pulumi/pulumi/pkg/v3", version: "v3.259.0", command: "cmd/pulumi" };

// The last version of the module that held the Node.js language host.
const LANGUAGE_HOST = {
  module: "github.com/pulumi/pulumi/sdk/v3",
  version: "v3.68.0",
  command: "nodejs/cmd/pulumi-language-nodejs",
};

/** Builds the engine and its Node.js language host, and returns the folder that holds the commands. */
export async function buildEngineFromGo(folder) {
  const bin = join(folder, "bin");
  mkdirSync(bin);
  await buildCommand(join(folder, "engine"), join(bin, `pulumi${EXE}`), ENGINE);
  await buildLanguageHost(join(folder, "language-host"), join(bin, `pulumi-language-nodejs${EXE}`));
  // A script of the npm package, which the official release ships beside its commands.
  const script = `pulumi-resource-pulumi-nodejs${process.platform === "win32" ? ".cmd" : ""}`;
  copyFileSync(join(root, "node_modules", "@pulumi", "pulumi", script), join(bin, script));
  chmodSync(join(bin, script), 0o755);
  return bin;
}

/**
 * The language host is older than the engine, and lacks what programs of today use. So it is built from a copy of its
 * sources that also runs policy packs and plugins, and that connects the program with the engine itself, for resource
 * hooks.
 */
function buildLanguageHost(folder, output) {
  return buildChangedCommand(folder, output, LANGUAGE_HOST, withoutLimits, ["run-plugin.go", "fields.go"]);
}

function withoutLimits(source) {
  return source
    .replace(/^func \(host \*nodeLanguageHost\) RunPlugin\([^]*?^}\n/m, "")
    .replace(/(npm\.Install\(.*\n\tif err != nil) \{/, "$1 && !isInstalled(err) {")
    .replace('fmt.Sprintf("127.0.0.1:%d", handle.Port)', "req.GetMonitorAddress()");
}
