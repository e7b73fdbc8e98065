import { execFile } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { makeFolder } from "../support/cli.js";
import { root } from "../support/engine.js";

const PLUGIN = join(root, "plugin");

interface Ended {
  status: number;
  stdout: string;
  stderr: string;
}

/** Runs the launcher of a plugin's folder, as the engine does, until it ends. */
function launch(folder: string, environment: Record<string, string>): Promise<Ended> {
  return new Promise((resolve) => {
    const launcher = process.platform === "win32" ? "pulumi-resource-cams.cmd" : "pulumi-resource-cams";
    const options = { env: environment, shell: process.platform === "win32" };
    execFile(join(folder, launcher), ["127.0.0.1:1"], options, (error, stdout, stderr) => {
      resolve({ status: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
}

/** A project in which the package is installed with some of what it needs. */
function makeProject(...packages: string[]): string {
  const project = makeFolder();
  const installed = join(project, "node_modules", "pulumi-cams");
  for (const name of ["dist", "plugin", "package.json"]) {
    cpSync(join(root, name), join(installed, name), { recursive: true });
  }
  for (const name of packages) {
    mkdirSync(dirname(join(project, "node_modules", name)), { recursive: true });
    symlinkSync(join(root, "node_modules", name), join(project, "node_modules", name), "junction");
  }
  return project;
}

const ownNode = { PATH: dirname(process.execPath) };

describe("the plugin's launcher says in one sentence", () => {
  it("that there is no Node.js on PATH", async () => {
    expect(await launch(PLUGIN, { PATH: makeFolder() })).toEqual({
      status: 1,
      stdout: "",
      stderr: "pulumi-resource-cams: Node.js 20.19 or newer is needed, and there is no `node` on PATH.\n",
    });
  });

  // Windows has no such scripts.
  (process.platform === "win32" ? it.skip : it)("that the Node.js on PATH is too old", async () => {
    const folder = makeFolder();
    const versions = '{ ...process.versions, node: "20.18.3" }';
    writeFileSync(join(folder, "old.cjs"), `Object.defineProperty(process, "versions", { value: ${versions} });`);
    writeFileSync(join(folder, "node"), `#!/bin/sh\nexec ${process.execPath} --require ${folder}/old.cjs "$@"\n`, {
      mode: 0o755,
    });
    expect(await launch(PLUGIN, { PATH: folder })).toEqual({
      status: 1,
      stdout: "",
      stderr: "pulumi-resource-cams: Node.js 20.19 or newer is needed, and `node` on PATH is 20.18.3.\n",
    });
  });

  it("that pulumi-cams is missing, in a folder by itself", async () => {
    const folder = makeFolder();
    cpSync(PLUGIN, folder, { recursive: true });
    expect(await launch(folder, ownNode)).toEqual({
      status: 1,
      stdout: "",
      stderr:
        "pulumi-resource-cams: The package pulumi-cams is missing. Run `npm install pulumi-cams @pulumi/pulumi` in " +
        `${folder}.\n`,
    });
  });

  it("that Pulumi's package is missing, in a project", async () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { dependencies: object };
    const project = makeProject(...Object.keys(dependencies));
    expect(await launch(join(project, "node_modules", "pulumi-cams", "plugin"), ownNode)).toEqual({
      status: 1,
      stdout: "",
      stderr:
        "pulumi-resource-cams: The package @pulumi/pulumi is missing. Run `npm install pulumi-cams @pulumi/pulumi` in " +
        `${project}.\n`,
    });
  });
});

it("the launchers name the oldest Node.js of the package", () => {
  const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { engines: { node: string } };
  const oldest = engines.node.replace(">=", "");
  for (const name of ["pulumi-resource-cams", "pulumi-resource-cams.cmd"]) {
    expect(readFileSync(join(PLUGIN, name), "utf8")).toContain(`Node.js ${oldest} or newer`);
  }
  expect(readFileSync(join(PLUGIN, "index.js"), "utf8")).toContain(`OLDEST = [${oldest.replace(".", ", ")}]`);
});
