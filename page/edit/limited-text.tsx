import { useId } from "preact/hooks";
import { lengthOf } from "./limits.js";

/** A text to edit, with how much of its limit it uses. The emulator takes longer texts too, so that they can be tried. */
export function LimitedText({ label, text, most, onChange }: LimitedTextProps) {
  const id = useId();
  const length = lengthOf(text);
  return (
    <div class="limited">
      <textarea
        rows={1}
        aria-label={label}
        aria-describedby={id}
        placeholder={label.includes(": ") ? label.slice(label.indexOf(": ") + 2) : undefined}
        dir="auto"
        value={text}
        onInput={({ currentTarget }) => {
          onChange(currentTarget.value);
        }}
      />
      <span id={id} class={length > most ? "counter counter-over" : "counter"}>
        {length} of {most}
        {length > most && ", too long"}
      </span>
    </div>
  );
}

interface LimitedTextProps {
  readonly label: string;
  readonly text: string;
  readonly most: number;
  readonly onChange: (text: string) => void;
}
