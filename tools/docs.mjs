import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { run } from "./step.mjs";
import { main, root, setUp } from "./setup.mjs";

const DOCS = join(root, "docs", "api");

const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });

/**
 * `npm run docs`: generates the API reference in docs/api from the docstrings, of which none may be missing. With
 * `--check`, checks that it is current.
 */
await main(async () => {
  await setUp({ engine: false });
  if (values.check) await check();
  else await generate(DOCS);
  return 0;
});

async function generate(folder) {
  const typedoc = join(root, "node_modules", "typedoc", "bin", "typedoc");
  await run(process.execPath, [typedoc, "--logLevel", "Warn", "--out", folder], { cwd: root });
}

async function check() {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-cams-docs-"));
  try {
    await generate(folder);
    if (pagesOf(folder) !== pagesOf(DOCS)) {
      throw new Error("docs/api does not match the docstrings. Run `npm run docs`, and commit the result.");
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every page with its name, as one text. */
function pagesOf(folder) {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length));
  return JSON.stringify(names.sort().map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}
