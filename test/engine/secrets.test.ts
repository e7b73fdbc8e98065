import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { ENCRYPTED, PROVIDER_TEXT } from "../support/engine.js";
import { onStack } from "../support/stack.js";

const KEY = { accessKeyId: "id-of-the-access-key", accessKeySecret: "secret-of-the-access-key" };

/** Every text that nobody may see. */
const SECRETS = [
  KEY.accessKeyId,
  KEY.accessKeySecret,
  "whole-list-prompt",
  "one-element-prompt",
  "hidden-description",
  "found-before",
  "changed-prompt",
  "drifted-prompt",
];

function program(prompt: string): string {
  return `
    new cams.ConversationalAutomation("list", {
      custSpaceId: "cams-space",
      phoneNumber: "8613000000001",
      prompts: pulumi.secret(["${prompt}"]),
    });
    new cams.ConversationalAutomation("element", {
      custSpaceId: "cams-space",
      phoneNumber: "8613000000002",
      prompts: ["Where is my order?", pulumi.secret("one-element-prompt")],
      commands: [{ commandName: "order", commandDescription: pulumi.secret("hidden-description") }],
    });
    new cams.ConversationalAutomation("found", {
      custSpaceId: "cams-space",
      phoneNumber: "8613000000003",
      prompts: ["Open to all"],
    });`;
}

describe("a secret", () => {
  it("appears neither in the state, nor in any output, nor in a file of the project", () =>
    onStack(
      async ({ project, emulator }) => {
        project.program(program("whole-list-prompt"));
        const outputs = [await project.preview(), await project.up("--diff")];
        expect(emulator.numbers()).toEqual(
          expect.arrayContaining([
            expect.objectContaining({ prompts: ["whole-list-prompt"] }),
            expect.objectContaining({
              prompts: ["Where is my order?", "one-element-prompt"],
              commands: [{ commandName: "order", commandDescription: "hidden-description" }],
            }),
          ]),
        );

        const { text, resources } = await project.exportState();
        outputs.push(text);
        expect(text).toContain("Open to all");
        expect(resources).toHaveLength(3);
        for (const { inputs, outputs: stored } of resources) {
          expect(stored["previousSettings"]).toMatchObject(ENCRYPTED);
          expect([inputs["__provider"], stored["__provider"]]).toEqual([PROVIDER_TEXT, PROVIDER_TEXT]);
        }
        const [list] = resources.filter(({ urn }) => urn.endsWith("::list"));
        expect(list?.inputs["prompts"]).toMatchObject(ENCRYPTED);
        expect(list?.outputs["prompts"]).toMatchObject(ENCRYPTED);

        emulator.setNumber({ custSpaceId: "cams-space", phoneNumber: "8613000000001", prompts: ["drifted-prompt"] });
        outputs.push(await project.refresh("--diff"), (await project.exportState()).text);

        project.program(program("changed-prompt"));
        outputs.push(await project.preview(), await project.up("--diff"), await project.destroy());
        outputs.push((await project.exportState()).text, ...filesOf(join(project.folder, ".home")));

        for (const secret of SECRETS) expect(outputs.filter((output) => output.includes(secret))).toEqual([]);
      },
      {
        emulator: {
          accounts: [KEY],
          numbers: [{ custSpaceId: "cams-space", phoneNumber: "8613000000003", prompts: ["found-before"] }],
        },
      },
    ));

  it("appears in no error, neither of the service nor of a preview", () =>
    onStack(
      async ({ project, emulator }) => {
        project.program(program("whole-list-prompt"));
        emulator.fail({
          fault: "failure",
          code: "InvalidParameter.Prompts",
          message: "whole-list-prompt is not good",
          operation: "UpdateConversationalAutomation",
          phoneNumber: "8613000000001",
        });
        const refused = await project.failingUp();
        expect(refused).toContain("InvalidParameter.Prompts");
        project.program(`
          new cams.ConversationalAutomation("invalid", {
            custSpaceId: "cams-space",
            phoneNumber: "8613000000001",
            prompts: pulumi.secret([
              "whole-list-prompt".padEnd(90, "!"),
              "changed-prompt",
              "drifted-prompt",
              "found-before",
              "one-element-prompt",
            ]),
            commands: pulumi.secret({ commandName: "order", commandDescription: "hidden-description" }),
          });`);
        const invalid = await project.failingPreview();
        expect(invalid).toContain("Expected 1 to 80 characters, found 90.");
        expect(invalid).toContain("Expected at most 4 prompts, found 5.");
        expect(invalid).toContain("Expected a list of commands, found an object.");
        for (const secret of SECRETS) expect(`${refused}${invalid}`).not.toContain(secret);
      },
      { emulator: { accounts: [KEY] } },
    ));
});

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
}
