import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { ownFolders } from "../../api/own-folder.js";
import type { Emulator } from "../../emulator/index.js";
import { TYPE } from "../support/engine.js";
import { onStack } from "../support/stack.js";

const SETTINGS = { enableWelcomeMessage: false, prompts: ["Where is my order?"], commands: [] };

function support(name: string, options = "{}"): string {
  return `
    new cams.ConversationalAutomation("${name}", {
      custSpaceId: "cams-space",
      phoneNumber: "8613000000001",
      prompts: ["Where is my order?"],
    }, ${options});`;
}

describe("a resource that stays with its number", () => {
  it("keeps the settings through a rename, a forced replacement and an alias, and writes those that change with a rename", () =>
    onStack(async ({ project, emulator, calls }) => {
      const kept = [{ custSpaceId: "cams-space", phoneNumber: "8613000000001", ...SETTINGS }];
      project.program(support("support"));
      await project.up();
      expect(calls()).toEqual(["Get 8613000000001", "Update 8613000000001"]);

      project.program(support("service"));
      expect(await project.up()).toMatch(/\+ 1 created\s+- 1 deleted/);
      expect(calls()).toEqual(["Get 8613000000001"]);
      expect(emulator.numbers()).toEqual(kept);

      expect(await project.up("--replace", `urn:pulumi:test::project::${TYPE}::service`)).toMatch(/1 replaced/);
      expect(calls()).toEqual(["Get 8613000000001"]);
      expect(emulator.numbers()).toEqual(kept);

      project.program(support("desk", '{ aliases: [{ name: "service" }] }'));
      expect(await project.up()).toContain("2 unchanged");
      expect(calls()).toEqual([]);
      const { resources } = project.state();
      expect(resources.map(({ urn }) => urn)).toEqual([`urn:pulumi:test::project::${TYPE}::desk`]);

      project.program(support("counter").replace("order?", "parcel?"));
      expect(await project.up()).toMatch(/\+ 1 created\s+- 1 deleted/);
      expect(calls()).toEqual(["Get 8613000000001", "Update 8613000000001"]);
      expect(emulator.numbers()).toEqual([{ ...kept[0], prompts: ["Where is my parcel?"] }]);

      await project.destroy();
      expect(calls()).toEqual(["Update 8613000000001"]);
      expect(emulator.numbers()).toEqual([{ ...kept[0], prompts: [] }]);
    }));
});

describe("a resource that is renamed and given another provider", () => {
  function withProvider(resource: string, { endpoint, accessKeyId, accessKeySecret }: Emulator): string {
    return `
      const provider = new cams.Provider("own", {
        endpoint: "${endpoint}",
        accessKey: "${accessKeyId}",
        secretKey: pulumi.secret("${accessKeySecret}"),
      });
      ${resource}`;
  }

  it("keeps the settings although two provider processes take part", () =>
    onStack(async ({ project, emulator, calls }) => {
      project.program(support("support"));
      await project.up();
      calls();

      project.program(withProvider(support("service", "{ provider }"), emulator));
      expect(await project.up()).toMatch(/\+ 2 created\s+- 1 deleted/);
      expect(calls()).toEqual(["Get 8613000000001"]);
      expect(emulator.numbers()).toEqual([{ custSpaceId: "cams-space", phoneNumber: "8613000000001", ...SETTINGS }]);

      await project.destroy();
      expect(calls()).toEqual(["Update 8613000000001"]);
    }));

  it("keeps the settings if the folder that they share cannot be used, and is not deleted as long as no other can", () =>
    onStack(async ({ project, emulator, calls }) => {
      const kept = [{ custSpaceId: "cams-space", phoneNumber: "8613000000001", ...SETTINGS }];
      project.program(support("support"));
      await project.up();
      calls();

      const { TMPDIR = "", PULUMI_HOME = "", HOME = "" } = project.env;
      const blocked = ownFolders("runs", [TMPDIR, PULUMI_HOME, join(HOME, ".cache")]).slice(1, 4);
      for (const folder of blocked) {
        rmSync(folder, { recursive: true, force: true });
        mkdirSync(dirname(folder), { recursive: true });
        writeFileSync(folder, "");
      }
      project.program(withProvider(support("service", "{ provider }"), emulator));
      const output = await project.failingUp();
      expect(output).toContain("warning: CAMS: The provider processes of this run cannot share which numbers");
      expect(output).toContain("The settings of cams-space/8613000000001 were left as they are");
      expect(calls()).toEqual(["Get 8613000000001"]);
      expect(emulator.numbers()).toEqual(kept);

      rmSync(blocked[1] ?? "");
      expect(await project.up()).toMatch(/- 1 deleted/);
      expect(calls()).toEqual([]);
      expect(emulator.numbers()).toEqual(kept);
    }));
});

describe("onDelete", () => {
  it("decides what a destroy leaves behind, and writes nothing when it changes", () =>
    onStack(
      async ({ project, emulator, calls }) => {
        const program = (...modes: string[]) => {
          project.program(`
            ${JSON.stringify(modes)}.forEach((onDelete, index) => {
              new cams.ConversationalAutomation("number" + index, {
                custSpaceId: "cams-space",
                phoneNumber: "861300000000" + index,
                prompts: ["Where is my order?"],
                onDelete,
              });
            });`);
        };
        program("retain", "reset", "restore");
        await project.up();
        expect(calls()).toEqual(
          ["Get", "Update"].flatMap((operation) => [0, 1, 2].map((index) => `${operation} 861300000000${index}`)),
        );

        program("reset", "restore", "retain");
        expect(await project.up()).toMatch(/~ 3 updated/);
        expect(calls()).toEqual([]);

        await project.destroy();
        expect(calls()).toEqual(["Update 8613000000000", "Update 8613000000001"]);
        const leftBehind = new Map(emulator.numbers().map(({ phoneNumber, prompts }) => [phoneNumber, prompts]));
        expect(leftBehind.get("8613000000000")).toEqual([]);
        expect(leftBehind.get("8613000000001")).toEqual(["Set by hand before 1"]);
        expect(leftBehind.get("8613000000002")).toEqual(["Where is my order?"]);
        expect(emulator.numbers()).toContainEqual({
          custSpaceId: "cams-space",
          phoneNumber: "8613000000001",
          enableWelcomeMessage: true,
          prompts: ["Set by hand before 1"],
          commands: [{ commandName: "old", commandDescription: "An old command" }],
        });
      },
      {
        emulator: {
          numbers: [0, 1, 2].map((index) => ({
            custSpaceId: "cams-space",
            phoneNumber: `861300000000${index}`,
            enableWelcomeMessage: true,
            prompts: [`Set by hand before ${index}`],
            commands: [{ commandName: "old", commandDescription: "An old command" }],
          })),
        },
      },
    ));
});
