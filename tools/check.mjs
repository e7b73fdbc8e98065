import { join } from "node:path";
import { runHere } from "./step.mjs";
import { main, root, setUp } from "./setup.mjs";

const CHECKS = [
  ["types", join("typescript", "bin", "tsc"), ["-p", "tsconfig.json"]],
  ["lint", join("eslint", "bin", "eslint.js"), ["--max-warnings=0", "."]],
  ["format", join("prettier", "bin", "prettier.cjs"), ["--check", "--log-level=warn", "."]],
  ["unused code", join("knip", "bin", "knip.js"), []],
];

/** `npm run check`: what can be said of the code without running it. */
await main(async () => {
  await setUp({ engine: false });
  let failed = 0;
  for (const [name, script, args] of CHECKS) {
    const status = await runHere(process.execPath, [join(root, "node_modules", script), ...args], { cwd: root });
    process.stdout.write(`${status === 0 ? "✓" : "✗"} ${name}\n`);
    if (status !== 0) failed += 1;
  }
  return failed === 0 ? 0 : 1;
});
