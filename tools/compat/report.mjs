import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { table } from "../../bench/tables.mjs";
import { root } from "../setup.mjs";

const PAGE = join(root, "docs", "compatibility.md");
const HEADING = "## Last run";
const HEAD = ["Node.js", "@pulumi/pulumi", "installed with", "program", "result"];

/** The rows as a table, with what they ran on. */
export function describeRows(rows, engineVersion) {
  const day = new Date().toISOString().slice(0, 10);
  const facts = `On ${day}, ${process.platform} on ${process.arch}, with the engine ${engineVersion}:`;
  const cells = rows.map(({ problem, ...row }) => [row.node, row.sdk, row.manager, row.program, resultOf(problem)]);
  return `${facts}\n\n${table([HEAD, HEAD.map(() => "---"), ...cells])}\n`;
}

/** One line that cannot break the table. */
export function resultOf(problem) {
  return problem === undefined ? "ok" : problem.split("\n")[0].replaceAll("|", "\\|");
}

/** Puts a report in place of the last one in docs/compatibility.md. */
export function save(report) {
  const [before] = readFileSync(PAGE, "utf8").split(HEADING);
  writeFileSync(PAGE, `${before}${HEADING}\n\n${report}`);
}
