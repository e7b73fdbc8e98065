import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findRedis } from "./redis.mjs";
import { runHere } from "./step.mjs";
import { main, root, setUp } from "./setup.mjs";

/** `npm test`: sets up what is missing, then runs every test; arguments go to jest. */
await main(async () => {
  const engine = await setUp();
  const redis = await findRedis();
  const jest = join(root, "node_modules", "jest", "bin", "jest.js");
  const args = process.argv.slice(2);
  // The processes of a user share their pace through the folder for temporary files.
  const temporary = mkdtempSync(join(tmpdir(), "pulumi-cams-test-"));
  const env = {
    ...process.env,
    PULUMI_CAMS_CLI: engine,
    PULUMI_CAMS_REDIS: redis,
    TMPDIR: temporary,
    TEMP: temporary,
    TMP: temporary,
  };
  try {
    return await runHere(process.execPath, [jest, ...(args.length > 0 ? args : ["--coverage"])], { cwd: root, env });
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
});
