import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_FILES } from "../stack/configuration.js";
import { findUpwards } from "../stack/find-upwards.js";
import type { StackName } from "./changes.js";

/**
 * The stack of a preview that failed before it named one, so that its Markdown takes the place of the one before.
 *
 * @param stack - As on the command line: perhaps with an organization and a project before it.
 */
export function stackNamed(stack: string | undefined, folder = process.cwd()): StackName | undefined {
  const parts = (stack ?? "").split("/");
  const name = parts.at(-1) ?? "";
  const project = parts.length === 3 ? parts[1] : projectOf(folder);
  return name === "" || project === undefined ? undefined : { project, stack: name };
}

function projectOf(folder: string): string | undefined {
  const found = findUpwards(folder, PROJECT_FILES);
  const file = PROJECT_FILES.map((name) => join(found ?? folder, name))
    .map(read)
    .find((text) => text !== undefined);
  return /^\s*"?name"?\s*:\s*["']?([\w.-]+)/m.exec(file ?? "")?.[1];
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
