import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { main, setUp } from "../tools/setup.mjs";
import { CLIENTS, LIMITS, MODELS, pick } from "./cases.mjs";
import { save } from "./save.mjs";
import { describeSharing, measureSharing } from "./sharing/index.mjs";
import { describeTables } from "./tables.mjs";
import { runWave } from "./wave.mjs";

const HELP = `Usage: npm run bench -- [--writes N] [--runs N] [--clients A,B] [--models A,B] [--no-sharing] [--save FILE]

  --writes N     writes per case (default: 30)
  --runs N       runs of each case, each with different delays (default: 1)
  --clients A,B  only some of ${Object.keys(CLIENTS).join(", ")}
  --models A,B   only some of ${Object.keys(MODELS).join(", ")}
  --no-sharing   skip the runs with several processes on one account
  --save FILE    write the tables to bench/FILE (default: results.md)`;

const { values } = parseArgs({
  options: {
    writes: { type: "string", default: "30" },
    runs: { type: "string", default: "1" },
    clients: { type: "string", default: Object.keys(CLIENTS).join(",") },
    models: { type: "string", default: Object.keys(MODELS).join(",") },
    "no-sharing": { type: "boolean", default: false },
    save: { type: "string", default: "results.md" },
    help: { type: "boolean", default: false },
  },
});

if (values.help) process.stdout.write(`${HELP}\n`);
else await main(bench);

/** `npm run bench`: measures how fast several clients write many numbers, and how well they stay within the limit. */
async function bench() {
  const clients = pick(values.clients, CLIENTS, HELP);
  const models = pick(values.models, MODELS, HELP);
  const writes = Number(values.writes);
  const runs = Number(values.runs);
  if (!(writes > 5 && runs >= 1)) throw new Error(`Expected at least 6 writes and 1 run.\n\n${HELP}`);
  await setUp({ engine: false });
  const start = performance.now();
  const measured = [];
  for (const client of clients) {
    for (let run = 1; run <= runs; run += 1) {
      const cases = Object.keys(LIMITS).flatMap((limit) =>
        models.map((model) => ({ client, model, limit, writes, seed: run })),
      );
      process.stderr.write(
        `» ${CLIENTS[client].title}: ${cases.length} cases at the same time, run ${run} of ${runs}\n`,
      );
      measured.push(...(await runWave(cases)));
    }
  }
  let tables = describeTables({ measured, clients, models, writes, runs });
  if (!values["no-sharing"]) {
    process.stderr.write("» Several processes on one account\n");
    const shared = await measureSharing(writes);
    measured.push(...shared);
    tables += `\n${describeSharing(shared, writes)}`;
  }
  process.stdout.write(`${tables}\nTook ${Math.round((performance.now() - start) / 1000)} s.\n`);
  save(values.save, "Results of the bench", tables);
  return measured.some(({ failed }) => failed > 0) ? 1 : 0;
}
