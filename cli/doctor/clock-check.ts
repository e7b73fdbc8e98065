import { CamsError } from "../../api/errors.js";
import type { CommonCause } from "./common-cause.js";
import { ok, problem, unknown, type Check } from "./check-result.js";

/** Checks this machine's clock against the date of an answer; `aheadMs` is undefined if the answer had no date. */
export function checkClock(aheadMs: number | undefined, cause: CommonCause | undefined): Check {
  const difference = aheadMs === undefined || Math.abs(aheadMs) < MINUTE_MS ? "" : differenceInWords(aheadMs);
  if (cause?.place === "clock") {
    const { answer, advice } = cause.error;
    return problem("clock", difference ? `${difference}: ${answer}` : answer, advice);
  }
  if (cause && (!cause.isAnswer || aheadMs === undefined)) return unknown("clock", cause.place);
  const isFarOff = Math.abs(aheadMs ?? 0) > ACCEPTED_MINUTES * MINUTE_MS;
  if (cause && isFarOff) return problem("clock", `${difference}.`, new CamsError("clock").advice);
  if (difference) return ok("clock", `${difference}, which accepts it`);
  return ok("clock", aheadMs === undefined ? "accepted by the service" : "correct");
}

/** https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature */
const ACCEPTED_MINUTES = 15;

const MINUTE_MS = 60_000;

function differenceInWords(aheadMs: number): string {
  return `${durationInWords(Math.abs(aheadMs))} ${aheadMs > 0 ? "ahead of" : "behind"} the service`;
}

function durationInWords(ms: number): string {
  const minutes = ms / MINUTE_MS;
  if (minutes < 120) return count(minutes, "minute");
  return minutes < 48 * 60 ? count(minutes / 60, "hour") : count(minutes / 60 / 24, "day");
}

function count(amount: number, unit: string): string {
  const whole = Math.round(amount);
  return `${whole} ${unit}${whole === 1 ? "" : "s"}`;
}
