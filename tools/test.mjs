import { join } from "node:path";
import { runHere } from "./step.mjs";
import { main, root, setUp } from "./setup.mjs";

/** `npm test`: sets up what is missing, then runs every test; arguments go to jest. */
await main(async () => {
  const engine = await setUp();
  const jest = join(root, "node_modules", "jest", "bin", "jest.js");
  const args = process.argv.slice(2);
  const env = { ...process.env, PULUMI_CAMS_CLI: engine };
  return await runHere(process.execPath, [jest, ...(args.length > 0 ? args : ["--coverage"])], { cwd: root, env });
});
