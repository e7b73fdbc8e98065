import { lstatSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where the processes of this user on this machine find each other. */
export function ownFolder(): string {
  const uid = process.getuid?.();
  return join(tmpdir(), uid === undefined ? "pulumi-cams" : `pulumi-cams-${uid}`);
}

/**
 * Makes a folder that only this user can look into. Temporary folders are open to all users of a machine, so what has
 * the name already may be somebody else's.
 */
export function makeOwnFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  const uid = process.getuid?.();
  if (!found.isDirectory() || (uid !== undefined && (found.uid !== uid || (found.mode & 0o077) !== 0))) {
    throw new Error("it is not a folder of this user alone");
  }
}
