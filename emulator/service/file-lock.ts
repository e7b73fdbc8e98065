import { createHash, randomBytes } from "node:crypto";
import { readdirSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { basename, dirname, join, relative } from "node:path";

/**
 * Locks a file for this process. Returns what unlocks it, or undefined if another process has it. The lock is a socket
 * beside the file. When a process is killed, nothing listens there any more, and the next process removes the socket.
 */
export async function lockFile(path: string): Promise<(() => void) | undefined> {
  const own = `${basename(path)}.lock-${randomBytes(4).toString("hex")}`;
  const unlock = await listen(process.platform === "win32" ? pipeOf(path) : join(dirname(path), own));
  // Each process listens before it looks for others, so of two at the same time at least one sees the other.
  for (const other of socketsBeside(path)) {
    if (basename(other) === own) continue;
    if (await isListening(other)) {
      unlock?.();
      return undefined;
    }
    rmSync(other, { force: true });
  }
  return unlock;
}

// Windows has pipes with names of their own, which disappear with their process.
function pipeOf(path: string): string {
  return `\\\\.\\pipe\\pulumi-cams-${createHash("sha256").update(path.toLowerCase()).digest("hex")}`;
}

function listen(path: string): Promise<(() => void) | undefined> {
  const server = createServer((socket) => socket.destroy());
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(undefined);
      else reject(error);
    });
    server.listen(shortest(path), () => {
      server.unref();
      resolve(() => server.close());
    });
  });
}

function socketsBeside(path: string): string[] {
  const prefix = `${basename(path)}.lock-`;
  const entries = readdirSync(dirname(path), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isSocket() && entry.name.startsWith(prefix))
    .map(({ name }) => join(dirname(path), name));
}

function isListening(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(shortest(path));
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", (error: NodeJS.ErrnoException) => {
      resolve(error.code !== "ECONNREFUSED" && error.code !== "ENOENT");
    });
  });
}

// Longer paths are cut off without an error: unix(7). macOS has the lowest limit.
const LONGEST_PATH = 103;

function shortest(path: string): string {
  const fromHere = relative("", path);
  const shorter = fromHere.length < path.length ? fromHere : path;
  if (process.platform !== "win32" && Buffer.byteLength(shorter) > LONGEST_PATH)
    throw new Error("its path is too long for a lock. Start the emulator in the file's folder");
  return shorter;
}
