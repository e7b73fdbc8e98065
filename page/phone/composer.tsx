import { useEffect, useRef, useState } from "preact/hooks";
import { CommandLine } from "../../chat/commands.js";
import type { Command } from "../emulator/data.js";
import { findCommands } from "./find-commands.js";

/** The text field of a chat. A slash opens the menu of commands; a chosen one fills the field, and the customer sends it. */
export function Composer({ commands, onType, onDismiss, onSend }: ComposerProps) {
  const [text, setText] = useState("");
  const [isMenuClosed, setMenuClosed] = useState(false);
  const [active, setActive] = useState(-1);
  const field = useRef<HTMLInputElement>(null);
  const found = isMenuClosed ? undefined : findCommands(commands, text);
  const chosen = found?.[active];
  const type = (typed: string) => {
    setText(typed);
    setMenuClosed(false);
    setActive(-1);
  };
  const fill = ({ commandName }: Command) => {
    type(`/${commandName} `);
    field.current?.focus();
  };
  const send = () => {
    if (text.trim() === "") return;
    onSend(text.trimEnd());
    type("");
  };
  const keys: Readonly<Record<string, (() => void) | undefined>> = {
    Enter: chosen
      ? () => {
          fill(chosen);
        }
      : send,
    Escape: found
      ? () => {
          setMenuClosed(true);
        }
      : onDismiss,
    ArrowDown:
      found &&
      (() => {
        setActive((active + 1) % Math.max(1, found.length));
      }),
    ArrowUp:
      found &&
      (() => {
        setActive((Math.max(0, active) + found.length - 1) % Math.max(1, found.length));
      }),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const act = event.isComposing ? undefined : keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  useEffect(() => {
    document.getElementById(optionId(active))?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <div class="composer">
      {found && (
        <ul class="menu" id="commands-menu" role="listbox" aria-label="Commands">
          {found.map((command, index) => (
            <li
              key={index}
              id={optionId(index)}
              role="option"
              aria-selected={index === active}
              onClick={() => {
                fill(command);
              }}
            >
              <CommandLine command={command} />
            </li>
          ))}
        </ul>
      )}
      <p class={found?.length === 0 ? "nothing" : "unseen"} role="status">
        {found && announce(found.length, text)}
      </p>
      <div class="composer-line">
        <input
          ref={field}
          role="combobox"
          aria-label="Message"
          aria-autocomplete="list"
          aria-expanded={found !== undefined}
          aria-controls={found ? "commands-menu" : undefined}
          aria-activedescendant={chosen && optionId(active)}
          placeholder={commands.length > 0 ? "Message, or /" : "Message"}
          autocomplete="off"
          dir="auto"
          value={text}
          onInput={({ currentTarget }) => {
            onType();
            type(currentTarget.value);
          }}
          onPointerDown={onType}
          onKeyDown={onKeyDown}
        />
        <button type="button" onClick={send}>
          Send
        </button>
      </div>
    </div>
  );
}

interface ComposerProps {
  readonly commands: readonly Command[];
  /** The field was tapped, or something was typed. */
  readonly onType: () => void;
  readonly onDismiss: () => void;
  readonly onSend: (text: string) => void;
}

function optionId(index: number): string {
  return `command-${index}`;
}

function announce(count: number, text: string): string {
  if (count > 0) return count === 1 ? "1 command" : `${count} commands`;
  return text === "/" ? "No commands" : `No command begins with ${text}`;
}
