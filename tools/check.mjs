import { join } from "node:path";
import { runHere } from "./step.mjs";
import { main, root, setUp } from "./setup.mjs";

const CHECKS = [
  ["types", "node_modules/typescript/bin/tsc", ["-p", "tsconfig.json"]],
  ["types of the page", "node_modules/typescript/bin/tsc", ["-p", "page"]],
  ["lint", "node_modules/eslint/bin/eslint.js", ["--max-warnings=0", "."]],
  [
    "imports",
    "node_modules/dependency-cruiser/bin/dependency-cruise.mjs",
    [
      "--config",
      ".dependency-cruiser.mjs",
      "--output-type",
      "err-long",
      "sdk",
      "settings",
      "api",
      "provider",
      "emulator",
      "testing",
      "native",
      "chat",
      "page",
      "cli",
      "live",
    ],
  ],
  ["format", "node_modules/prettier/bin/prettier.cjs", ["--check", "--log-level=warn", "."]],
  ["unused code", "node_modules/knip/bin/knip.js", []],
  ["package", "tools/check-package.mjs", []],
  ["docs", "tools/docs.mjs", ["--check"]],
];

/** `npm run check`: everything that can be checked about the code, the package and its reference without running them. */
await main(async () => {
  await setUp({ engine: false });
  let failed = 0;
  for (const [name, script, args] of CHECKS) {
    const status = await runHere(process.execPath, [join(root, script), ...args], { cwd: root });
    process.stdout.write(`${status === 0 ? "✓" : "✗"} ${name}\n`);
    if (status !== 0) failed += 1;
  }
  return failed === 0 ? 0 : 1;
});
