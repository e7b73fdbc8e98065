import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** Finds the nearest folder that has a file with one of these names: the given folder or one above it. */
export function findUpwards(folder: string, names: readonly string[]): string | undefined {
  if (names.some((name) => existsSync(join(folder, name)))) return folder;
  return dirname(folder) === folder ? undefined : findUpwards(dirname(folder), names);
}
