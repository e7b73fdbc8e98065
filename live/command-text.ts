import type { Command } from "../api/index.js";

/** The value of the parameter `Commands`. */
export function commandsToText(commands: readonly Command[]): string {
  return JSON.stringify(
    commands.map(({ commandName, commandDescription }) => ({
      CommandName: commandName,
      CommandDescription: commandDescription,
    })),
  );
}
