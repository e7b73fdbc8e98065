const WINDOW_MS = 1000;
const CALLS_PER_SECOND = 5;

/** Summarizes `count` writes as the service saw them, by arrival time. */
export function measure(requests, count) {
  const times = requests.map(({ time }) => time).sort((a, b) => a - b);
  const accepted = requests.filter(({ code }) => code === "OK").map(({ time }) => time);
  const evenMs = ((count - 1) / CALLS_PER_SECOND) * 1000;
  return {
    ratio: (Math.max(...accepted) - times[0]) / evenMs,
    throttled: requests.filter(({ code }) => code?.startsWith("Throttling")).length,
    mostInSecond: Math.max(...times.map((start) => callsFrom(times, start))),
  };
}

function callsFrom(times, start) {
  return times.filter((time) => time >= start && time < start + WINDOW_MS).length;
}
