import { parseArgs } from "node:util";
import { main, setUp } from "../tools/setup.mjs";
import { measurePreviews } from "./preview/measure.mjs";
import { describePreviews, isSlow } from "./preview/report.mjs";
import { save } from "./save.mjs";

const HELP = `Usage: npm run bench:preview -- [--resources N] [--pairs N] [--save FILE]

  --resources N  resources in the program (default: 1000)
  --pairs N      previews per provider, taking turns (default: 5)
  --save FILE    write the table to bench/FILE`;

const { values } = parseArgs({
  options: {
    resources: { type: "string", default: "1000" },
    pairs: { type: "string", default: "5" },
    save: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

if (values.help) process.stdout.write(`${HELP}\n`);
else await main(bench);

/** `npm run bench:preview`: measures how long a preview takes, compared with a provider that does nothing. */
async function bench() {
  const resources = Number(values.resources);
  const pairs = Number(values.pairs);
  if (!(resources >= 1 && pairs >= 1)) throw new Error(`Expected at least 1 resource and 1 pair.\n\n${HELP}`);
  const measured = await measurePreviews({ engine: await setUp(), resources, pairs });
  const report = describePreviews({ measured, resources, pairs });
  process.stdout.write(report);
  if (values.save !== undefined) save(values.save, "Results of the bench of previews", report);
  return measured.some(isSlow) ? 1 : 0;
}
