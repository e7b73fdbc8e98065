import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What `make` returned when it was first called during this run of the tests, in whichever test file that was. */
export async function once<T>(name: string, make: () => Promise<T>): Promise<T> {
  const file = join(tmpdir(), `pulumi-cams-${name}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as T;
  const made = await make();
  // Two workers may both make one; either serves.
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(made));
  renameSync(`${file}.${process.pid}`, file);
  return made;
}
