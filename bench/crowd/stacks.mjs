import { MODELS } from "../cases.mjs";
import { Project } from "../engine/project.mjs";
import { SUBJECTS } from "../engine/subjects.mjs";
import { measure, spread } from "../measures.mjs";
import { table } from "../tables.mjs";

const STACKS = 2;
const NUMBERS = 40;

/** Creates two stacks of one account at once, `runs` times: two machines, since each has its own folder for temporary files. */
export async function measureStacks({ engine, runs }) {
  const { startEmulator } = await import(new URL("../../dist/emulator/index.js", import.meta.url));
  const measured = [];
  for (let run = 1; run <= runs; run += 1) {
    const emulator = await startEmulator({ behaviour: { ...MODELS["jitter-300"].behaviour, uplinkSeed: run } });
    const projects = Array.from({ length: STACKS }, () => new Project(engine, SUBJECTS.at(-1)));
    try {
      for (const [index, project] of projects.entries()) {
        await project.initStack(emulator);
        project.declare(NUMBERS, index * NUMBERS);
      }
      await Promise.all(projects.map((project) => project.up(`+ ${NUMBERS + 1} created`)));
      const writes = emulator.requests().filter(({ operation }) => operation === "UpdateConversationalAutomation");
      const numbers = [...new Set(writes.map(({ phoneNumber }) => phoneNumber))].sort();
      const isOf = (index) => new Set(numbers.slice(index * NUMBERS, (index + 1) * NUMBERS));
      const byStack = projects.map((_, index) => writes.filter(({ phoneNumber }) => isOf(index).has(phoneNumber)));
      const one = { ...measure(writes), apart: spread(byStack) };
      process.stderr.write(`» Two stacks, run ${run} of ${runs}: ${one.ratio.toFixed(2)}\n`);
      measured.push(one);
    } finally {
      for (const project of projects) project.remove();
      await emulator.close();
    }
  }
  return measured;
}

export function describeStacks(measured) {
  const rows = measured.map(({ ratio, throttled, apart }, index) => [
    `${index + 1}`,
    ratio.toFixed(2),
    `${throttled} of ${STACKS * NUMBERS + throttled}`,
    `${(100 * apart).toFixed(0)} %`,
  ]);
  const head = ["run", "ratio", "throttled", "spread"];
  return `## Two stacks on two machines

Two stacks of ${NUMBERS} new numbers each, by \`pulumi up\` at the same time, each with a folder for temporary files of its own. Jitter
30 + 270 ms. The ratio and the spread are those of the writes.

${table([head, head.map(() => "---"), ...rows])}
`;
}
