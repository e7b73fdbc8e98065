import { describe, expect, it } from "@jest/globals";
import { EARLIER_TYPE, PROVIDER_TEXT, TYPE } from "../support/engine.js";
import { onStack } from "../support/stack.js";

const NUMBER = { custSpaceId: "cams-space", phoneNumber: "8613000000001" };
const PROGRAM = `
  new cams.ConversationalAutomation("support", {
    custSpaceId: "cams-space",
    phoneNumber: "8613000000001",
    prompts: ["Where is my order?"],
  });`;

describe("a state", () => {
  it("from the oldest version works with every command, and one from a newer version is refused with a plain message", () =>
    onStack(async ({ project, emulator, calls }) => {
      project.program(PROGRAM);
      await project.up();
      calls();

      await project.editResources(({ outputs }) => {
        outputs["schemaVersion"] = 2;
      });
      for (const output of [
        await project.failingPreview(),
        await project.fail("destroy", "--yes", "--skip-preview", "--stack", "test"),
      ]) {
        expect(output).toContain(
          "The state was written by a newer pulumi-cams (schema version 2, this one reads up to 1). " +
            "Update the package: npm install pulumi-cams@latest.",
        );
        expect(output).not.toMatch(/^\s+at /m);
      }
      expect(calls()).toEqual([]);

      await project.editResources((resource) => {
        resource.type = EARLIER_TYPE;
        resource.urn = resource.urn.replace(TYPE, EARLIER_TYPE);
        delete resource.outputs["schemaVersion"];
        delete resource.outputs["requestId"];
        delete resource.outputs["previousSettings"];
      });
      expect(await project.up()).toContain("2 unchanged");
      expect(calls()).toEqual([]);
      await project.refresh();
      expect(calls()).toEqual(["Get 8613000000001"]);
      await project.destroy();
      expect(calls()).toEqual(["Update 8613000000001"]);
      expect(emulator.numbers()).toMatchObject([{ prompts: [] }]);
    }));

  it("keeps a number's earlier settings when the response to the first write is lost, and the next up writes again", () =>
    onStack(
      async ({ project, emulator, calls }) => {
        await project.configure({ "cams:retryTimeoutSeconds": "1" });
        project.program(PROGRAM.replace("phoneNumber", 'onDelete: "restore", phoneNumber'));
        emulator.fail({ fault: "applied-then-reset", operation: "UpdateConversationalAutomation", times: 99 });
        const output = await project.failingUp();
        expect(output).toContain("Whether it was applied is not known; the next `pulumi up` writes again.");
        expect(output).not.toMatch(/^\s+at /m);
        expect(emulator.numbers()).toMatchObject([{ prompts: ["Where is my order?"] }]);

        emulator.reset();
        expect(await project.up()).toMatch(/~ 1 updated/);
        expect(calls()).toEqual(["Update 8613000000001"]);
        expect(await project.up()).toContain("2 unchanged");
        await project.destroy();
        expect(emulator.numbers()).toMatchObject([{ prompts: ["By hand"] }]);
      },
      { emulator: { numbers: [{ ...NUMBER, prompts: ["By hand"] }] } },
    ));

  it("imports a number from a file without a call, and then manages it", () =>
    onStack(
      async ({ project, emulator, calls }) => {
        project.program(PROGRAM);
        const inputs = {
          ...NUMBER,
          enableWelcomeMessage: false,
          prompts: ["Where is my order?"],
          commands: [],
          onDelete: "reset",
          __provider: PROVIDER_TEXT,
        };
        const resource = { type: TYPE, name: "support", id: "cams-space/8613000000001", inputs, outputs: inputs };
        project.write("import.json", JSON.stringify({ resources: [resource] }));
        const flags = ["--yes", "--skip-preview", "--generate-code=false", "--protect=false", "--stack", "test"];
        await project.succeed("import", "--file", "import.json", ...flags);
        expect(await project.up()).toContain("2 unchanged");
        expect(calls()).toEqual([]);

        project.program(PROGRAM.replace("order?", "parcel?"));
        expect(await project.up()).toMatch(/~ 1 updated/);
        expect(calls()).toEqual(["Update 8613000000001"]);
        expect(emulator.numbers()).toMatchObject([{ prompts: ["Where is my parcel?"] }]);
        const { resources } = project.state();
        expect(resources).toMatchObject([{ id: "cams-space/8613000000001", outputs: { schemaVersion: 1 } }]);
      },
      { emulator: { numbers: [{ ...NUMBER, prompts: ["Where is my order?"] }] } },
    ));
});
