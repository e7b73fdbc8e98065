import { useMemo, useState } from "preact/hooks";
import type { PageState } from "../emulator/state.js";
import { Faults } from "../faults/faults.js";
import { Tabs } from "../tabs.js";
import { CallsTable } from "./calls-table.js";
import { Strip } from "./strip.js";
import { stripOf } from "./strip-rows.js";
import { Summary } from "./summary.js";

/** The live calls: a strip against their limits, a table, and the faults that the next ones meet. */
export function CallsPanel({ state }: { readonly state: PageState }) {
  const [paused, setPaused] = useState<PageState>();
  const [tab, setTab] = useState<(typeof TABS)[number]>("Calls");
  const { calls, operations, rateLimit } = paused ?? state;
  const strip = useMemo(() => stripOf(calls, operations), [calls, operations]);
  const count = state.faults.length;
  const missed = paused && totalOf(state) - totalOf(paused);
  return (
    <section class="panel calls" aria-labelledby="calls-heading">
      <div class="panel-head">
        <h2 id="calls-heading" tabIndex={-1}>
          Calls
        </h2>
        <p class="quiet">{missed === undefined ? "" : `paused, ${missed} more since`}</p>
        <button
          type="button"
          aria-pressed={paused !== undefined}
          onClick={() => {
            setPaused(paused ? undefined : state);
          }}
        >
          Pause
        </button>
      </div>
      {state.isLoaded && <Summary calls={state.calls} isPaused={paused !== undefined} />}
      <Strip strip={strip} rateLimit={rateLimit} />
      <Tabs
        label="Calls and faults"
        names={TABS}
        titles={{ Faults: count === 0 ? "Faults" : `Faults (${count} on)` }}
        chosen={tab}
        onChoose={setTab}
      >
        {tab === "Calls" ? <CallsTable calls={calls} isLoaded={state.isLoaded} /> : <Faults faults={state.faults} />}
      </Tabs>
    </section>
  );
}

const TABS = ["Calls", "Faults"] as const;

function totalOf({ calls }: PageState): number {
  return (calls.at(-1)?.index ?? -1) + 1;
}
