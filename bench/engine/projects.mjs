import { Project } from "./project.mjs";
import { SUBJECTS } from "./subjects.mjs";

/** Gives an action a project with a stack for each subject, in their order, and removes the projects, whatever happens. */
export async function withProjects({ engine, emulator, variables, subjects = SUBJECTS }, action) {
  const projects = subjects.map((subject) => new Project(engine, subject, variables));
  const remove = () => projects.forEach((project) => project.remove());
  const interrupted = () => {
    remove();
    process.exit(130);
  };
  process.once("SIGINT", interrupted).once("SIGTERM", interrupted);
  try {
    for (const project of projects) await project.initStack(emulator);
    return await action(projects);
  } finally {
    process.off("SIGINT", interrupted).off("SIGTERM", interrupted);
    remove();
  }
}
