import { isHidden, type Known } from "./known.js";
import { MarkLabel } from "./mark.js";
import type { ChatCommand, Marks } from "./settings.js";
import { HiddenValue, Text } from "./text.js";

/** The commands that a slash opens, in their order. */
export function Commands({ commands, marks = [] }: CommandsProps) {
  if (isHidden(commands)) return <HiddenValue why={`Commands: ${commands.why}`} />;
  if (commands.length === 0) return <p class="nothing">No commands</p>;
  return (
    <ul class="commands" aria-label="Commands">
      {commands.map((command, index) => (
        <li key={index} class={marks[index] && `marked marked-${marks[index]}`}>
          <CommandLine command={command} />
          <MarkLabel mark={marks[index]} />
        </li>
      ))}
    </ul>
  );
}

interface CommandsProps {
  readonly commands: Known<readonly Known<ChatCommand>[]>;
  readonly marks?: Marks;
}

/** A command's name, with the slash before it, and its description. */
export function CommandLine({ command }: { readonly command: Known<ChatCommand> }) {
  if (isHidden(command)) return <HiddenValue why={command.why} />;
  const { commandName, commandDescription } = command;
  return (
    <span class="command">
      <span class="command-name">
        /<Text text={commandName} />
      </span>{" "}
      <span class="command-description">
        <Text text={commandDescription} />
      </span>
    </span>
  );
}
