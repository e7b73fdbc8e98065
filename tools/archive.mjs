import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./step.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const FILES = ["PulumiPlugin.yaml", "index.js", "pulumi-resource-cams", "pulumi-resource-cams.cmd"];
const PLATFORMS = ["darwin", "linux", "windows"].flatMap((system) => [`${system}-amd64`, `${system}-arm64`]);

/**
 * Writes the plugin's archives into a folder: one per platform, as Pulumi asks for them by name, with equal content. Pulumi
 * runs npm in what it unpacks.
 *
 * Usage: node tools/archive.mjs FOLDER [what npm installs as pulumi-cams; by default this version]
 */
const [folder, source] = process.argv.slice(2);
const { name, version, peerDependencies, devDependencies } = JSON.parse(
  readFileSync(join(root, "package.json"), "utf8"),
);
const content = mkdtempSync(join(tmpdir(), "pulumi-cams-archive-"));
try {
  for (const file of FILES) copyFileSync(join(root, "plugin", file), join(content, file));
  chmodSync(join(content, "pulumi-resource-cams"), 0o755);
  const plugin = JSON.parse(readFileSync(join(root, "plugin", "package.json"), "utf8"));
  // The peers in the versions of the tests, not in the newest, which may need a newer Node.js.
  const peers = Object.keys(peerDependencies).map((peer) => [peer, devDependencies[peer]]);
  const dependencies = { [name]: source ?? version, ...Object.fromEntries(peers) };
  writeFileSync(
    join(content, "package.json"),
    `${JSON.stringify({ ...plugin, version, dependencies }, undefined, 2)}\n`,
  );
  const archive = join(content, "archive.tar.gz");
  await run("tar", ["-czf", archive, ...FILES, "package.json"], { cwd: content });
  mkdirSync(resolve(folder), { recursive: true });
  for (const platform of PLATFORMS) {
    copyFileSync(archive, join(folder, `pulumi-resource-cams-v${version}-${platform}.tar.gz`));
  }
} finally {
  rmSync(content, { recursive: true, force: true });
}
