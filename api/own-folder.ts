import { lstatSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The folder through which the processes of this user on this machine coordinate. */
export function ownFolder(): string {
  const uid = process.getuid?.();
  return join(tmpdir(), uid === undefined ? "pulumi-cams" : `pulumi-cams-${uid}`);
}

/**
 * Creates a folder that only this user can access. All users of a machine can write to the folder for temporary files,
 * so an existing one may be another user's.
 */
export function makeOwnFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  const uid = process.getuid?.();
  if (!found.isDirectory() || (uid !== undefined && (found.uid !== uid || (found.mode & 0o077) !== 0))) {
    throw new Error("it is not a folder that only this user can access");
  }
}
