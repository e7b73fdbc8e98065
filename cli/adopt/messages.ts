import { visible } from "../../api/visible.js";
import type { Declarations } from "./declarations.js";

/** Says how a run can be resumed; empty if nothing was read. */
export function keptMessage(count: number): string {
  if (count === 0) return "";
  const were = count === 1 ? "was" : "were";
  return `${plural(count, "number")} ${were} read and kept for two hours. Run the same command again to resume.`;
}

/** Says what was written, and what to do next. */
export function outcomeMessage(
  { profiles, members, others }: Declarations,
  files: readonly string[],
  next: readonly string[],
): string {
  const fleet =
    profiles.length === 0 ? "" : `, ${members.length} of them in a fleet with ${plural(profiles.length, "profile")}`;
  const outcome = `Wrote ${files.join(" and ")}: ${plural(members.length + others.length, "number")}${fleet}.`;
  return [outcome, "", ...next].map((line) => `${visible(line)}\n`).join("");
}

/** A count with its noun, like `1 number` or `1,234 numbers`. */
export function plural(count: number, noun: string): string {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}
