import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Variables that let processes of Node.js share the code that they compile during this run of the tests. */
export function sharedCode(): Record<string, string> {
  const folder = join(tmpdir(), "pulumi-cams-code");
  mkdirSync(folder, { recursive: true });
  const preload = `--require=${join(__dirname, "code-cache.cjs")}`;
  return { NODE_OPTIONS: preload, CODE_CACHE: folder, TS_NODE_CACHE_DIRECTORY: folder };
}
