import { describe, expect, it } from "@jest/globals";
import { onStack } from "../support/stack.js";

const NUMBER = { custSpaceId: "cams-space", phoneNumber: "8613000000001" };
const EMPTY = { enableWelcomeMessage: false, prompts: [], commands: [] };
const ORDER = { commandName: "order", commandDescription: "Track an order" };

describe("drift", () => {
  it("shows in `preview --refresh`, enters the state on refresh, and is corrected by the next up", () =>
    onStack(async ({ project, emulator, calls }) => {
      project.program(`
        new cams.ConversationalAutomation("support", {
          custSpaceId: "cams-space",
          phoneNumber: "8613000000001",
          prompts: ["Where is my order?"],
          commands: [{ commandName: "order", commandDescription: "Track an order" }],
        });
        new cams.ConversationalAutomation("neverConfigured", { custSpaceId: "cams-space", phoneNumber: "8613000000002" });`);
      await project.up();
      expect(calls()).toEqual(["Get 8613000000001", "Get 8613000000002", "Update 8613000000001"]);

      const byHand = { ...NUMBER, enableWelcomeMessage: true, prompts: ["Set by hand"], commands: [ORDER] };
      emulator.setNumber(byHand);
      const preview = await project.preview("--refresh");
      expect(preview).toMatch(/~ prompts *: \[\s*~ \[0\]: "Set by hand" => "Where is my order\?"/);
      expect(preview).toMatch(/~ enableWelcomeMessage: true => false/);
      expect(preview).not.toMatch(/[~+-] commands/);
      expect(preview).not.toContain("neverConfigured");
      expect(preview).toMatch(/~ 1 to update\s+2 unchanged/);
      expect(calls()).toEqual(["Get 8613000000001", "Get 8613000000002"]);

      expect(await project.refresh()).toMatch(/~ 1 updated\s+2 unchanged/);
      expect(calls()).toEqual(["Get 8613000000001", "Get 8613000000002"]);
      expect(emulator.numbers()).toEqual([byHand]);
      const refreshed = project.state().resources.find(({ urn }) => urn.endsWith("::support"));
      expect(refreshed?.outputs).toMatchObject({ enableWelcomeMessage: true, prompts: ["Set by hand"] });
      expect(refreshed?.inputs).toMatchObject({ enableWelcomeMessage: true, prompts: ["Set by hand"] });

      expect(await project.up()).toMatch(/~ 1 updated/);
      expect(calls()).toEqual(["Update 8613000000001"]);
      expect(emulator.numbers()).toEqual([{ ...NUMBER, ...EMPTY, prompts: ["Where is my order?"], commands: [ORDER] }]);
    }));
});

describe("a number that this stack does not manage", () => {
  it("can be read, and is never written, not even by a destroy", () =>
    onStack(
      async ({ project, emulator, calls }) => {
        project.program(`
          const found = cams.ConversationalAutomation.get("found", "cams-space/8613000000001");
          for (const name of ["custSpaceId", "phoneNumber", "enableWelcomeMessage", "prompts", "commands"]) {
            exports[name] = found[name];
          }`);
        await project.up();
        expect(project.state().outputs).toEqual({
          ...NUMBER,
          enableWelcomeMessage: true,
          prompts: ["Set by hand"],
          commands: [ORDER],
        });
        await project.destroy();
        expect(new Set(calls())).toEqual(new Set(["Get 8613000000001"]));
        expect(emulator.numbers()).toEqual([
          { ...NUMBER, enableWelcomeMessage: true, prompts: ["Set by hand"], commands: [ORDER] },
        ]);
      },
      {
        emulator: { numbers: [{ ...NUMBER, enableWelcomeMessage: true, prompts: ["Set by hand"], commands: [ORDER] }] },
      },
    ));

  it("is found by an id of one form only, and the error shows that form", () =>
    onStack(async ({ project, calls }) => {
      project.program('cams.ConversationalAutomation.get("found", "+86 130 0000 0001");');
      const output = await project.failingUp();
      expect(output).toContain(
        "The id of a ConversationalAutomation is custSpaceId/phoneNumber, with the number as digits only, " +
          'like "cams-3ie…/8613000000000".',
      );
      expect(output).not.toMatch(/^\s+at /m);
      expect(calls()).toEqual([]);
    }));
});
