import { useState } from "preact/hooks";
import { setNumber } from "../emulator/control.js";
import type { NumberSettings } from "../emulator/data.js";
import { keyOf } from "../emulator/state.js";

/** Adds an empty number by hand. */
export function AddNumber({ numbers, onAdded }: AddNumberProps) {
  const [custSpaceId, setSpace] = useState("");
  const [phoneNumber, setPhoneNumber] = useState("");
  const [problem, setProblem] = useState<string>();
  const add = async () => {
    const number = { custSpaceId, phoneNumber, enableWelcomeMessage: false, prompts: [], commands: [] };
    const isHeld = numbers.some((held) => keyOf(held) === keyOf(number));
    const found = isHeld ? undefined : await setNumber(number);
    setProblem(found);
    if (found !== undefined) return;
    setPhoneNumber("");
    onAdded(number);
  };
  return (
    <details class="add-number" open={numbers.length === 0}>
      <summary>Add a number</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <label>
          <span>
            Space <span class="quiet">(custSpaceId)</span>
          </span>
          <input
            value={custSpaceId}
            onInput={({ currentTarget }) => {
              setSpace(currentTarget.value);
            }}
            autocomplete="off"
            required
          />
        </label>
        <label>
          <span>
            Number <span class="quiet">(phoneNumber)</span>
          </span>
          <input
            value={phoneNumber}
            onInput={({ currentTarget }) => {
              setPhoneNumber(currentTarget.value);
            }}
            autocomplete="off"
            required
          />
        </label>
        <button type="submit">Add</button>
        {problem !== undefined && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
      </form>
    </details>
  );
}

interface AddNumberProps {
  readonly numbers: readonly NumberSettings[];
  readonly onAdded: (number: NumberSettings) => void;
}
