import { table } from "../tables.mjs";
import { SUBJECTS } from "./measure.mjs";

const MOST = 1.05;

/** Formats the measurements as a table with a legend. */
export function describePreviews({ measured, resources, pairs }) {
  const head = ["stack", "provider", "time", "ratio", "ratios of the pairs", "memory"];
  const rows = measured.flatMap(({ stack, measures: [idle, ...others] }) => [
    [stack, SUBJECTS[0].title, seconds(idle), "", "", memory(idle)],
    ...others.map((own, index) => [
      stack,
      SUBJECTS[index + 1].title,
      seconds(own),
      ratio(idle, own).toFixed(3),
      rangeOf(pairRatios(idle, own)),
      memory(own),
    ]),
  ]);
  return `${legend(resources, pairs)}\n\n${table([head, head.map(() => "---"), ...rows])}\n`;
}

/** Whether pulumi-cams, or its plugin, exceeds the allowed ratio. */
export function isSlow({ measures: [idle, ...others] }) {
  return others.some((own) => ratio(idle, own) > MOST);
}

function seconds(previews) {
  return `${medianSeconds(previews).toFixed(2)} s`;
}

function legend(resources, pairs) {
  return `\`pulumi preview\` of ${resources} resources, ${pairs} times per provider, taking turns, after one warm-up turn.

- Times are medians. The ratio is that of the medians, to the provider that does nothing; the goal is at most ${MOST}.
- Memory is the highest peak of resident memory in the provider process.
- The provider that does nothing gets the same inputs from the same program, and its provider text has the same length.`;
}

function ratio(idle, own) {
  return medianSeconds(own) / medianSeconds(idle);
}

function pairRatios(idle, own) {
  return own.map(({ seconds }, index) => seconds / idle[index].seconds);
}

function rangeOf(values) {
  return `${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)}`;
}

function medianSeconds(previews) {
  const sorted = previews.map(({ seconds }) => seconds).sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle) - 1]) / 2;
}

function memory(previews) {
  const peaks = previews.map(({ megabytes }) => megabytes.provider).filter((peak) => peak !== undefined);
  return peaks.length === 0 ? "not measured" : `${Math.round(Math.max(...peaks))} MB`;
}
