import { monitorEventLoopDelay } from "node:perf_hooks";

const RESOLUTION_MS = 5;

/** Watches this process's event loop; the returned function says how late its timers were, in ms, 99 of 100 times at most. */
export function lateness() {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  return () => Math.max(0, histogram.percentile(99) / 1e6 - RESOLUTION_MS);
}
