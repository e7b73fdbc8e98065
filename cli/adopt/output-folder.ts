import { accessSync, constants, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A file to write. */
export interface OutputFile {
  name: string;
  text: string;
  /** Who may read it; by default all whom the user's own setting allows. */
  mode?: number;
}

/**
 * Makes a folder ready for files that are written later, so that nobody waits for what cannot be kept then.
 *
 * @param folder - Is made if it is not there.
 * @param names - The files to come.
 * @param isForced - Whether files of these names may be overwritten.
 */
export function prepareFolder(folder: string, names: readonly string[], isForced: boolean): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    throw new Error(`${folder} cannot be written to: ${code}. Choose another folder with --out.`, { cause: error });
  }
  requireFree(folder, names, isForced);
}

/** Fails when a file of these names is there, and may not be overwritten. */
function requireFree(folder: string, names: readonly string[], isForced: boolean): void {
  const found = names.flatMap((name) => {
    const status = statSync(join(folder, name), { throwIfNoEntry: false });
    return status === undefined || (isForced && status.isFile()) ? [] : [name];
  });
  if (found.length === 0) return;
  const cure = isForced ? "." : ", or write --force to overwrite.";
  throw new Error(
    `${found.join(" and ")} ${found.length === 1 ? "is" : "are"} there already. Choose another folder with --out${cure}`,
  );
}

/**
 * Writes all files or none: under other names first, which are taken away again when one cannot be written. Looks again
 * whether the names are free, since the reads in between can take an hour.
 */
export function writeFiles(folder: string, files: readonly OutputFile[], isForced: boolean): void {
  requireFree(
    folder,
    files.map(({ name }) => name),
    isForced,
  );
  const pending = files.map((file) => ({
    ...file,
    path: join(folder, file.name),
    beside: besideOf(folder, file.name),
  }));
  try {
    for (const { beside, text, mode = 0o666 } of pending) writeFileSync(beside, text, { mode, flag: "wx" });
    for (const { beside, path } of pending) renameSync(beside, path);
  } finally {
    for (const { beside } of pending) rmSync(beside, { force: true });
  }
}

function besideOf(folder: string, name: string): string {
  return join(folder, `.${name}.${process.pid}`);
}
