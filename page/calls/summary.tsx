import { useEffect, useRef, useState } from "preact/hooks";
import type { Call } from "../emulator/data.js";
import { outcomeOf } from "./outcome.js";

/** Tells screen readers how many calls came, every five seconds at most. The table and the strip are silent. */
export function Summary({ calls, isPaused }: { readonly calls: readonly Call[]; readonly isPaused: boolean }) {
  const [text, setText] = useState("");
  const told = useRef(lastOf(calls));
  const latest = useRef(calls);
  latest.current = calls;
  useEffect(() => {
    const timer = setInterval(() => {
      const since = told.current;
      told.current = lastOf(latest.current);
      const fresh = latest.current.filter(({ index }) => index > since);
      const throttled = fresh.filter((call) => outcomeOf(call) === "throttled").length;
      const count = fresh.length === 1 ? "1 new call" : `${fresh.length} new calls`;
      // A text that stays the same would not be read again.
      if (fresh.length > 0 && !isPaused) setText(`${count}, ${throttled} throttled, ${told.current + 1} in all`);
    }, INTERVAL_MS);
    return () => {
      clearInterval(timer);
    };
  }, [isPaused]);
  return (
    <p class="unseen" role="status">
      {text}
    </p>
  );
}

function lastOf(calls: readonly Call[]): number {
  return calls.at(-1)?.index ?? -1;
}

const INTERVAL_MS = 5_000;
