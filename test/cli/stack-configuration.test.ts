import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { readConfiguration } from "../../cli/stack-configuration.js";
import { readConfig } from "../../provider/config/config.js";
import { makeFolder } from "../support/cli.js";
import { EngineProject } from "../support/engine.js";
import { describeWithSignals } from "../support/processes.js";

/** Runs a flow on a project that has no stack yet, and removes it in the end. */
async function onProject(flow: (project: EngineProject) => Promise<void>): Promise<void> {
  const project = new EngineProject();
  try {
    await flow(project);
  } finally {
    project.remove();
  }
}

describe("readConfiguration", () => {
  it("reads what the selected stack has, secrets in plain text, also from a folder below the project", () =>
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

  it("reads the stack that is named, and takes what the flags say before it", () =>
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

  it("goes on without a stack that is selected, but not without one that is named", () =>
    onProject(async (project) => {
      const { read, source } = await readConfiguration({}, project.folder, project.env);
      expect([source, read("cams:endpoint")]).toEqual(["the environment, since no stack is selected", undefined]);
      await expect(readConfiguration({ stack: "dev" }, project.folder, project.env)).rejects.toThrow(
        "The configuration of the stack dev could not be read: no stack named 'dev' found. Mend that, or run this in a " +
          "folder that is no Pulumi project, where only the environment counts.",
      );
    }));

  it("does not take another account's credentials when the stack cannot be read, and shows none", () =>
    onProject(async (project) => {
      await project.initStack({}, { "cams:accessKey": "hidden" });
      const env = { ...project.env, PULUMI_CONFIG_PASSPHRASE: "another" };
      const reading = readConfiguration({}, project.folder, env);
      await expect(reading).rejects.toThrow(
        "The configuration of the selected stack could not be read: incorrect passphrase. Mend that, or run",
      );
      await expect(reading).rejects.not.toThrow("hidden");
    }));

  it.each(["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"])(
    "goes on in a project by %s where there is no pulumi",
    async (file) => {
      const folder = makeFolder();
      writeFileSync(join(folder, file), "");
      const { read, source } = await readConfiguration({}, folder, { PATH: folder });
      expect([source, read("cams:endpoint")]).toEqual([
        "the environment, since there is no `pulumi` on PATH",
        undefined,
      ]);
      await expect(readConfiguration({ stack: "dev" }, folder, { PATH: folder })).rejects.toThrow(
        "The configuration of the stack dev could not be read: there is no `pulumi` on PATH.",
      );
    },
  );

  it.each(["stack", "profile", "endpoint"])("refuses --%s without a value", async (flag) => {
    await expect(readConfiguration({ [flag]: "" }, makeFolder(), {})).rejects.toThrow(
      `Expected --${flag} to have a value`,
    );
  });

  describeWithSignals("from a `pulumi` that misbehaves", () => {
    /** A folder with a project, and a `pulumi` that is a script. */
    function folderWith(script: string): { folder: string; environment: NodeJS.ProcessEnv } {
      const folder = makeFolder();
      writeFileSync(join(folder, "Pulumi.yaml"), "");
      writeFileSync(join(folder, "pulumi"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
      return { folder, environment: { PATH: `${folder}:/bin:/usr/bin` } };
    }

    it.each([
      ["prints no JSON", "echo '{\"cams:secretKey\": planted'", "gave something else than JSON"],
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

    it("takes null for an empty configuration", async () => {
      const { folder, environment } = folderWith("echo null");
      expect((await readConfiguration({}, folder, environment)).read("cams:endpoint")).toBeUndefined();
    });
  });

  it("reads nothing but the flags outside of a project", async () => {
    const { read, source } = await readConfiguration({ endpoint: "127.0.0.1:1" }, makeFolder(), {});
    expect([source, read("cams:endpoint")]).toEqual(["--endpoint, then the environment", "127.0.0.1:1"]);
    await expect(readConfiguration({ stack: "dev" }, makeFolder(), {})).rejects.toMatchObject({ name: "UsageError" });
  });
});
