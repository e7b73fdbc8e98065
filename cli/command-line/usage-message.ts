import type { Command, CommanderError } from "commander";

/** Says in this package's words what is wrong with a command line, and what may have been meant. */
export function usageMessage({ code, message }: CommanderError, { args }: Command): string {
  const [, subject = ""] = /'(.*)'/s.exec(message) ?? [];
  const [, question = ""] = /\((Did you mean .*\?)\)$/.exec(message) ?? [];
  const mistakes: Record<string, string> = {
    "commander.unknownCommand": `Unknown command ${JSON.stringify(subject)}.`,
    "commander.unknownOption": `Unknown option ${JSON.stringify(subject)}.`,
    "commander.optionMissingArgument": `Expected a value for ${plainFlags(subject)}.`,
    "commander.excessArguments": `Unexpected argument ${JSON.stringify(args[0])}.`,
  };
  return `${mistakes[code] ?? message} ${question}`.trimEnd();
}

/** Flags as a person writes them: `--space ID` instead of `--space <ID>`. */
export function plainFlags(flags: string): string {
  return flags.replace(/[<>]/g, "");
}
