import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { UsageError } from "./usage-error.js";

/**
 * Reads the file that a flag names.
 *
 * @param from - A file, or `-` for standard input.
 * @throws UsageError if it cannot be read
 */
export async function readText(from: string): Promise<string> {
  return decode(await readAll(from));
}

async function readAll(from: string): Promise<Buffer> {
  try {
    return from === "-" ? await buffer(process.stdin) : await readFile(from);
  } catch (error) {
    throw new UsageError(
      `Could not read ${from === "-" ? "standard input" : from}: ${(error as NodeJS.ErrnoException).code}.`,
    );
  }
}

/** PowerShell redirects as UTF-16. */
function decode(bytes: Buffer): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? "utf-16le" : "utf-8").decode(bytes);
}
