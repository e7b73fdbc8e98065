const WINDOW_MS = 1000;
const CALLS_PER_SECOND = 5;

/** Summarizes writes as the service saw them, by arrival time. `others` are accepted calls that used up the limit beside them. */
export function measure(requests, others = []) {
  const times = requests.map(({ time }) => time).sort((a, b) => a - b);
  const accepted = requests.filter(({ code }) => code === "OK").map(({ time }) => time);
  const [start, end] = [times[0], Math.max(...accepted)];
  const used =
    accepted.length + others.filter(({ time, code }) => code === "OK" && time >= start && time <= end).length;
  return {
    ratio: (end - start) / leastMs(used),
    throttled: requests.filter(({ code }) => code?.startsWith("Throttling")).length,
    mostInSecond: Math.max(...times.map((from) => callsFrom(times, from))),
  };
}

/** The least time from the first to the last of so many calls: five at once, and five more each second. */
function leastMs(calls) {
  return (Math.ceil(calls / CALLS_PER_SECOND) - 1) * WINDOW_MS;
}

function callsFrom(times, start) {
  return times.filter((time) => time >= start && time < start + WINDOW_MS).length;
}

/** The spread of the last accepted writes of several clients, as a fraction of the time until the last of all. */
export function spread(requestsByClient) {
  const start = Math.min(...requestsByClient.flat().map(({ time }) => time));
  const ends = requestsByClient.map((requests) =>
    Math.max(...requests.filter(({ code }) => code === "OK").map(({ time }) => time - start)),
  );
  return 1 - Math.min(...ends) / Math.max(...ends);
}
