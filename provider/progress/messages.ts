import type { PaceStatus, Pause } from "../../api/types.js";
import type { Counts } from "./counts.js";

/** What is done, like `1,000 numbers written, 12 reset`; empty when nothing is. */
export function doneMessage({ written, found, read, reset, restored }: Counts): string {
  return listed([
    [written, "written"],
    [found, "already as declared"],
    [read, "read"],
    [reset, "reset"],
    [restored, "restored"],
  ]);
}

/** What is going on, like `120 numbers written, 8 waiting, 4.8 a second`. */
export function liveMessage(counts: Counts, pace: LivePace, perSecond: number): string {
  const { waiting, pause } = pace;
  const done = doneMessage(counts);
  const queue = done ? `${grouped(waiting)} waiting` : `${numbers(waiting)} waiting`;
  const speed = perSecond > 0 ? `${perSecond.toFixed(1)} a second` : "";
  const reason = pause ? pauseMessage(pause) : (waiting > 0 && othersMessage(pace)) || speed;
  return [done, waiting > 0 && queue, reason].filter(Boolean).join(", ");
}

/** How long a run waits, and for what. */
export type LivePace = Pick<PaceStatus, "waiting" | "pause" | "share" | "callsPerSecond">;

/** The outcome of a run, like `1,000 numbers written in 212 s. The service throttled 3 calls, which were retried.` */
export function summaryMessage(counts: Counts, { throttledCalls, metaPauses, pace }: Slowdowns): string {
  const seconds = Math.round(counts.elapsedMs / 1000);
  const retried =
    throttledCalls === 1 ? "1 call, which was retried" : `${grouped(throttledCalls)} calls, which were retried`;
  const others = othersMessage(pace);
  return [
    `${doneMessage(counts) || "Nothing was done"} in ${grouped(seconds)} s.`,
    throttledCalls > 0 && `The service throttled ${retried}.`,
    throttledCalls > 0 && others && `${others.replace("others", "Others")}.`,
    metaPauses > 0 && `Meta's limit paused all calls ${times(metaPauses)}.`,
  ]
    .filter(Boolean)
    .join(" ");
}

/** What slowed a run down. */
export interface Slowdowns {
  throttledCalls: number;
  metaPauses: number;
  /** At the end of the run. */
  pace: Pick<LivePace, "share" | "callsPerSecond">;
}

/** Like `others use the account: 2 of 5 calls a second are ours`; empty when nobody else does. */
function othersMessage({ share, callsPerSecond }: Pick<LivePace, "share" | "callsPerSecond">): string {
  if (share === callsPerSecond) return "";
  return `others use the account: ${share} of ${callsPerSecond} calls a second ${share === 1 ? "is" : "are"} ours`;
}

function pauseMessage({ remainingMs }: Pause): string {
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
