import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { renderToString } from "preact-render-to-string";
import type { StackChanges } from "./changes.js";
import { PreviewPage } from "./page.js";

/**
 * Draws what a stack is about to do as one self-contained HTML file: it has no script, loads nothing, and shows
 * everything that a tenant can write as text.
 */
export function writeHtml(changes: StackChanges): string {
  const css = [join("..", "..", "chat", "chat.css"), "preview.css"]
    .map((file) => readFileSync(join(__dirname, file), "utf8"))
    .join("\n")
    // As a browser reads it, from which the hash is made.
    .replaceAll("\r\n", "\n");
  const hash = createHash("sha256").update(css).digest("base64");
  const document = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta
          http-equiv="Content-Security-Policy"
          content={`default-src 'none'; style-src 'sha256-${hash}'; ${NO_WAY_OUT}`}
        />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>{titleOf(changes)}</title>
        <style dangerouslySetInnerHTML={{ __html: css }} />
      </head>
      <body>
        <PreviewPage changes={changes} />
      </body>
    </html>
  );
  return `<!doctype html>\n${renderToString(document)}\n`;
}

const NO_WAY_OUT = "base-uri 'none'; form-action 'none'";

function titleOf({ stack }: StackChanges): string {
  return stack === undefined ? "Preview" : `Preview of ${stack.project}/${stack.stack}`;
}
