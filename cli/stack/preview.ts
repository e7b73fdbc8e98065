import { readText } from "../command-line/read-text.js";
import { lastLineOf, startPulumi } from "./start-pulumi.js";

/** What `pulumi preview --json` wrote, and how it ended. */
export interface PreviewOutput {
  text: string;
  /** Pulumi's exit status; undefined if the text comes from a file. */
  status?: number;
  /** What Pulumi wrote to standard error. */
  errorOutput?: string;
  /** The last line of that: a mistake of before the run, such as a wrong passphrase. */
  lastError?: string;
}

/**
 * Runs `pulumi preview --json` in this folder, or takes what it wrote earlier.
 *
 * @param from - A file, or `-` for standard input.
 * @param stack - The stack's name; the selected one when left out.
 * @throws UsageError if the file cannot be read
 * @throws Error if `pulumi` cannot be run
 */
export async function readPreview(from: string | undefined, stack: string | undefined): Promise<PreviewOutput> {
  return from === undefined ? await runPreview(stack) : { text: await readText(from) };
}

async function runPreview(stack: string | undefined): Promise<PreviewOutput> {
  const { error, output, errorOutput } = await startPulumi(["preview", "--json", "--show-sames"], { stack });
  const ran = { text: output, errorOutput, lastError: lastLineOf(errorOutput) };
  if (error === null) return { ...ran, status: 0 };
  if (typeof error.code === "number") return { ...ran, status: error.code };
  if (error.code === "ENOENT") throw new Error("`pulumi` is not on PATH. Install it, or use --from.");
  throw new Error("`pulumi preview` was interrupted.");
}
