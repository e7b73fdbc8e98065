import { parseArgs } from "node:util";
import { main, setUp } from "../tools/setup.mjs";
import { CLIENTS, pick } from "./cases.mjs";
import { describeCrowds, describeVirtualCrowds, measureCrowds } from "./crowd/index.mjs";
import { describeStacks, measureStacks } from "./crowd/stacks.mjs";
import { save } from "./save.mjs";

const HELP = `Usage: npm run bench:crowd -- [--runs N] [--clients A,B] [--virtual N] [--stacks N] [--save FILE]

  --runs N       runs of each crowd, each with different delays (default: 1)
  --clients A,B  only some of ${Object.keys(CLIENTS).join(", ")}
  --virtual N    also runs of each crowd by a virtual clock, in minutes for hundreds (default: 0)
  --stacks N     runs of two stacks on two machines, by the real engine (default: 0)
  --save FILE    write the tables to bench/FILE`;

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "1" },
    clients: { type: "string", default: Object.keys(CLIENTS).join(",") },
    virtual: { type: "string", default: "0" },
    stacks: { type: "string", default: "0" },
    save: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

if (values.help) process.stdout.write(`${HELP}\n`);
else await main(bench);

/** `npm run bench:crowd`: measures clients of one account that know nothing of each other. */
async function bench() {
  const clients = pick(values.clients, CLIENTS, HELP);
  const runs = Number(values.runs);
  const virtual = Number(values.virtual);
  const stacks = Number(values.stacks);
  if (!(runs >= 0 && runs + virtual >= 1)) throw new Error(`Expected at least 1 run.\n\n${HELP}`);
  const engine = await setUp({ engine: stacks > 0 });
  const measured = await measureCrowds(clients, runs);
  let report = runs > 0 ? describeCrowds(measured, clients, runs) : "";
  if (virtual > 0) {
    // Imports the build, and takes over the timers of this process.
    const { measureVirtualCrowds } = await import("./crowd/virtual.mjs");
    report += `\n${describeVirtualCrowds(await measureVirtualCrowds(virtual), virtual)}`;
  }
  if (stacks > 0) report += `\n${describeStacks(await measureStacks({ engine, runs: stacks }))}`;
  process.stdout.write(report);
  if (values.save !== undefined) save(values.save, "Results of the bench of crowds", report);
  return measured.some(({ failed }) => failed > 0) ? 1 : 0;
}
