import { randomBytes } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { PhoneNumberKey, Settings } from "../../api/index.js";

/** What a number had before it was tried on, and where. */
export interface Kept {
  readonly endpoint: string;
  readonly key: PhoneNumberKey;
  readonly settings: Settings;
}

/** Keeps what a number had in a file that only this user can read, and returns its path. */
export function keep(kept: Kept): string {
  const file = join(tmpdir(), `pulumi-cams-live-${randomBytes(6).toString("hex")}.json`);
  writeFileSync(file, `${JSON.stringify(kept, undefined, 2)}\n`, { mode: 0o600, flag: "wx" });
  return file;
}

/** Reads such a file. */
export function readKept(file: string): Kept {
  try {
    return KEPT.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`Could not read ${file}: ${code ?? "it is not a file that npm run live wrote"}.`, { cause: error });
  }
}

export function forget(file: string): void {
  rmSync(file, { force: true });
}

const KEPT = z.strictObject({
  endpoint: z.string(),
  key: z.strictObject({ custSpaceId: z.string(), phoneNumber: z.string() }),
  settings: z.strictObject({
    enableWelcomeMessage: z.boolean(),
    prompts: z.array(z.string()),
    commands: z.array(z.strictObject({ commandName: z.string(), commandDescription: z.string() })),
  }),
});
