import { lstatSync, mkdirSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";

/** Where the processes of this user on this machine find each other. */
export function ownFolder(): string {
  const { uid } = userInfo();
  return join(tmpdir(), uid >= 0 ? `pulumi-cams-${uid}` : "pulumi-cams");
}

/**
 * Makes a folder that only this user can look into. Temporary folders are open to all users of a machine, so what has
 * the name already may be somebody else's.
 */
export function makeOwnFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  const { uid } = userInfo();
  if (!found.isDirectory() || (uid >= 0 && (found.uid !== uid || (found.mode & 0o077) !== 0))) {
    throw new Error("it is not a folder of this user alone");
  }
}
