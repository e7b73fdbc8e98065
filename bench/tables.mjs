import { CLIENTS, LIMITS, MODELS } from "./cases.mjs";

/** Formats the measurements: one table for each meaning of the limit, with a legend. */
export function describeTables({ measured, clients, models, writes, runs }) {
  const tables = Object.entries(LIMITS).map(([limit, meaning]) => {
    const rows = clients.map((client) => [
      CLIENTS[client].title,
      ...models.map((model) => cell(measured.filter(isCase({ client, model, limit })))),
      latest(measured.filter(isCase({ client, limit }))),
    ]);
    const head = ["client", ...models.map((model) => MODELS[model].title), "timers late"];
    return `## Five calls in ${meaning}\n\n${table([head, head.map(() => "---"), ...rows])}\n`;
  });
  return `${legend(writes, runs)}\n\n${tables.join("\n")}`;
}

function legend(writes, runs) {
  const many = runs === 1 ? "one run" : `${runs} runs, ratios and throttled answers averaged`;
  return `${writes} writes at once, ${many}. Cells: ratio / throttled answers / most calls in any 1000 ms.

- The ratio is the time from the first call to the last accepted write, by the service's clock, divided by
  the least that the limit allows: five at once and five more each second, ${Math.ceil(writes / 5) - 1} s.
- All cases of one client ran at the same time, each with one process for the client and one for its emulator.
  "Timers late" is the 99th percentile of timer delays in the worst process.
- Latencies are outbound + the rest. Jitter: the outbound part is lognormal with sigma 0.5, the rest constant.
  Cold: each call opens a connection, which takes 40 to 120 ms, plus 1000 ms in 3% of cases.
- Every client made one call to another operation first. All except pulumi-cams retry throttled calls with full
  jitter of 200 ms, doubled each time up to 5 s, and go through their limiter again.`;
}

function isCase(wanted) {
  return (one) => Object.entries(wanted).every(([name, value]) => one[name] === value);
}

function cell(cases) {
  const failed = cases.reduce((sum, one) => sum + one.failed, 0);
  const ratio = mean(cases.map((one) => one.ratio)).toFixed(2);
  const throttled = Number(mean(cases.map((one) => one.throttled)).toFixed(1));
  const most = Math.max(...cases.map((one) => one.mostInSecond));
  return `${ratio} / ${throttled} / ${most}${failed > 0 ? ` (${failed} failed)` : ""}`;
}

function latest(cases) {
  return `${Math.max(...cases.map(({ lateMs }) => lateMs)).toFixed(1)} ms`;
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Formats a Markdown table with columns of equal width, as Prettier does. */
export function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const pad = (text, column) => text.padEnd(widths[column], text === "---" ? "-" : " ");
  return rows.map((row) => `| ${row.map(pad).join(" | ")} |`).join("\n");
}
