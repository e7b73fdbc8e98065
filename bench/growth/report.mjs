import { table } from "../tables.mjs";
import { estimateUp } from "./estimate.mjs";

const COMMANDS = {
  preview: "preview",
  up: "first `up`",
  upWithOneWrite: "first `up`, state written once",
  unchangedUp: "unchanged `up`",
  refresh: "refresh",
};

const PROCESSES = {
  program: "memory of the program",
  provider: "memory of the provider",
  engine: "memory of the engine",
};

/** The service's limit. Reads and writes are paced separately. */
const CALLS_PER_SECOND = 5;

/** Formats the measurements as a table with a column for each size of the stack, and a legend. */
export function describeGrowth({ measured, minutes }) {
  const rowOf = (title, cell) => [
    title,
    ...measured.map((stack) => stack.figures.map((figures, subject) => cell(figures, subject, stack)).join(" / ")),
  ];
  const timeOf = (name, figures, subject, stack) =>
    figures[name] ? duration(figures[name].seconds) : estimate(estimateUp(measured, subject, stack), minutes);
  const head = ["numbers in one stack", ...measured.map(({ numbers }) => numbers.toLocaleString("en-US"))];
  const rows = [
    ...Object.entries(COMMANDS).map(([name, title]) => rowOf(title, (...stack) => timeOf(name, ...stack))),
    ...Object.entries(PROCESSES).map(([kind, title]) => rowOf(title, (figures) => peak(withoutFirstUp(figures), kind))),
    rowOf("the same in a first `up`", ({ up }) => peak({ up }, "engine")),
    rowOf("size of the state", ({ unchangedUp }) => megabytes(unchangedUp.stateMegabytes)),
    ["calls of a first `up`, or of a refresh", ...measured.map(({ numbers }) => duration(numbers / CALLS_PER_SECOND))],
  ];
  return `${legend(minutes)}\n\n${table([head, head.map(() => "---"), ...rows])}\n`;
}

function legend(minutes) {
  return `Cells: a provider that does nothing / pulumi-cams. Each figure is of one run.

- The rate limit is lifted, in the local service and in the client, so that the work for each number shows. The last row
  is what the limit adds up to, at ${CALLS_PER_SECOND} calls a second.
- The state is a file. The engine writes it twice for each new resource, or once with PULUMI_SKIP_CHECKPOINTS.
- ≈: an estimate of what would take more than ${minutes} minutes. The writes grow with the square of the size.
- Memory is the highest peak of resident memory, in all commands except the first \`up\` that writes the state each time.`;
}

function withoutFirstUp(figures) {
  return { ...figures, up: undefined };
}

function peak(figures, kind) {
  const peaks = Object.values(figures).flatMap((command) => command?.megabytes[kind] ?? []);
  return peaks.length === 0 ? "not measured" : megabytes(Math.max(...peaks));
}

function estimate(seconds, minutes) {
  return seconds === undefined ? `> ${minutes} min` : `≈ ${duration(seconds)}`;
}

function duration(seconds) {
  if (seconds < 99.95) return `${seconds.toFixed(1)} s`;
  return seconds < 600 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}

function megabytes(size) {
  return `${size < 10 ? size.toFixed(1) : Math.round(size).toLocaleString("en-US")} MB`;
}
