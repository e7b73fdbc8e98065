import type { Command } from "../emulator/data.js";

/**
 * The commands that a text in the composer opens: all at a slash, then those that begin with what follows it. Undefined if
 * the menu is closed. That it filters by the beginning and ignores case is a guess: Meta does not document it.
 */
export function findCommands(commands: readonly Command[], text: string): readonly Command[] | undefined {
  if (!/^\/\S*$/.test(text)) return undefined;
  const beginning = text.slice(1).toLowerCase();
  return commands.filter(({ commandName }) => commandName.toLowerCase().startsWith(beginning));
}
