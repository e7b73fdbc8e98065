import type { PaceStatus, Pause } from "../../api/pace/throttle.js";
import type { Counts } from "./counts.js";

/** What the service, and Meta behind it, did to a run. */
export interface Hindrances {
  throttledCalls: number;
  pauses: number;
  metaPauses: number;
}

/** What is done, like `1,000 numbers written, 12 given back`; empty when nothing is. */
export function doneInWords({ written, found, read, givenBack }: Counts): string {
  return listed([
    [written, "written"],
    [found, "found as wanted"],
    [read, "read"],
    [givenBack, "given back"],
  ]);
}

/** What goes on, like `120 numbers written, 8 waiting, 4.8 a second`. */
export function liveInWords(counts: Counts, pace: Pick<PaceStatus, "waiting" | "pause">, perSecond: number): string {
  const { waiting, pause } = pace;
  const done = doneInWords(counts);
  const queue = done ? `${grouped(waiting)} waiting` : `${numbers(waiting)} waiting`;
  const speed = perSecond > 0 ? `${perSecond.toFixed(1)} a second` : "";
  return [done, waiting > 0 && queue, pause ? pauseInWords(pause) : speed].filter(Boolean).join(", ");
}

/** What a run came to, like `1,000 numbers written in 212 s. The service throttled 3 calls, and they were repeated.` */
export function summaryInWords(counts: Counts, { throttledCalls, pauses, metaPauses }: Hindrances): string {
  const seconds = Math.round(counts.elapsedMs / 1000);
  const repeated =
    throttledCalls === 1 ? "1 call, and it was repeated" : `${grouped(throttledCalls)} calls, and they were repeated`;
  return [
    `${doneInWords(counts) || "Nothing was done"} in ${grouped(seconds)} s.`,
    throttledCalls > 0 && `The service throttled ${repeated}.`,
    pauses > 0 && `All calls were paused ${times(pauses)} for that.`,
    metaPauses > 0 && `Meta's limit paused all calls ${times(metaPauses)}.`,
  ]
    .filter(Boolean)
    .join(" ");
}

function pauseInWords({ reason, remainingMs }: Pause): string {
  if (reason === "throttled") return "paused: the service throttles";
  return `paused for ${Math.ceil(remainingMs / 1000)} s: Meta's limit`;
}

/** Says once what is counted: `12 numbers written, 3 read`. */
function listed(parts: readonly [number, string][]): string {
  const [first, ...others] = parts.filter(([count]) => count > 0);
  if (!first) return "";
  return [`${numbers(first[0])} ${first[1]}`, ...others.map(([count, what]) => `${grouped(count)} ${what}`)].join(", ");
}

function numbers(count: number): string {
  return `${grouped(count)} ${count === 1 ? "number" : "numbers"}`;
}

function times(count: number): string {
  return count === 1 ? "once" : `${grouped(count)} times`;
}

function grouped(count: number): string {
  return count.toLocaleString("en-US");
}
