import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { table } from "../../bench/tables.mjs";
import { root } from "../setup.mjs";

const PAGE = join(root, "docs", "compatibility.md");
const HEADING = "## Last run";

/** What ran, as a table: one row per Node.js and SDK, one column per package manager and program. */
export function describeRows(rows, engineVersion) {
  const day = new Date().toISOString().slice(0, 10);
  const facts = `On ${day}, ${process.platform} on ${process.arch}, with the engine ${engineVersion}:`;
  const columns = [...new Set(rows.map(columnOf))];
  const lines = firstOfEach(rows).map(({ node, sdk }) => {
    const ofLine = rows.filter((row) => row.node === node && row.sdk === sdk);
    return [node, sdk, ...columns.map((column) => cellOf(ofLine.find((row) => columnOf(row) === column)))];
  });
  const head = ["Node.js", "@pulumi/pulumi", ...columns];
  return `${facts}\n\n${table([head, head.map(() => "---"), ...lines])}\n`;
}

/** The first row of each Node.js and SDK. */
function firstOfEach(rows) {
  return rows.filter(({ node, sdk }, index) => index === rows.findIndex((row) => row.node === node && row.sdk === sdk));
}

function columnOf({ manager, program }) {
  return `${manager}: ${partsOf(program).kind}`;
}

/** "ok" or the problem, with the version of TypeScript; a dash for what did not run. */
function cellOf(row) {
  if (row === undefined) return "–";
  const { version } = partsOf(row.program);
  return `${resultOf(row.problem)}${version === undefined ? "" : ` (${version})`}`;
}

/** The title of a program without what its row or its column says already: "TypeScript 6.0.3", "JavaScript, CommonJS". */
function partsOf(program) {
  return /^(?:JavaScript, )?(?<kind>\D+?)(?: (?<version>\d.*))?$/.exec(program).groups;
}

/** One line that cannot break the table. */
export function resultOf(problem) {
  return problem === undefined ? "ok" : problem.split("\n")[0].replaceAll("|", "\\|");
}

/** Replaces the last report in docs/compatibility.md. */
export function save(report) {
  const [before] = readFileSync(PAGE, "utf8").split(HEADING);
  writeFileSync(PAGE, `${before}${HEADING}\n\n${report}`);
}
