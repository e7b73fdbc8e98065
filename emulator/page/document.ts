import { createHash } from "node:crypto";

const PREACT = "/_emulator/preact";

/** Where the page's modules find Preact: browsers have no node_modules. */
const IMPORT_MAP = JSON.stringify({
  imports: {
    preact: `${PREACT}/preact.mjs`,
    "preact/hooks": `${PREACT}/hooks.mjs`,
    "preact/jsx-runtime": `${PREACT}/jsxRuntime.mjs`,
  },
});

/** The page before its program runs. Browsers get all modules at once, instead of finding one in the other. */
export function documentWith(modules: readonly string[]): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>pulumi-cams emulator</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <link rel="icon" href="/_emulator/page/icon.svg">
    <link rel="stylesheet" href="/_emulator/chat/chat.css">
    <link rel="stylesheet" href="/_emulator/page/page.css">
    <script type="importmap">${IMPORT_MAP}</script>
    ${modules.map((path) => `<link rel="modulepreload" href="/_emulator${path}">`).join("\n    ")}
    <script type="module" src="/_emulator/page/index.js"></script>
  </head>
  <body>
    <div id="app"><noscript>This page needs JavaScript.</noscript></div>
  </body>
</html>
`;
}

/** The page loads nothing but the emulator's own files, runs no script of a tenant's text, and cannot be framed. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `script-src 'self' 'sha256-${createHash("sha256").update(IMPORT_MAP).digest("base64")}'`,
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");
