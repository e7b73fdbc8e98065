import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startKeyService } from "./key-service.mjs";
import { runHere } from "./step.mjs";
import { root } from "./setup.mjs";

/**
 * Runs jest with a folder for temporary files of its own: processes of one user share their pace through such a folder,
 * and the tests of one run share what is expensive to make.
 */
export async function runJest(args, variables) {
  const jest = join(root, "node_modules", "jest", "bin", "jest.js");
  const temporary = mkdtempSync(join(tmpdir(), "pulumi-cams-test-"));
  const keys = await startKeyService();
  const folders = { TMPDIR: temporary, TEMP: temporary, TMP: temporary };
  const env = { ...process.env, ...variables, ...folders, PULUMI_CAMS_KEYS: keys.url };
  try {
    return await runHere(process.execPath, [jest, ...args], { cwd: root, env });
  } finally {
    keys.close();
    rmSync(temporary, { recursive: true, force: true });
  }
}
