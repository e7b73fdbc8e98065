import { join } from "node:path";
import { install, manifestOf } from "./packages.mjs";
import { live } from "./life.mjs";
import { PROGRAMS } from "./programs.mjs";
import { Project } from "./project.mjs";
import { run } from "../step.mjs";

/** Installs once, and runs the programs of the installation one after another: a row of the table for each. */
export async function runInstallation(installation, { folder, engine, tarball, tools, timeLeft, startEmulator }) {
  const { node, sdk, manager, programs } = installation;
  const nodeFolder = tools.nodes.get(node);
  const nodeVersion = (await run(join(nodeFolder, "node"), ["--version"])).trim().slice(1);
  const project = new Project({ folder, engine, nodeFolder, timeLeft });
  const packages = { "@pulumi/pulumi": sdk, "pulumi-cams": `file:${tarball}` };
  const rows = [];
  for (const name of programs) {
    const program = PROGRAMS[name];
    const row = { node: nodeVersion, sdk, manager, program: program.title(installation), problem: undefined };
    rows.push(row);
    const emulator = await startEmulator();
    try {
      if (timeLeft() <= 0) throw new Error("not run: no time was left");
      for (const [file, content] of Object.entries(program.files)) project.write(file, content);
      const dependencies = { ...packages, ...program.packages(installation) };
      project.write(
        "package.json",
        JSON.stringify({ name: "compat", private: true, ...program.manifest, dependencies }),
      );
      await install(project.folder, manager, nodeFolder, tools);
      row.sdk = manifestOf(join(project.folder, "node_modules", "@pulumi", "pulumi")).version;
      await project.initStack(name, emulator);
      await live(project, emulator, nodeVersion);
    } catch (error) {
      row.problem = error.message;
    } finally {
      await emulator.close();
    }
  }
  return rows;
}
