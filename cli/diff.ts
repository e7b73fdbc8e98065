import { parseArgs } from "node:util";
import { CommandFailure, UsageError, type Command } from "./command.js";

/** `pulumi-cams diff`: shows what the next `pulumi up` would replace at the service. */
export const diff: Command = {
  name: "diff",
  summary: "show what `pulumi up` would replace at the service",
  help: `Usage: pulumi-cams diff [--stack NAME] [--from FILE]`,
  async run(args) {
    const options = {
      stack: { type: "string" },
      from: { type: "string" },
      profile: { type: "string" },
      endpoint: { type: "string" },
    } as const;
    const { stack, from, ...flags } = parseArgs({ args: [...args], options, strict: true }).values;
    // Loads the client, which the other commands do not need.
    const { diffStack } = await import("./diff/diff-stack.js");
    try {
      return EXIT_STATUS[await diffStack({ source: { stack, from }, flags })];
    } catch (error) {
      throw error instanceof UsageError ? error : new CommandFailure(error as Error, EXIT_STATUS.unknown);
    }
  },
};

const EXIT_STATUS = { same: 0, different: 1, unknown: 2 };
