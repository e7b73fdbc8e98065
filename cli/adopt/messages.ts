import { plural } from "../plural.js";
import { wrapAll } from "../command-line/wrap.js";
import type { Declarations } from "./declarations.js";

/** Says how a run can be resumed; empty if nothing was read. */
export function keptMessage(count: number): string {
  if (count === 0) return "";
  const were = count === 1 ? "was" : "were";
  return `${plural(count, "number")} ${were} read and kept for two hours. Run the same command again to resume.`;
}

/** Says what was written, and what to do next, in lines of at most a width. */
export function outcomeMessage(
  { profiles, members, others }: Declarations,
  files: readonly string[],
  next: readonly string[],
  width: number,
): string {
  const fleet =
    profiles.length === 0 ? "" : `, ${members.length} of them in a fleet with ${plural(profiles.length, "profile")}`;
  const outcome = `Wrote ${files.join(" and ")}: ${plural(members.length + others.length, "number")}${fleet}.`;
  const lines = wrapAll([outcome, "", ...next], width);
  return lines.map((line) => `${line}\n`).join("");
}
