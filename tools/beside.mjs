import { mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Creates a folder under another name and renames it when it is complete, so that an interruption leaves nothing
 * half-made. `make` fills the folder that it is given, and returns the one to rename: that folder, or one below it.
 */
export async function makeBeside(folder, make) {
  mkdirSync(dirname(folder), { recursive: true });
  const beside = mkdtempSync(`${folder}-`);
  const clean = () => rmSync(beside, { recursive: true, force: true, maxRetries: 3 });
  const interrupted = () => {
    clean();
    process.exit(130);
  };
  process.once("SIGINT", interrupted).once("SIGTERM", interrupted);
  try {
    const whole = await make(beside);
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    renameSync(whole, folder);
  } finally {
    process.off("SIGINT", interrupted).off("SIGTERM", interrupted);
    clean();
  }
}
