import { createHash } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from "node:fs";
import { basename, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeBeside } from "./beside.mjs";
import { run, step } from "./step.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const SOURCES = ["sdk", "settings", "api", "provider", "emulator", "testing", "native", "chat", "page", "cli", "live"];
const ASSETS = [".css", ".svg"];
const DIST = join(root, "dist");
const STAMP = join(DIST, ".sources");

/** Compiles the sources into dist if they have changed since dist was made. */
export async function build() {
  const wanted = hashOfSources();
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === wanted) return;
  await step("Building", "ten seconds", () =>
    makeBeside(DIST, async (beside) => {
      const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
      const compile = (...args) => run(process.execPath, [tsc, ...args], { cwd: root });
      await Promise.all([
        compile("-p", "tsconfig.build.json", "--outDir", beside),
        // The emulator's page, and the chat once more, as modules for browsers.
        compile("-p", "page", "--noEmit", "false", "--outDir", join(beside, "browser")),
      ]);
      for (const folder of ["chat", "page"]) {
        copyAssets(join(root, folder), join(beside, "browser", folder));
        removeIndents(join(beside, "browser", folder));
      }
      // For the file of a preview, which has them in itself.
      for (const folder of ["chat", join("cli", "preview")]) copyAssets(join(root, folder), join(beside, folder));
      copyPreact(join(beside, "browser", "preact"));
      chmodSync(join(beside, "cli", "index.js"), 0o755);
      chmodSync(beside, 0o755);
      writeFileSync(join(beside, ".sources"), wanted);
      return beside;
    }),
  );
}

function copyAssets(from, to) {
  for (const name of readdirSync(from))
    if (ASSETS.includes(extname(name))) copyFileSync(join(from, name), join(to, name));
}

/** A tenth of what browsers would get. No text in these files spans lines: eslint.config.mjs sees to that. */
function removeIndents(folder) {
  for (const file of readdirSync(folder, { recursive: true }).filter((name) => /\.(js|css)$/.test(name))) {
    const path = join(folder, file);
    writeFileSync(path, readFileSync(path, "utf8").replace(/^\s+/gm, ""));
  }
}

/** The emulator serves Preact to browsers, and itself needs only Node.js. */
function copyPreact(to) {
  const preact = join(root, "node_modules", "preact");
  mkdirSync(to);
  for (const file of ["dist/preact.mjs", "hooks/dist/hooks.mjs", "jsx-runtime/dist/jsxRuntime.mjs", "LICENSE"]) {
    copyFileSync(join(preact, file), join(to, basename(file)));
  }
}

function hashOfSources() {
  const hash = createHash("sha256");
  const files = SOURCES.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && [".ts", ".tsx", ...ASSETS].includes(extname(entry.name)))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  const settings = ["package-lock.json", "tsconfig.json", "tsconfig.build.json", join("page", "tsconfig.json")].map(
    (name) => join(root, name),
  );
  for (const file of [...files.sort(), ...settings]) {
    hash.update(file.slice(root.length)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

if (realpathSync(process.argv[1]) === realpathSync(fileURLToPath(import.meta.url))) await build();
