import { monitorEventLoopDelay } from "node:perf_hooks";

const RESOLUTION_MS = 5;

/** Watches this process's event loop. The returned function returns the 99th percentile of timer delays in ms. */
export function lateness() {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  return () => Math.max(0, histogram.percentile(99) / 1e6 - RESOLUTION_MS);
}
