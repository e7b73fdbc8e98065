import type { PaceStatus, Pause } from "../../api/types.js";
import { settledOf, type Counts } from "./counts.js";

/** What is done, like `1,000 numbers written, 12 reset`; empty when nothing is. */
export function doneMessage(counts: Counts): string {
  const [first, ...others] = partsOf(counts);
  if (!first) return "";
  return [`${numbers(first[0])} ${first[1]}`, ...others.map(([count, what]) => `${grouped(count)} ${what}`)].join(", ");
}

function partsOf({ written, found, read, reset, restored }: Counts): [number, string][] {
  const parts: [number, string][] = [
    [written, "written"],
    [found, "already as declared"],
    [read, "read"],
    [reset, "reset"],
    [restored, "restored"],
  ];
  return parts.filter(([count]) => count > 0);
}

/**
 * What is going on, with what matters first: on most terminals, Pulumi's display cuts it off after some 25 characters.
 *
 * @param perSecond - How many numbers are done in a second.
 */
export function liveMessage(counts: Counts, pace: LivePace, perSecond: number): string {
  const { waiting, pause } = pace;
  const settled = settledOf(counts);
  const slowdown = waiting > 0 && slowdownMessage(pace);
  if (settled < counts.declared) {
    const seconds = (counts.declared - settled) / perSecond + (pause?.remainingMs ?? 0) / 1000;
    const head = `${grouped(settled)}/${grouped(counts.declared)}`;
    // While others have the whole limit, nobody knows when it ends.
    const left = Number.isFinite(seconds) ? timeLeft(seconds) : "";
    if (pause) return [`${head} ${pauseMessage(pause)}`, left].filter(Boolean).join(", ");
    if (slowdown) return `${[`${head} slowed`, left].filter(Boolean).join(", ")}: ${slowdown}`;
    return [head, left].filter(Boolean).join(", ");
  }
  const done = partsOf(counts).map(([count, what]) => `${grouped(count)} ${what}`);
  const reason = pause ? pauseMessage(pause) : slowdown && `slowed: ${slowdown}`;
  const speed = waiting > 0 && `${perSecond.toFixed(1)} a second`;
  return [...done, waiting > 0 && `${grouped(waiting)} waiting`, reason || speed].filter(Boolean).join(", ");
}

/** How long a run waits, and for what. */
export type LivePace = Pick<PaceStatus, "waiting" | "pause" | "throttled" | "share" | "callsPerSecond">;

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

/** That settings were somebody's, like those that a person has made by hand, and where they are now. */
export function replacedMessage(replaced: number): string {
  return (
    `${numbers(replaced)} had other settings, which the program's have replaced. They are kept as previousSettings: ` +
    "`pulumi stack export --show-secrets` shows them. Before an update, `npx pulumi-cams diff` does."
  );
}

/** What slowed a run down. */
export interface Slowdowns {
  throttledCalls: number;
  metaPauses: number;
  /** At the end of the run. */
  pace: Pick<LivePace, "share" | "callsPerSecond">;
}

/** Like `others use the account: 2 of 5 calls a second are ours`; empty when nobody else does. */
function othersMessage(pace: Pick<LivePace, "share" | "callsPerSecond">): string {
  return isShared(pace) ? `others use the account: ${shareMessage(pace)}` : "";
}

/** Like `42 calls throttled, 2 of 5 calls a second are ours`; empty when nobody else uses the account. */
function slowdownMessage(pace: LivePace): string {
  if (!isShared(pace)) return "";
  const { throttled } = pace;
  const throttles = throttled > 0 && `${grouped(throttled)} ${throttled === 1 ? "call" : "calls"} throttled`;
  return [throttles, shareMessage(pace)].filter(Boolean).join(", ");
}

function isShared({ share, callsPerSecond }: Pick<LivePace, "share" | "callsPerSecond">): boolean {
  return share < callsPerSecond;
}

function shareMessage({ share, callsPerSecond }: Pick<LivePace, "share" | "callsPerSecond">): string {
  return `${share} of ${callsPerSecond} calls a second ${share === 1 ? "is" : "are"} ours`;
}

function pauseMessage({ remainingMs }: Pause): string {
  return `paused ${Math.ceil(remainingMs / 1000)} s: Meta's limit`;
}

function timeLeft(seconds: number): string {
  return seconds < 100 ? `${Math.ceil(seconds)} s left` : `${grouped(Math.ceil(seconds / 60))} min left`;
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
