import { execFile, type ExecFileException } from "node:child_process";
import { scrub } from "../../api/wire/scrub.js";

/** Runs `pulumi` without questions, and collects what it writes. */
export async function startPulumi(args: readonly string[], options: PulumiOptions): Promise<Ended> {
  const { stack, folder, environment = process.env, seconds = 0 } = options;
  const allArgs = [...args, "--non-interactive", ...(stack ? ["--stack", stack] : [])];
  const env: NodeJS.ProcessEnv = { ...environment, PULUMI_SKIP_UPDATE_CHECK: "true" };
  // With it, a preview has one event a line, with the engine's debug messages, which show secrets.
  delete env["PULUMI_ENABLE_STREAMING_JSON_PREVIEW"];
  return await new Promise((done) => {
    const limits = { cwd: folder, env, timeout: seconds * 1000, maxBuffer: LARGEST_BYTES };
    execFile("pulumi", allArgs, limits, (error, output, errorOutput) => {
      done({ error, output, errorOutput });
    });
  });
}

interface PulumiOptions {
  /** The stack's name; the selected one when left out. */
  stack?: string | undefined;
  folder?: string;
  environment?: NodeJS.ProcessEnv;
  /** How long it may take; any time when left out. */
  seconds?: number;
}

interface Ended {
  /** Null if it ended with status 0. */
  error: ExecFileException | null;
  output: string;
  errorOutput: string;
}

/** A preview of a thousand numbers with thirty long commands each is 14 MB. */
const LARGEST_BYTES = 1024 * 1024 * 1024;

/** The last line that `pulumi` wrote to standard error, without what may be secret. */
export function lastLineOf(errorOutput: string): string {
  const line = errorOutput.trim().split("\n").at(-1) ?? "";
  // The URL of a backend can contain a password.
  const text = scrub(line.replace(/\b[\w+.-]+:\/\/\S+/g, "[address]"), []);
  return text.replace(/^error: /, "").replace(/\.$/, "");
}
