import { useMemo } from "preact/hooks";
import { Text } from "../../chat/text.js";
import type { Call } from "../emulator/data.js";
import { addressOf } from "../numbers/address.js";
import { describeOutcome, outcomeOf, type Outcome } from "./outcome.js";

/** The last calls, newest first. */
export function CallsTable({ calls, isLoaded }: { readonly calls: readonly Call[]; readonly isLoaded: boolean }) {
  const rows = useMemo(
    () =>
      calls
        .slice(-MOST_ROWS)
        .reverse()
        .map((call) => <Row key={call.index} call={call} />),
    [calls],
  );
  if (rows.length === 0) return isLoaded ? <p class="nothing">No calls yet. They appear here as they arrive.</p> : null;
  const total = (calls.at(-1)?.index ?? 0) + 1;
  const shown = Math.min(MOST_ROWS, calls.length);
  return (
    <table class="calls-table">
      <caption class="quiet">
        {shown === total ? `${total}` : `The last ${shown} of ${total.toLocaleString("en")}`}
        {total === 1 ? " call" : " calls, newest first"}
      </caption>
      <thead>
        <tr>
          <th scope="col">Time</th>
          <th scope="col">Operation</th>
          <th scope="col">Number</th>
          <th scope="col">Outcome</th>
        </tr>
      </thead>
      <tbody>{rows}</tbody>
    </table>
  );
}

const MOST_ROWS = 100;

function Row({ call }: { readonly call: Call }) {
  const outcome = outcomeOf(call);
  return (
    <tr>
      <td class="time">{timeOf(call.time)}</td>
      <td>
        <Text text={call.operation === "" ? "none" : call.operation} />
      </td>
      <td>
        {call.phoneNumber !== "" && (
          <a href={addressOf(call)}>
            <Text text={call.phoneNumber} />
          </a>
        )}
      </td>
      <td class={`outcome outcome-${outcome}`}>
        <span aria-hidden="true">{SIGNS[outcome]} </span>
        {outcome === "throttled" && "throttled: "}
        {describeOutcome(call)}
      </td>
    </tr>
  );
}

const SIGNS: Readonly<Record<Outcome, string>> = { ok: "●", throttled: "×", failed: "!", waiting: "…" };

function timeOf(ms: number): string {
  const date = new Date(ms);
  const parts = [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, "0"));
  return `${parts.join(":")}.${String(date.getMilliseconds()).padStart(3, "0")}`;
}
