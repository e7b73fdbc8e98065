import { execFile } from "node:child_process";
import { readText } from "../command-line/read-text.js";
import { lastLineOf } from "./run-pulumi.js";

/** What `pulumi preview --json` wrote, and how it ended. */
export interface PreviewOutput {
  text: string;
  /** Pulumi's exit status; undefined if the text comes from a file. */
  status?: number;
  /** The last line on standard error: a mistake of before the run, such as a wrong passphrase. */
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

function runPreview(stack: string | undefined): Promise<PreviewOutput> {
  const args = ["preview", "--json", "--show-sames", "--non-interactive", ...(stack ? ["--stack", stack] : [])];
  const env: NodeJS.ProcessEnv = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  // With it, the engine writes one event a line, in another form.
  delete env["PULUMI_ENABLE_STREAMING_JSON_PREVIEW"];
  return new Promise((resolve, reject) => {
    execFile("pulumi", args, { env, maxBuffer: LARGEST_BYTES }, (error, text, errorOutput) => {
      const lastError = lastLineOf(errorOutput);
      if (error === null) resolve({ text, status: 0, lastError });
      else if (typeof error.code === "number") resolve({ text, status: error.code, lastError });
      else if (error.code === "ENOENT") reject(new Error("`pulumi` is not on PATH. Install it, or use --from."));
      else reject(new Error("`pulumi preview` was interrupted."));
    });
  });
}

/** A thousand numbers with thirty long commands each are 14 MB. */
const LARGEST_BYTES = 1024 * 1024 * 1024;
