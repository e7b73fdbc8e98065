import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { installations } from "./compat/combinations.mjs";
import { getTools } from "./compat/packages.mjs";
import { describeRows, resultOf, save } from "./compat/report.mjs";
import { runInstallation } from "./compat/run.mjs";
import { OLDEST_NODE, OLDEST_PULUMI } from "./oldest-versions.mjs";
import { pack } from "./pack.mjs";
import { main, setUp } from "./setup.mjs";
import { run } from "./step.mjs";

const HELP = `Usage: npm run compat -- [--only WORD,…] [--save]

  --only WORD,…  run the combinations with all of these: a Node.js (${OLDEST_NODE}, 22, 24), an SDK (${OLDEST_PULUMI}, 3.248.0, latest),
                 a package manager (npm, pnpm), a program (commonjs, esmodule, typescript)
  --save         write the table to docs/compatibility.md
`;

const MOST_MINUTES = 30;

const { values } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    save: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

if (values.help) process.stdout.write(HELP);
else await main(compat);

/** `npm run compat`: the packed package through its life, on each Node.js, SDK and package manager that it supports. */
async function compat() {
  const wanted = installations(values.only.split(",").filter((word) => word !== ""));
  if (wanted.length === 0) throw new Error(`Nothing is all of this: ${values.only}\n\n${HELP}`);
  const engine = await setUp();
  const { startEmulator } = await import(new URL("../dist/emulator/index.js", import.meta.url));
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-cams-compat-")));
  const clean = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  const interrupted = () => {
    clean();
    process.exit(130);
  };
  process.once("SIGINT", interrupted).once("SIGTERM", interrupted);
  try {
    const end = Date.now() + MOST_MINUTES * 60_000;
    const { tarball } = await pack(folder);
    const tools = await getTools(join(folder, "tools"), [...new Set(wanted.map(({ node }) => node))]);
    const given = { engine, tarball, tools, startEmulator, timeLeft: () => end - Date.now() };
    const rows = await inLanes(wanted, async (installation, index) => {
      const done = await runInstallation(installation, { ...given, folder: join(folder, String(index)) });
      for (const row of done) say(row);
      return done;
    });
    const report = describeRows(rows, (await run(engine, ["version"])).trim());
    process.stdout.write(`\n${report}`);
    if (values.save) save(report);
    return rows.every(({ problem }) => problem === undefined) ? 0 : 1;
  } finally {
    clean();
  }
}

/** Does as many pieces of work at a time as there are cores, and returns all results in the order of the pieces. */
async function inLanes(pieces, work) {
  const results = [];
  const waiting = [...pieces.entries()];
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, piece] = next;
      results[index] = await work(piece, index);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  return results.flat();
}

function say({ node, sdk, manager, program, problem }) {
  process.stderr.write(`Node.js ${node}, ${sdk}, ${manager}, ${program}: ${resultOf(problem)}\n`);
  if (problem?.includes("\n")) process.stderr.write(`${problem.replace(/^/gm, "    ")}\n`);
}
