import type { ComponentChildren } from "preact";
import { isHidden, type Known } from "./known.js";
import { MarkLabel } from "./mark.js";
import type { Marks } from "./settings.js";
import { HiddenValue, Text } from "./text.js";

/** The prompts of a first chat, in their order. A tap on one sends it. */
export function Prompts({ prompts, marks = [], onTap }: PromptsProps) {
  if (isHidden(prompts)) return <HiddenValue why={`Prompts: ${prompts.why}`} />;
  if (prompts.length === 0) return <p class="nothing">No prompts</p>;
  return (
    <ol class="prompts" aria-label="Prompts">
      {prompts.map((prompt, index) => (
        <li key={index} class={marks[index] && `marked marked-${marks[index]}`}>
          <Tappable onTap={onTap === undefined || isHidden(prompt) ? undefined : onTap.bind(undefined, prompt)}>
            <Text text={prompt} />
          </Tappable>
          <MarkLabel mark={marks[index]} />
        </li>
      ))}
    </ol>
  );
}

interface PromptsProps {
  readonly prompts: Known<readonly Known<string>[]>;
  readonly marks?: Marks;
  readonly onTap?: (prompt: string) => void;
}

function Tappable({
  onTap,
  children,
}: {
  readonly onTap: (() => void) | undefined;
  readonly children: ComponentChildren;
}) {
  if (onTap === undefined) return <span class="prompt">{children}</span>;
  return (
    <button type="button" class="prompt" onClick={onTap}>
      {children}
    </button>
  );
}
