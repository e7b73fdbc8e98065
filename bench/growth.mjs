import { parseArgs } from "node:util";
import { main, setUp } from "../tools/setup.mjs";
import { measureGrowth } from "./growth/measure.mjs";
import { describeGrowth } from "./growth/report.mjs";
import { save } from "./save.mjs";

const HELP = `Usage: npm run bench:growth -- [--numbers N,N] [--minutes N] [--save FILE]

  --numbers N,N  numbers in the stack (default: 100,1000,3000,10000)
  --minutes N    the time that a command may take; a first \`pulumi up\` that would take longer is estimated (default: 20)
  --save FILE    write the table to bench/FILE`;

const { values } = parseArgs({
  options: {
    numbers: { type: "string", default: "100,1000,3000,10000" },
    minutes: { type: "string", default: "20" },
    save: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

if (values.help) process.stdout.write(`${HELP}\n`);
else await main(bench);

/** `npm run bench:growth`: measures how the cost grows with the numbers in one stack. */
async function bench() {
  const sizes = values.numbers.split(",").map(Number);
  const minutes = Number(values.minutes);
  if (!sizes.every((size) => Number.isInteger(size) && size >= 1) || !(minutes > 0)) {
    throw new Error(`Expected at least 1 number, and some minutes.\n\n${HELP}`);
  }
  const measured = await measureGrowth({ engine: await setUp(), sizes, minutes });
  const report = describeGrowth({ measured, minutes });
  process.stdout.write(report);
  if (values.save !== undefined) save(values.save, "Results of the bench of growth", report);
  return 0;
}
