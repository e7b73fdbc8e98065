import { accessSync, constants, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Creates the output folder and checks that the files can be written to it, before the reads, which can take an hour.
 *
 * @param folder - Created if it does not exist.
 * @param names - The files that will be written.
 * @param isForced - Whether files with these names may be overwritten.
 */
export function prepareFolder(folder: string, names: readonly string[], isForced: boolean): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    throw new Error(`Cannot write to ${folder}: ${code}. Choose another folder with --out.`, { cause: error });
  }
  requireFree(folder, names, isForced);
}

/**
 * Writes all files or none: each under a temporary name first, removed again if one cannot be written. Checks once more
 * that the names are free.
 */
export function writeFiles(folder: string, files: readonly OutputFile[], isForced: boolean): void {
  const names = files.map(({ name }) => name);
  requireFree(folder, names, isForced);
  const temporary = (name: string) => join(folder, `.${name}.${process.pid}`);
  try {
    for (const { name, text, mode = 0o666 } of files) writeFileSync(temporary(name), text, { mode, flag: "wx" });
    for (const name of names) renameSync(temporary(name), join(folder, name));
  } finally {
    for (const name of names) rmSync(temporary(name), { force: true });
  }
}

/** A file to write. */
export interface OutputFile {
  name: string;
  text: string;
  /**
   * File permissions before the umask.
   *
   * @default 0o666
   */
  mode?: number;
}

function requireFree(folder: string, names: readonly string[], isForced: boolean): void {
  const taken = names.filter((name) => {
    const status = statSync(join(folder, name), { throwIfNoEntry: false });
    return status !== undefined && !(isForced && status.isFile());
  });
  if (taken.length === 0) return;
  const exist = taken.length === 1 ? "already exists" : "already exist";
  const advice = `Choose another folder with --out${isForced ? "" : ", or pass --force to overwrite"}.`;
  throw new Error(`${taken.join(" and ")} ${exist}. ${advice}`);
}
