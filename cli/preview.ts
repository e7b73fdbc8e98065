import type { Command } from "commander";
import { UsageError } from "./command-line/usage-error.js";

/** `pulumi-cams preview`: shows what a stack is about to do to its numbers, as a page or a comment. */
export function addPreview(program: Command): void {
  program
    .command("preview")
    .summary("show what customers will see once a stack is deployed")
    .description(DESCRIPTION)
    .option("--stack <NAME>", "the stack to preview (default: the selected stack)")
    .option(
      "--from <FILE>",
      "what `pulumi preview --json --show-sames` wrote, or - for standard input, instead of a new preview",
    )
    .option("--html <FILE>", `the page to write (default: ${DEFAULT_HTML}, unless --markdown is given)`)
    .option("--markdown <FILE>", "also write Markdown for a pull request or a job summary; - for standard output")
    .option("--open", "open the page")
    .action(preview);
}

const DEFAULT_HTML = "pulumi-cams-preview.html";

const DESCRIPTION = `\
Runs \`pulumi preview\`, and writes what it says as one HTML file: problems first, then each distinct change with the \
numbers that have it, and the chat before and after. Changes nothing, and makes no call.

Exit status: that of \`pulumi preview\`; with --from, 1 if the preview has an error, or else 0. It is 2 for an invalid \
command line.`;

interface PreviewFlags {
  stack?: string;
  from?: string;
  html?: string;
  markdown?: string;
  open?: boolean;
}

async function preview({ stack, from, html, markdown, open = false }: PreviewFlags): Promise<void> {
  if (html === "-") throw new UsageError("--html needs the name of a file; only --markdown can be standard output.");
  // Loads Preact, which other commands do not need.
  const { previewStack } = await import("./preview/preview-stack.js");
  const isPageWanted = markdown === undefined || open;
  process.exitCode = await previewStack({
    stack,
    from,
    html: html ?? (isPageWanted ? DEFAULT_HTML : undefined),
    markdown,
    isToOpen: open,
  });
}
