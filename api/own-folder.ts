import { randomUUID } from "node:crypto";
import { lstatSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";

/**
 * The folders through which the processes of this user on this machine can coordinate: the first that works is used.
 *
 * @param kind - What they coordinate; each kind has folders of its own.
 * @param parents - Where else there may be one.
 */
export function ownFolders(kind: "slots" | "runs", parents: readonly string[] = []): string[] {
  const name = ["pulumi-cams", process.getuid?.() ?? [], kind].flat().join("-");
  return [tmpdir(), ...parents, ...inHome(".cache")].map((parent) => join(parent, name));
}

/** A folder in the user's home; none if the system does not know the user, as in some containers. */
export function inHome(name: string): string[] {
  try {
    return [join(homedir(), name)];
  } catch {
    return [];
  }
}

/**
 * Does something in the first of several folders in which it works. A folder is created if there is none.
 *
 * @throws Error that says why none of them can be used
 */
export function inFirstUsable<T>(folders: readonly string[], action: (folder: string) => T): T {
  const problems: string[] = [];
  for (const folder of folders) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      if (!isOwnFolder(folder)) throw new Error(`${folder} is not a folder that only this user can access`);
      return action(folder);
    } catch (error) {
      problems.push((error as Error).message);
    }
  }
  throw new Error(problems.join("; "));
}

/**
 * Whether there is a folder that only this user can access. All users of a machine can write to the folder for temporary
 * files, so an existing one may be another user's.
 */
export function isOwnFolder(folder: string): boolean {
  try {
    const found = lstatSync(folder);
    const uid = process.getuid?.();
    return found.isDirectory() && (uid === undefined || (found.uid === uid && (found.mode & 0o077) === 0));
  } catch (error) {
    if (OUT_OF_REACH.has((error as NodeJS.ErrnoException).code)) return false;
    throw error;
  }
}

/** There is no such folder, or none that this user can reach. */
const OUT_OF_REACH: ReadonlySet<string | undefined> = new Set(["ENOENT", "ENOTDIR", "EACCES", "EPERM"]);

/**
 * Removes what a folder holds and has not changed for a day. Another process may do the same, or may just have begun to
 * use what looked unused: so each is set aside first, and put back if it has changed. A failure is left to the next time.
 */
export function removeUnused(folder: string, isInUse: (name: string) => boolean): void {
  for (const name of readdirSync(folder)) {
    const [path, aside] = [join(folder, name), join(folder, `old-${randomUUID()}`)];
    try {
      if (isInUse(name) || !isOld(path)) continue;
      renameSync(path, aside);
      if (isOld(aside)) rmSync(aside, { recursive: true });
      else renameSync(aside, path);
    } catch {
      continue;
    }
  }
}

const UNUSED_MS = 24 * 3_600_000;

function isOld(path: string): boolean {
  return lstatSync(path).mtimeMs < Date.now() - UNUSED_MS;
}
