import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Variables that save the processes of the engine work: they share the code that they compile during this run of the
 * tests, and do not check types, which `npm run check` does for the examples and other tests for the rest.
 */
export function sharedCode(): Record<string, string> {
  const folder = join(tmpdir(), "pulumi-cams-code");
  mkdirSync(folder, { recursive: true });
  const preload = `--require=${join(__dirname, "code-cache.cjs")}`;
  return {
    NODE_OPTIONS: preload,
    CODE_CACHE: folder,
    TS_NODE_CACHE_DIRECTORY: folder,
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
  };
}
