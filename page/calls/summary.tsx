import { useEffect, useRef, useState } from "preact/hooks";
import type { Call } from "../emulator/data.js";
import { outcomeOf } from "./outcome.js";

/** Tells screen readers how many calls came, every five seconds at most. The table and the strip are silent. */
export function Summary({ calls, isPaused }: { readonly calls: readonly Call[]; readonly isPaused: boolean }) {
  const [text, setText] = useState("");
  const told = useRef<number | undefined>(undefined);
  const latest = useRef(calls);
  latest.current = calls;
  useEffect(() => {
    const timer = setInterval(() => {
      const last = latest.current.at(-1)?.index ?? -1;
      const since = told.current ?? last;
      told.current = last;
      if (last < since) return;
      const fresh = latest.current.filter(({ index }) => index > since);
      const throttled = fresh.filter((call) => outcomeOf(call) === "throttled").length;
      if (fresh.length > 0 && !isPaused)
        setText(`${fresh.length === 1 ? "1 new call" : `${fresh.length} new calls`}, ${throttled} throttled`);
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

const INTERVAL_MS = 5_000;
