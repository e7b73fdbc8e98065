import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { LiveOutput } from "../command-line/live-output.js";
import { widthOf } from "../command-line/wrap.js";
import { readDocument } from "../stack/preview-document.js";
import { readPreview, type PreviewOutput } from "../stack/preview.js";
import { changesIn, type StackChanges } from "./changes.js";
import { writeHtml } from "./document.js";
import { MOST_CHARACTERS, writeMarkdown } from "./markdown.js";
import { openFile } from "./open-file.js";
import { errorOf } from "./problems.js";
import { stackNamed } from "./stack-name.js";
import { summarize } from "./summary.js";

/** What to preview, and what to write. */
export interface PreviewOptions {
  /** What `pulumi preview --json` wrote; a new preview when left out. */
  from: string | undefined;
  stack: string | undefined;
  html: string | undefined;
  /** `-` is standard output. */
  markdown: string | undefined;
  isToOpen: boolean;
}

/**
 * Shows what a stack is about to do. The files are written whatever comes of the preview.
 *
 * @returns Pulumi's exit status
 * @throws Error if `pulumi` cannot be run, or a file cannot be read or written
 */
export async function previewStack(options: PreviewOptions): Promise<number> {
  const { from, stack, html, markdown } = options;
  const output = await readWithProgress(from, stack);
  if (output.errorOutput) process.stderr.write(output.errorOutput);
  const changes = withFailure(from === undefined ? ofRun(output, stack) : changesIn(readDocument(output.text)), output);
  if (html !== undefined) write(html, writeHtml(changes));
  if (markdown !== undefined) write(markdown, writeMarkdown(changes, mostCharacters()));
  const files = [html, markdown].filter((file) => file !== undefined && file !== STANDARD_OUTPUT) as string[];
  const summaryStream = markdown === STANDARD_OUTPUT ? process.stderr : process.stdout;
  summaryStream.write(summarize(changes, files, widthOf(summaryStream)));
  if (options.isToOpen && html !== undefined && !(await openFile(resolve(html)))) {
    process.stderr.write(`Nothing here opens it: open ${html} in a browser.\n`);
  }
  return output.status ?? (changes.isIncomplete ? 1 : 0);
}

const STANDARD_OUTPUT = "-";

async function readWithProgress(from: string | undefined, stack: string | undefined): Promise<PreviewOutput> {
  const progress = new LiveOutput();
  if (from === undefined) progress.showProgress("Running `pulumi preview`");
  try {
    return await readPreview(from, stack);
  } finally {
    progress.clearProgress();
  }
}

/** Pulumi may fail before it writes a preview, and that is then what there is to say. */
function ofRun({ text, lastError }: PreviewOutput, stack: string | undefined): StackChanges {
  if (text.trim() !== "") return changesIn(readDocument(text));
  const problem = errorOf(lastError ? `${lastError}.` : "Pulumi failed before the preview began.");
  return {
    stack: stackNamed(stack),
    problems: [problem],
    isIncomplete: true,
    changes: [],
    unchanged: 0,
    others: 0,
  };
}

function withFailure(changes: StackChanges, { status = 0 }: PreviewOutput): StackChanges {
  if (status === 0 || changes.isIncomplete) return changes;
  const problem = errorOf(`Pulumi ended with ${status} and no error in the preview. Its standard error says more.`);
  return { ...changes, problems: [problem, ...changes.problems], isIncomplete: true };
}

/** https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/: it takes comments of 32,768 characters. */
function mostCharacters(): number {
  return process.env["BITBUCKET_BUILD_NUMBER"] === undefined ? MOST_CHARACTERS : 32_000;
}

function write(file: string, text: string): void {
  if (file === STANDARD_OUTPUT) {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new Error(`Could not write ${file}: ${(error as NodeJS.ErrnoException).code}.`, { cause: error });
  }
}
