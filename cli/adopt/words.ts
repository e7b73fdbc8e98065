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

/** The commands that take a program and its import file up, in order. */
export function nextCommands(importFile: string, stack?: string): string[] {
  const flags = stack === undefined ? "" : ` --stack ${stack}`;
  // Pulumi protects what it imports, and the first `pulumi up` would lift that, since the program asks for no protection.
  return [`pulumi import --file ${importFile} --generate-code=false --protect=false${flags}`, `pulumi up${flags}`];
}

/** What a run came to, and what to do with it. */
export function outcomeInWords(
  { profiles, members, others }: Declarations,
  files: readonly string[],
  commands: readonly string[],
): string {
  const fleet =
    profiles.length === 0 ? "" : `, ${members.length} of them in a fleet with ${plural(profiles.length, "profile")}`;
  return `Wrote ${files.join(" and ")}: ${numbers(members.length + others.length)}${fleet}.

Next, with Pulumi 3.254 or newer, where index.ts is the project's program:
${commands.map((command) => `  ${command}`).join("\n")}

Neither writes to the service, and the second ends with everything unchanged. Remove import.json then: it holds the
settings in plain text.
`;
}

function numbers(count: number): string {
  return plural(count, "number");
}

function plural(count: number, noun: string): string {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}
