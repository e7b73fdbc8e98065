import { parseArgs } from "node:util";
import { runJest } from "./jest.mjs";
import { main, setUp } from "./setup.mjs";

const HELP = `Usage: npm run soak -- [--numbers N] [--kills N] [--seed N] [--minutes N]

  --numbers N   numbers to create (default: 1000)
  --kills N     how often the provider process is killed (default: 3)
  --seed N      which calls fail (default: 1)
  --minutes N   the time after which the soak fails (default: 20)
`;

const { values } = parseArgs({
  options: {
    numbers: { type: "string", default: "1000" },
    kills: { type: "string", default: "3" },
    seed: { type: "string", default: "1" },
    minutes: { type: "string", default: "20" },
    help: { type: "boolean", default: false },
  },
});

if (values.help) process.stdout.write(HELP);
else await main(soak);

/** `npm run soak`: the long form of test/engine/soak.test.ts, with its figures. */
async function soak() {
  const [numbers, kills, seed, minutes] = ["numbers", "kills", "seed", "minutes"].map((name) => Number(values[name]));
  if (![numbers, kills, seed, minutes].every(Number.isInteger) || numbers < 1 || minutes < 1) throw new Error(HELP);
  const engine = await setUp();
  const options = { numbers, kills, seed, mostHangs: numbers, seconds: minutes * 60 };
  const variables = { PULUMI_CAMS_CLI: engine, PULUMI_CAMS_SOAK: JSON.stringify(options) };
  return await runJest(["--silent", "test/engine/soak.test.ts"], variables);
}
