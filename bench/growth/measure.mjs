import { fileURLToPath } from "node:url";
import { TookTooLong } from "../engine/project.mjs";
import { withProjects } from "../engine/projects.mjs";
import { SUBJECTS } from "../engine/subjects.mjs";
import { estimateUp } from "./estimate.mjs";

const LIFT_RATES = `--require=${JSON.stringify(fileURLToPath(new URL("lift-rates.cjs", import.meta.url)))}`;

/** The engine writes the state once, at the end, and not twice for each resource. Older engines need both variables. */
const ONE_WRITE = { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" };

/** The commands in the life of one stack, in order, each with the name of its figures. */
const LIFE = {
  preview: (project, all, limits) => project.preview(`+ ${all} to create`, limits),
  upWithOneWrite: (project, all, limits) => project.up(`+ ${all} created`, { ...limits, variables: ONE_WRITE }),
  unchangedUp: (project, all, limits) => project.up(`${all} unchanged`, limits),
  refresh: (project, all, limits) => project.refresh(`${all} unchanged`, limits),
};

/** In a stack of its own, since a large one can take hours, and then it is stopped. */
const FIRST_UP = { up: (project, all, limits) => project.up(`+ ${all} created`, limits) };

/**
 * Measures the commands in a stack's life, for stacks of each size and with each subject. No command may take more than
 * `minutes`: a first `up` that does, or that would, has no figures.
 */
export async function measureGrowth({ engine, sizes, minutes }) {
  const { startEmulator } = await import(new URL("../../dist/emulator/index.js", import.meta.url));
  const emulator = await startEmulator({ behaviour: { rateLimit: "none" } });
  const limits = { seconds: minutes * 60 };
  const live = async (life, { numbers, figures }) => {
    emulator.reset();
    await withProjects({ engine, emulator, variables: { NODE_OPTIONS: LIFT_RATES } }, (projects) =>
      takeTurns({ projects, life, numbers, limits, figures }),
    );
  };
  try {
    await live(LIFE, stackOf(1));
    const measured = [];
    for (const stack of sizes.map(stackOf)) {
      await live(LIFE, stack);
      const isShort = SUBJECTS.every((_, subject) => !(estimateUp(measured, subject, stack) > limits.seconds));
      if (isShort) await live(FIRST_UP, stack).catch(ifTooLong);
      measured.push(stack);
    }
    return measured;
  } finally {
    await emulator.close();
  }
}

/** The figures are in the order of the subjects, and by the names of the commands. */
function stackOf(numbers) {
  return { numbers, figures: SUBJECTS.map(() => ({})) };
}

/** Runs each command with each project before the next one, and adds to the figures. */
async function takeTurns({ projects, life, numbers, limits, figures }) {
  for (const project of projects) project.declare(numbers);
  for (const [name, run] of Object.entries(life)) {
    for (const [subject, project] of projects.entries()) {
      const measures = await run(project, numbers + 1, limits);
      figures[subject][name] = { ...measures, stateMegabytes: project.stateMegabytes };
      process.stderr.write(`» ${numbers} in a stack, ${project.title}, ${name}: ${measures.seconds.toFixed(1)} s\n`);
    }
  }
}

function ifTooLong(error) {
  if (!(error instanceof TookTooLong)) throw error;
  process.stderr.write(`» ${error.message}\n`);
}
