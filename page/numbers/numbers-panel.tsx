import { useMemo, useState } from "preact/hooks";
import type { NumberSettings } from "../emulator/data.js";
import { AddNumber } from "./add-number.js";
import { findNumbers } from "./find-numbers.js";
import { FirstSteps } from "./first-steps.js";
import { focusFirstNumber, NumberList } from "./number-list.js";

/** Every number that the emulator holds, with a search. */
export function NumbersPanel({ numbers, chosen, isLoaded, onChoose }: NumbersPanelProps) {
  const [query, setQuery] = useState("");
  const found = useMemo(() => findNumbers(numbers, query), [numbers, query]);
  // Calls arrive several times a second, and need no new list.
  const list = useMemo(() => <NumberList numbers={found} chosen={chosen} />, [found, chosen]);
  return (
    <section class="panel numbers" aria-labelledby="numbers-heading">
      <div class="panel-head">
        <h2 id="numbers-heading" tabIndex={-1}>
          Numbers
        </h2>
        <p class="quiet" role="status">
          {isLoaded ? countOf(found.length, numbers.length) : "Loading…"}
        </p>
      </div>
      {numbers.length > 0 && (
        <>
          <label class="search">
            <span class="unseen">Search numbers</span>
            <input
              type="search"
              placeholder="Search numbers and texts"
              value={query}
              onInput={({ currentTarget }) => {
                setQuery(currentTarget.value);
              }}
              onKeyDown={(event) => {
                if (event.key !== "ArrowDown") return;
                event.preventDefault();
                focusFirstNumber();
              }}
            />
          </label>
          {found.length > 0 ? list : <p class="nothing">No number has all of these words.</p>}
        </>
      )}
      {isLoaded && numbers.length === 0 && <FirstSteps />}
      <AddNumber numbers={numbers} onAdded={onChoose} />
    </section>
  );
}

interface NumbersPanelProps {
  readonly numbers: readonly NumberSettings[];
  /** The key of the chosen number. */
  readonly chosen: string | undefined;
  readonly isLoaded: boolean;
  readonly onChoose: (number: NumberSettings) => void;
}

function countOf(found: number, all: number): string {
  const total = all === 1 ? "1 number" : `${all.toLocaleString("en")} numbers`;
  if (all === 0) return "none yet";
  return found === all ? total : `${found.toLocaleString("en")} of ${total}`;
}
