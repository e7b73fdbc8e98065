import { LIMITS } from "./probes/limits.js";
import { ORDER } from "./probes/order.js";
import { PARAMETERS } from "./probes/parameters.js";
import { QUERIES } from "./probes/query.js";
import { rateProbes } from "./probes/rate.js";
import { READING } from "./probes/reading.js";
import { BUSINESS_ERRORS, REFUSALS } from "./probes/refusals.js";
import { STORING } from "./probes/storing.js";
import type { Probe } from "./probe.js";

/** The probes of one run, in their order: some compare with what earlier ones found. */
export function createProbes({ withRate }: { withRate: boolean }): Probe[] {
  const all = [...STORING, ...PARAMETERS, ...READING, ...REFUSALS, ...ORDER, ...LIMITS, BUSINESS_ERRORS, ...QUERIES];
  return withRate ? [...all, ...rateProbes()] : all;
}
