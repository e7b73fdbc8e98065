import { isDeepStrictEqual } from "node:util";
import { DEFAULT_BEHAVIOUR, LIMIT_NAMES, type Behaviour, type RefusalChanges } from "../emulator/behaviour.js";
import type { Refusal } from "./call/answer.js";
import type { Finding } from "./probe.js";
import type { Result } from "./run-probes.js";

/**
 * The switches with which an emulator answers like the service did.
 *
 * @param results - What was seen.
 * @param own - What emulators say, with and without the switches that make them strict.
 */
export function switchesFor(results: readonly Result[], own: readonly Result[]): Partial<Behaviour> {
  const findings = findingsIn(results);
  const wrongValues = merged(findings.map(({ switches }) => switches?.wrongValues));
  const switches = merged(findings.map((finding) => finding.switches));
  const { businessErrors = "ok" } = switches;
  const whole: Partial<Behaviour> = {
    ...switches,
    wrongValues: Object.fromEntries(Object.entries(wrongValues).filter(([, treatment]) => treatment !== "reject")),
    gatewayChecks: inOrder(
      DEFAULT_BEHAVIOUR.gatewayChecks,
      findings.map(({ gatewayOrder }) => gatewayOrder),
    ),
    parameterChecks: inOrder(
      DEFAULT_BEHAVIOUR.parameterChecks,
      findings.map(({ parameterOrder }) => parameterOrder),
    ),
    strictLimits: limitsIn(findings),
    refusals: refusalsIn(findings, findingsIn(own), businessErrors),
  };
  const differing = Object.entries(whole).filter(
    ([name, value]) => !isDeepStrictEqual(value, DEFAULT_BEHAVIOUR[name as keyof Behaviour]),
  );
  return Object.fromEntries(differing);
}

/** The later ones win. */
function merged<T extends object>(parts: readonly (T | undefined)[]): Partial<T> {
  return parts.reduce<Partial<T>>((whole, part) => ({ ...whole, ...part }), {});
}

function findingsIn(results: readonly Result[]): Finding[] {
  return results.map(({ outcome }) => outcome?.finding).filter((finding) => finding !== undefined);
}

/** The default order, changed as little as pairs demand. */
function inOrder<T>(order: readonly T[], pairs: readonly (readonly [T, T] | undefined)[]): T[] {
  const sorted: T[] = [];
  while (sorted.length < order.length) {
    const left = order.filter((check) => !sorted.includes(check));
    const isFree = (check: T) => !pairs.some((pair) => pair?.[1] === check && left.includes(pair[0]));
    const next = left.find(isFree) ?? left[0];
    if (next !== undefined) sorted.push(next);
  }
  return sorted;
}

/** A limit that has no answer is as it is by default. */
function limitsIn(findings: readonly Finding[]): Behaviour["strictLimits"] {
  const known = new Map(findings.flatMap(({ limit }) => (limit ? [[limit.name, limit.isEnforced]] : [])));
  const isProven = (name: string) => name === "prompt-count" || name === "command-name-length";
  const enforced = LIMIT_NAMES.filter((name) => known.get(name) ?? isProven(name));
  if (enforced.length === LIMIT_NAMES.length) return true;
  return enforced.every(isProven) && enforced.length === 2 ? false : enforced;
}

function refusalsIn(
  findings: readonly Finding[],
  own: readonly Finding[],
  businessErrors: Behaviour["businessErrors"],
): Record<string, RefusalChanges> {
  const changes: Record<string, RefusalChanges> = {};
  for (const { refusal } of findings) {
    const usual = own.find((finding) => finding.refusal?.name === refusal?.name)?.refusal?.seen;
    if (!refusal || !usual) continue;
    const change = differenceOf(refusal.seen, usual, businessErrors);
    if (Object.keys(change).length > 0) changes[refusal.name] = change;
  }
  return changes;
}

function differenceOf(seen: Refusal, usual: Refusal, businessErrors: Behaviour["businessErrors"]): RefusalChanges {
  const status = usual.status === 200 && businessErrors === "bad-request" ? 400 : usual.status;
  return {
    ...(seen.status !== status && { status: seen.status }),
    ...(seen.code !== usual.code && { code: seen.code }),
    ...(seen.message !== usual.message && { message: seen.message }),
  };
}
