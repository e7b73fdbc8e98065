import type { Command } from "commander";
import { addConfigurationFlags, type ConfigurationFlags } from "./command-line/configuration-flags.js";
import { CommandFailure, UsageError } from "./command-line/usage-error.js";

/** `pulumi-cams diff`: compares a stack's program with the service, and shows what differs. */
export function addDiff(program: Command): void {
  const command = program
    .command("diff")
    .summary("show what `pulumi up` would replace at the service")
    .description(DESCRIPTION)
    .option(
      "--from <FILE>",
      "what `pulumi preview --json --show-sames` wrote, or - for standard input, instead of a new preview",
    );
  addConfigurationFlags(command).action(diff);
}

const DESCRIPTION = `\
Runs \`pulumi preview\`, reads the settings of each of the stack's numbers, and shows those that are not as the program \
says. Changes nothing.

Exit status: 0 if the service has what the program says, 1 if something differs, 2 if it could not look at everything, \
or for an invalid command line.`;

async function diff({ from, ...flags }: ConfigurationFlags & { from?: string }): Promise<void> {
  // Loads the client, which other commands do not need.
  const { diffStack } = await import("./diff/diff-stack.js");
  try {
    process.exitCode = EXIT_STATUS[await diffStack(from, flags)];
  } catch (error) {
    throw error instanceof UsageError ? error : new CommandFailure(error, EXIT_STATUS.unknown);
  }
}

const EXIT_STATUS = { same: 0, different: 1, unknown: 2 };
