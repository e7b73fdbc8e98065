import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { readConfiguration } from "../../../cli/stack/configuration.js";
import { readConfig } from "../../../provider/config/config.js";
import { makeFolder } from "../../support/cli.js";
import { EngineProject, type ProjectOptions } from "../../support/engine.js";
import { describeWithSignals } from "../../support/processes.js";

/** Runs a test on a project that has no stack yet, then removes the project. */
async function onProject(flow: (project: EngineProject) => Promise<void>, options: ProjectOptions = {}): Promise<void> {
  const project = new EngineProject(options);
  try {
    await flow(project);
  } finally {
    project.remove();
  }
}

describe("readConfiguration", () => {
  it("reads the selected stack with its secrets, also from a subfolder of the project", () =>
    onProject(async (project) => {
      await project.initStack(
        { "cams:endpoint": "127.0.0.1:1", "alicloud:region": "eu-central-1" },
        { "cams:accessKey": "id", "cams:secretKey": "secret" },
      );
      const below = join(project.folder, "below");
      mkdirSync(below);
      for (const folder of [project.folder, below]) {
        const { read, source } = await readConfiguration({}, folder, project.env);
        expect(source).toBe("the selected stack, then the environment");
        expect(
          ["cams:accessKey", "cams:secretKey", "cams:endpoint", "alicloud:region", "cams:profile"].map(read),
        ).toEqual(["id", "secret", "127.0.0.1:1", "eu-central-1", undefined]);
      }
    }));

  it("reads the given stack, and lets the flags override it", () =>
    onProject(async (project) => {
      await project.initStack(
        { "cams:endpoint": "127.0.0.1:1" },
        { "cams:accessKey": "id", "cams:secretKey": "secret" },
      );
      await project.succeed("stack", "init", "other", "--non-interactive");
      const flags = { stack: "test", profile: "support", endpoint: "127.0.0.1:2" };
      const { read, source } = await readConfiguration(flags, project.folder, project.env);
      expect(source).toBe("--profile and --endpoint, then the stack test, then the environment");
      expect(readConfig(read, { ALICLOUD_ACCESS_KEY: "another", ALICLOUD_SECRET_KEY: "secret" })).toMatchObject({
        credentials: { profile: "support" },
        endpoint: "127.0.0.1:2",
      });
    }));

  it("does not need a selected stack, but fails if the given stack does not exist", () =>
    onProject(async (project) => {
      const { read, source } = await readConfiguration({}, project.folder, project.env);
      expect([source, read("cams:endpoint")]).toEqual(["the environment, since no stack is selected", undefined]);
      await expect(readConfiguration({ stack: "dev" }, project.folder, project.env)).rejects.toThrow(
        "Could not read the configuration of the stack dev: no stack named 'dev' found. " +
          "Fix that, or run this outside of a Pulumi project to use only the environment.",
      );
    }));

  it("does not fall back to the environment if the stack cannot be read, and shows no secret", () =>
    onProject(
      async (project) => {
        await project.initStack({}, { "cams:accessKey": "hidden" });
        const env = { ...project.env, PULUMI_CONFIG_PASSPHRASE: "another" };
        const reading = readConfiguration({}, project.folder, env);
        await expect(reading).rejects.toThrow(
          "Could not read the configuration of the selected stack: incorrect passphrase. Fix that, or run",
        );
        await expect(reading).rejects.not.toThrow("hidden");
      },
      { hasPassphrase: true },
    ));

  it.each(["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"])(
    "uses the environment in a project with %s if `pulumi` is missing",
    async (file) => {
      const folder = makeFolder();
      writeFileSync(join(folder, file), "");
      const { read, source } = await readConfiguration({}, folder, { PATH: folder });
      expect([source, read("cams:endpoint")]).toEqual(["the environment, since `pulumi` is not on PATH", undefined]);
      await expect(readConfiguration({ stack: "dev" }, folder, { PATH: folder })).rejects.toThrow(
        "Could not read the configuration of the stack dev: `pulumi` is not on PATH.",
      );
    },
  );

  describeWithSignals("with a broken `pulumi`", () => {
    /** A project folder with a script as its `pulumi`. */
    function folderWith(script: string): { folder: string; environment: NodeJS.ProcessEnv } {
      const folder = makeFolder();
      writeFileSync(join(folder, "Pulumi.yaml"), "");
      writeFileSync(join(folder, "pulumi"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
      return { folder, environment: { PATH: `${folder}:/bin:/usr/bin` } };
    }

    it.each([
      ["prints no JSON", "echo '{\"cams:secretKey\": planted'", "did not print JSON"],
      [
        "cannot reach its backend",
        "echo 'error: open postgres://user:planted@host/db: refused' >&2; exit 1",
        "[address]",
      ],
    ])("shows no secret when it %s", async (_, script, message) => {
      const { folder, environment } = folderWith(script);
      const reading = readConfiguration({}, folder, environment);
      await expect(reading).rejects.toThrow(message);
      await expect(reading).rejects.not.toThrow("planted");
    });

    it("treats null as an empty configuration", async () => {
      const { folder, environment } = folderWith("echo null");
      expect((await readConfiguration({}, folder, environment)).read("cams:endpoint")).toBeUndefined();
    });
  });

  it("reads only the flags outside of a project", async () => {
    const { read, source } = await readConfiguration({ endpoint: "127.0.0.1:1" }, makeFolder(), {});
    expect([source, read("cams:endpoint")]).toEqual(["--endpoint, then the environment", "127.0.0.1:1"]);
    await expect(readConfiguration({ stack: "dev" }, makeFolder(), {})).rejects.toMatchObject({ name: "UsageError" });
  });
});
