import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pack } from "./pack.mjs";
import { runNpm } from "./step.mjs";
import { main, setUp } from "./setup.mjs";

const LARGEST = 5;

/** `npm run size`: the size of the package in the registry, and of an installation without its peers. */
await main(async () => {
  await setUp({ engine: false });
  const folder = mkdtempSync(join(tmpdir(), "pulumi-cams-size-"));
  try {
    const { tarball, size, unpackedSize, entryCount } = await pack(folder);
    say("tarball", size, `${entryCount} files`);
    say("unpacked", unpackedSize);
    const packages = await install(folder, tarball);
    const total = packages.reduce((sum, { bytes }) => sum + bytes, 0);
    say("installed", total, `${packages.length} packages, of which the largest are`);
    for (const { name, bytes } of packages.slice(0, LARGEST)) say(`  ${name}`, bytes);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return 0;
});

/** The packages that an installation brings, the largest first. */
async function install(folder, tarball) {
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  await runNpm(["install", "--prefix", folder, "--omit=peer", ...quiet, tarball]);
  const sizes = new Map();
  const modules = join(folder, "node_modules");
  for (const entry of readdirSync(modules, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const [, name] = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(path) ?? [];
    if (name !== undefined) sizes.set(name, (sizes.get(name) ?? 0) + statSync(path).size);
  }
  return [...sizes].map(([name, bytes]) => ({ name, bytes })).sort((one, other) => other.bytes - one.bytes);
}

function say(what, bytes, more = "") {
  const size = bytes < 1e6 ? `${Math.round(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
  process.stdout.write(`${what.padEnd(32)}${size.padStart(8)}  ${more}`.trimEnd() + "\n");
}
