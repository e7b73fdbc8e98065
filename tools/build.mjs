import { createHash } from "node:crypto";
import { chmodSync, existsSync, readdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeBeside } from "./beside.mjs";
import { run, step } from "./step.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const SOURCES = ["sdk", "settings", "api", "provider", "emulator", "testing", "native", "cli"];
const DIST = join(root, "dist");
const STAMP = join(DIST, ".sources");

/** Compiles the sources into dist if they have changed since dist was made. */
export async function build() {
  const wanted = hashOfSources();
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === wanted) return;
  await step("Building", "ten seconds", () =>
    makeBeside(DIST, async (beside) => {
      const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
      await run(process.execPath, [tsc, "-p", "tsconfig.build.json", "--outDir", beside], { cwd: root });
      chmodSync(join(beside, "cli", "index.js"), 0o755);
      chmodSync(beside, 0o755);
      writeFileSync(join(beside, ".sources"), wanted);
      return beside;
    }),
  );
}

function hashOfSources() {
  const hash = createHash("sha256");
  const files = SOURCES.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  const settings = ["package-lock.json", "tsconfig.json", "tsconfig.build.json"].map((name) => join(root, name));
  for (const file of [...files.sort(), ...settings]) {
    hash.update(file.slice(root.length)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

if (realpathSync(process.argv[1]) === realpathSync(fileURLToPath(import.meta.url))) await build();
