import { join } from "node:path";
import { findRedis } from "./redis.mjs";
import { main, root, setUp } from "./setup.mjs";
import { runHere } from "./step.mjs";

/** `npm run mutation`: finds changes to the provider's code that no unit test notices; arguments go to Stryker. */
await main(async () => {
  await setUp({ engine: false });
  const stryker = join(root, "node_modules", "@stryker-mutator", "core", "bin", "stryker.js");
  const env = { ...process.env, PULUMI_CAMS_REDIS: await findRedis() };
  return await runHere(process.execPath, [stryker, "run", ...process.argv.slice(2)], { cwd: root, env });
});
