import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import { dirname, join } from "node:path";
import { afterEach, jest } from "@jest/globals";

let restore: (() => void) | undefined;

afterEach(() => {
  restore?.();
  restore = undefined;
});

interface Home {
  folder: string;
  write: (path: string, content: string) => void;
}

/**
 * A home folder and an environment without credentials, for the rest of the test. Jest gives a test a copy of the
 * environment, which `os.homedir` doesn't read; so the folder is told to it.
 */
export function moveHome(variables: Record<string, string> = {}): Home {
  const folder = mkdtempSync(join(os.tmpdir(), "pulumi-cams-home-"));
  const before = { ...process.env };
  const homedir = jest.spyOn(os, "homedir").mockReturnValue(folder);
  for (const name of Object.keys(before)) if (/^ALI(BABA|CLOUD)/.test(name)) Reflect.deleteProperty(process.env, name);
  // Else the default chain asks the metadata service of a cloud machine, with patience.
  Object.assign(process.env, { ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true", ...variables });
  restore = () => {
    homedir.mockRestore();
    for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
    rmSync(folder, { recursive: true, force: true });
  };
  return {
    folder,
    write(path, content) {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    },
  };
}

/** The file of the Alibaba Cloud CLI, below a home folder. */
export const CLI_FILE = ".aliyun/config.json";

/** A CLI file with one access key for each name; the first is the current one. */
export function cliFile(...names: string[]): string {
  const profiles = names.map((name) => ({
    name,
    mode: "AK",
    access_key_id: `${name}-id`,
    access_key_secret: `${name}-secret`,
  }));
  return JSON.stringify({ current: names[0], profiles });
}
