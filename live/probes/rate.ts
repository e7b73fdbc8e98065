import type { Behaviour } from "../../emulator/index.js";
import type { Bench } from "../bench.js";
import type { Refusal } from "../call/answer.js";
import { NoAnswer } from "../call/no-answer.js";
import type { Finding, Probe } from "../probe.js";
import { measureRate, type Rate } from "../rate/measure-rate.js";

/** How Get is limited. One measurement answers all four. */
export function rateProbes(): readonly Probe[] {
  let measured: Promise<Rate> | undefined;
  const measure = (bench: Bench) => (measured ??= measureRate(bench));
  return [
    {
      name: "rate-limit",
      async run(bench) {
        const { callsPerSecond } = await measure(bench);
        if (callsPerSecond === undefined) return { text: "none in 30 calls at once" };
        const switches = {
          callsPerSecond: callsPerSecond === DOCUMENTED ? {} : { GetConversationalAutomation: callsPerSecond },
        };
        return { text: `${callsPerSecond} calls per second`, finding: { switches } };
      },
    },
    {
      name: "rate-window",
      async run(bench) {
        const { window } = await measure(bench);
        return { text: WINDOWS[window], finding: { switches: { rateLimit: window } } };
      },
    },
    {
      name: "rate-throttled-calls",
      async run(bench) {
        const { throttledCallsCount } = await measure(bench);
        if (throttledCallsCount === undefined) throw new NoAnswer("they make no difference with such a window");
        const text = throttledCallsCount ? "they count, too" : "they do not count";
        return { text, finding: { switches: { throttledCallsCount } } };
      },
    },
    {
      name: "rate-answer",
      async run(bench) {
        const { throttled } = await measure(bench);
        if (!throttled) throw new NoAnswer("nothing was throttled");
        const hint = throttled.hasRetryAfter ? "with" : "without";
        return {
          text: `HTTP ${throttled.status} ${throttled.code} ${hint} x-acs-retry-after`,
          finding: findingOf(throttled),
        };
      },
    },
  ];
}

const DOCUMENTED = 5;

const WINDOWS: Record<Rate["window"], string> = {
  sliding: "any 1000 ms",
  fixed: "a second of the wall clock",
  bucket: "a bucket that refills evenly",
  none: "none",
};

function findingOf(seen: Refusal): Finding {
  const isLimitControl = seen.code === "System.LimitControl";
  const retryAfter: Behaviour["retryAfter"] =
    seen.hasRetryAfter === !isLimitControl ? "throttling-user" : seen.hasRetryAfter ? "always" : "never";
  if (isLimitControl && seen.status === 400) return { switches: { throttleCode: "System.LimitControl", retryAfter } };
  return { switches: { retryAfter }, refusal: { name: "Throttling.User", seen } };
}
