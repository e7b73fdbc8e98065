import type { Declarations } from "./declarations.js";

/** What an error of the service advises, which is meant for a stack, as it goes for this command. */
export function adviceForCommand(message: string): string {
  return message.replace(", which `pulumi preview` lists", "").replaceAll("`pulumi up`", "this command");
}

/** What keeps for a run that goes on; empty when there is nothing. */
export function keptInWords(count: number): string {
  if (count === 0) return "";
  const are = count === 1 ? "is" : "are";
  return `${numbers(count)} ${are} read and kept for two hours: run the same command again, and it goes on from there.`;
}

/** What a run came to, and what to do with it. */
export function outcomeInWords(
  { profiles, members, others }: Declarations,
  files: readonly string[],
  next: readonly string[],
): string {
  const fleet =
    profiles.length === 0 ? "" : `, ${members.length} of them in a fleet with ${plural(profiles.length, "profile")}`;
  const outcome = `Wrote ${files.join(" and ")}: ${numbers(members.length + others.length)}${fleet}.`;
  return [outcome, "", ...next].map((line) => `${line}\n`).join("");
}

function numbers(count: number): string {
  return plural(count, "number");
}

/** So many of something, of which there can be one. */
export function plural(count: number, noun: string): string {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}
