import { withProjects } from "../engine/projects.mjs";
import { PLUGIN, SUBJECTS as DYNAMIC } from "../engine/subjects.mjs";

export const SUBJECTS = [...DYNAMIC, PLUGIN];

/** Previews each subject's program `pairs` times, taking turns: first with nothing deployed, then with everything deployed. */
export async function measurePreviews({ engine, resources, pairs }) {
  const { startEmulator } = await import(new URL("../../dist/emulator/index.js", import.meta.url));
  const emulator = await startEmulator();
  try {
    return await withProjects({ engine, emulator, subjects: SUBJECTS }, async (projects) => {
      for (const project of projects) project.declare(resources);
      const first = await takeTurns(projects, pairs, "nothing deployed", `+ ${resources + 1} to create`);
      for (const project of projects) await project.deploy(resources);
      return [first, await takeTurns(projects, pairs, "all deployed", `${resources + 1} unchanged`)];
    });
  } finally {
    await emulator.close();
  }
}

/** Returns the measurements of each project, in the order of the projects, after one warm-up turn. */
async function takeTurns(projects, pairs, stack, summary) {
  const measures = projects.map(() => []);
  for (let turn = 0; turn <= pairs; turn += 1) {
    for (const [index, project] of projects.entries()) {
      const measured = await project.preview(summary);
      const which = turn === 0 ? "warm-up" : `${turn} of ${pairs}`;
      process.stderr.write(`» ${stack}, ${project.title}, ${which}: ${measured.seconds.toFixed(2)} s\n`);
      if (turn > 0) measures[index].push(measured);
    }
  }
  return { stack, measures };
}
