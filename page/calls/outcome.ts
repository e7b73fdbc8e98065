import type { Call } from "../emulator/data.js";

/** How a call ended. */
export type Outcome = "waiting" | "ok" | "throttled" | "failed";

export function outcomeOf({ status, code, fault }: Call): Outcome {
  if (status === null) return fault === null || fault === "hang" ? "waiting" : "failed";
  if (THROTTLING_CODES.has(code ?? "")) return "throttled";
  return status === 200 && code === "OK" ? "ok" : "failed";
}

/** How a call ended in words, with what the client got. */
export function describeOutcome(call: Call): string {
  const { status, code, fault } = call;
  const answer =
    status === null ? NO_ANSWER[outcomeOf(call)] : [status, code].filter((part) => part !== null).join(" ");
  return fault === null ? answer : `${answer} (fault ${fault})`;
}

const THROTTLING_CODES: ReadonlySet<string> = new Set(["Throttling.User", "System.LimitControl"]);

const NO_ANSWER: Readonly<Record<Outcome, string>> = {
  waiting: "no answer yet",
  failed: "connection broken",
  ok: "",
  throttled: "",
};
