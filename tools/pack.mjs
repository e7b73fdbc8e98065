import { join } from "node:path";
import { runNpm } from "./step.mjs";
import { root } from "./setup.mjs";

/** Packs what `npm publish` would publish into a folder: the tarball's path, its sizes in bytes, and its files. */
export async function pack(folder) {
  const answer = await runNpm(["pack", "--ignore-scripts", "--json", "--pack-destination", folder], { cwd: root });
  const [{ filename, size, unpackedSize, entryCount }] = JSON.parse(answer);
  return { tarball: join(folder, filename), size, unpackedSize, entryCount };
}
