import { describe, expect, it } from "@jest/globals";
import { PROVIDER_TEXT, EngineProject } from "../support/engine.js";
import { onStack } from "../support/stack.js";

const SUPPORT = { custSpaceId: "cams-space", phoneNumber: "8613000000001" };
const SALES = { custSpaceId: "cams-space", phoneNumber: "8613000000002" };
const EMPTY = { enableWelcomeMessage: false, prompts: [], commands: [] };
const ORDER = { commandName: "order", commandDescription: "Track an order" };

/** A program with two numbers, the first one's prompts and number chosen. */
function twoNumbers(prompt: string, phoneNumber = SUPPORT.phoneNumber): string {
  return `
    const support = new cams.ConversationalAutomation("support", {
      custSpaceId: "cams-space",
      phoneNumber: "${phoneNumber}",
      enableWelcomeMessage: true,
      prompts: ["${prompt}", "Talk to a person"],
      commands: [{ commandName: "order", commandDescription: "Track an order" }],
    });
    const sales = new cams.ConversationalAutomation("sales", {
      custSpaceId: "cams-space",
      phoneNumber: "8613000000002",
      prompts: ["Opening hours"],
    });
    exports.ids = [support.id, sales.id];
    exports.requestIds = [support.requestId, sales.requestId];
    exports.previous = support.previousSettings;`;
}

describe("the lifecycle of a stack", () => {
  it("writes only on a change, all three settings at once, and resets the numbers on destroy", () =>
    onStack(async ({ project, emulator, calls }) => {
      project.program(twoNumbers("Where is my order?"));
      await project.up();
      expect(calls()).toEqual([
        `Get ${SUPPORT.phoneNumber}`,
        `Get ${SALES.phoneNumber}`,
        `Update ${SUPPORT.phoneNumber}`,
        `Update ${SALES.phoneNumber}`,
      ]);
      const sales = { ...SALES, ...EMPTY, prompts: ["Opening hours"] };
      const support = { ...SUPPORT, enableWelcomeMessage: true, commands: [ORDER] };
      expect(byNumber(emulator.numbers())).toEqual([
        { ...support, prompts: ["Where is my order?", "Talk to a person"] },
        sales,
      ]);
      const outputs = await project.stackOutputs();
      expect(outputs).toMatchObject({
        ids: ["cams-space/8613000000001", "cams-space/8613000000002"],
        previous: EMPTY,
      });
      expect(outputs["requestIds"]).toEqual([expect.stringMatching(/^[0-9A-F-]{36}$/), expect.any(String)]);

      expect(await project.up()).toContain("3 unchanged");
      expect(calls()).toEqual([]);

      project.program(twoNumbers("Where is my parcel?"));
      const preview = await project.preview();
      expect(preview).toMatch(/~ prompts *: \[\s*~ \[0\]: "Where is my order\?" => "Where is my parcel\?"/);
      expect(preview).toMatch(/~ 1 to update\s+2 unchanged/);
      expect(calls()).toEqual([]);

      expect(await project.up()).toMatch(/~ 1 updated\s+2 unchanged/);
      expect(calls()).toEqual([`Update ${SUPPORT.phoneNumber}`]);
      const changed = { ...support, prompts: ["Where is my parcel?", "Talk to a person"] };
      expect(byNumber(emulator.numbers())).toEqual([changed, sales]);

      project.program(twoNumbers("Where is my parcel?", "8613000000003"));
      expect(await project.up()).toMatch(/1 replaced\s+2 unchanged/);
      expect(calls()).toEqual(["Get 8613000000003", "Update 8613000000001", "Update 8613000000003"]);
      expect(byNumber(emulator.numbers())).toEqual([
        { ...SUPPORT, ...EMPTY },
        sales,
        { ...changed, phoneNumber: "8613000000003" },
      ]);

      await project.destroy();
      expect(calls()).toEqual([`Update ${SALES.phoneNumber}`, "Update 8613000000003"]);
      expect(byNumber(emulator.numbers())).toEqual([
        { ...SUPPORT, ...EMPTY },
        { ...SALES, ...EMPTY },
        { ...SUPPORT, phoneNumber: "8613000000003", ...EMPTY },
      ]);
      expect(project.state().resources).toEqual([]);
    }));

  it("previews without credentials, the service or a configuration, and with unknown values", async () => {
    const project = new EngineProject();
    try {
      await project.initStack({ "cams:endpoint": "127.0.0.1:1" });
      project.program(`${twoNumbers("Where is my order?")}
        // Unknown until the first number is created.
        new cams.ConversationalAutomation("partner", {
          custSpaceId: support.requestId,
          phoneNumber: support.requestId,
          prompts: [support.requestId],
        });`);
      expect(await project.preview()).toContain("+ 4 to create");
      await project.succeed("config", "rm", "cams:endpoint", "--stack", "test");
      expect(await project.preview()).toContain("+ 4 to create");
    } finally {
      project.remove();
    }
  });

  it("writes nothing to a number that already matches, shows the defaults as outputs, and keeps the provider's text short", () =>
    onStack(
      async ({ project, calls }) => {
        project.program(`
          const equal = new cams.ConversationalAutomation("equal", {
            custSpaceId: "cams-space",
            phoneNumber: "8613000000001",
            prompts: ["Where is my order?"],
          });
          const empty = new cams.ConversationalAutomation("empty", { custSpaceId: "cams-space", phoneNumber: "8613000000002" });
          exports.requestIds = [equal.requestId, empty.requestId];
          exports.defaults = [empty.enableWelcomeMessage, empty.prompts, empty.commands, empty.onDelete];`);
        await project.up();
        expect(calls()).toEqual(["Get 8613000000001", "Get 8613000000002"]);
        expect(project.state().outputs).toEqual({
          requestIds: ["", ""],
          defaults: [false, [], [], "reset"],
        });
        const { resources } = project.state();
        expect(resources.map(({ inputs, outputs }) => [inputs["__provider"], outputs["__provider"]])).toEqual([
          [PROVIDER_TEXT, PROVIDER_TEXT],
          [PROVIDER_TEXT, PROVIDER_TEXT],
        ]);
        expect(PROVIDER_TEXT.length).toBeLessThanOrEqual(60);
      },
      { emulator: { numbers: [{ ...SUPPORT, prompts: ["Where is my order?"] }] } },
    ));
});

function byNumber<T extends { phoneNumber: string }>(numbers: T[]): T[] {
  return numbers.sort((one, other) => one.phoneNumber.localeCompare(other.phoneNumber));
}
