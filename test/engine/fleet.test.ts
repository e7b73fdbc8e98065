import { describe, expect, it } from "@jest/globals";
import { onStack } from "../support/stack.js";

/** A program with one fleet, whose numbers count up from 8613000000000. */
interface Written {
  numbers: number;
  name?: string;
  /** The profile of the number at `index`, in JavaScript. */
  profile?: string;
  options?: string;
  before?: string;
}

function program({ numbers, name = "support", profile = '"english"', options = "{}", before = "" }: Written): string {
  return `
    ${before}
    const numbers = {};
    for (let index = 0; index < ${numbers}; index++) numbers[8613000000000 + index] = ${profile};
    const fleet = new cams.ConversationalAutomationFleet("${name}", {
      custSpaceId: "cams-space",
      profiles: {
        english: { prompts: ["Where is my order?"], commands: [{ commandName: "order", commandDescription: "Track an order" }] },
        german: { prompts: ["Wo ist meine Bestellung?"] },
      },
      numbers,
    }, ${options});
    exports.ids = fleet.ids;
    exports.firstPrompts = fleet.automations.apply((automations) =>
      pulumi.output(Object.values(automations).map(({ prompts }) => prompts[0])));`;
}

describe("a fleet", () => {
  it("touches only the numbers that change, and warns if a preview does not know them", () =>
    onStack(async ({ project, emulator, calls }) => {
      project.program(program({ numbers: 12 }));
      await project.up();
      expect(emulator.numbers().map(({ prompts }) => prompts)).toEqual(Array(12).fill(["Where is my order?"]));
      expect(project.state().outputs["ids"]).toMatchObject({ "8613000000011": "cams-space/8613000000011" });
      expect(project.state().text).not.toContain("with the profile");

      project.program(program({ numbers: 12 }).replaceAll("fleet", "renamedVariable"));
      expect(await project.preview()).toContain("14 unchanged");
      project.program(program({ numbers: 13 }));
      expect(await project.preview()).toMatch(/\+ 1 to create\s+14 unchanged/);
      project.program(program({ numbers: 12, profile: 'index < 3 ? "german" : "english"' }));
      expect(await project.preview()).toMatch(/~ 3 to update\s+11 unchanged/);
      calls();
      await project.up();
      expect(calls()).toEqual(["Update 8613000000000", "Update 8613000000001", "Update 8613000000002"]);

      project.program(program({ numbers: 11, profile: 'index < 3 ? "german" : "english"' }));
      await project.up();
      expect(calls()).toEqual(["Update 8613000000011"]);

      const before = `
        const key = { custSpaceId: "cams-space", phoneNumber: "8613100000000" };
        const { requestId } = new cams.ConversationalAutomation("first", key);`;
      const unknown = "numbers: requestId.apply(() => numbers),";
      project.program(program({ numbers: 11, before }).replace("numbers,", unknown));
      const preview = await project.preview();
      expect(preview).toContain('warning: The fleet "support" shows no numbers: they are not known yet.');
      expect(preview).toContain("- 11 to delete");
    }));

  it("is unchanged when renamed with an alias, and keeps all settings when renamed without one", () =>
    onStack(async ({ project, emulator, calls }) => {
      project.program(program({ numbers: 3 }));
      await project.up();
      const held = emulator.numbers();
      calls();

      project.program(program({ numbers: 3, name: "service", options: '{ aliases: [{ name: "support" }] }' }));
      expect(await project.up()).toContain("5 unchanged");
      expect(calls()).toEqual([]);

      project.program(program({ numbers: 3, name: "third" }));
      expect(await project.up()).toMatch(/\+ 4 created\s+- 4 deleted/);
      expect(calls().filter((call) => call.startsWith("Update"))).toEqual([]);
      expect(emulator.numbers()).toEqual(held);
    }));

  it("passes providers and transforms to its numbers", () =>
    onStack(async ({ project, emulator }) => {
      const { endpoint, accessKeyId, accessKeySecret } = emulator;
      const before = `
        const keys = { accessKey: "${accessKeyId}", secretKey: "${accessKeySecret}", endpoint: "${endpoint}" };
        const account = new cams.Provider("account", keys);
        const retain = ({ type, props, opts }) =>
          type.endsWith(":ConversationalAutomation") ? { props: { ...props, onDelete: "retain" }, opts } : undefined;`;
      project.program(program({ numbers: 1, before, options: "{ providers: [account], transforms: [retain] }" }));
      await project.up();
      const [resource] = project.state().resources;
      expect(resource).toMatchObject({ outputs: { onDelete: "retain" } });
      expect(resource?.provider).toContain("::account::");

      const options = '{ provider: account, aliases: [{ name: "support" }], transforms: [retain] }';
      project.program(program({ numbers: 1, before, options }));
      expect(await project.up()).toContain("4 unchanged");
    }));

  it("names itself, the number and the profile in the preview when a number breaks a limit", () =>
    onStack(async ({ project, calls }) => {
      const profile = '{ profile: "german", prompts: ["1", "2", "3", "4", "5"] }';
      project.program(program({ numbers: 1, profile }));
      expect(await project.failingPreview()).toContain(
        'Expected at most 4 prompts, found 5. The number 8613000000000 of the fleet "support", with the profile "german".',
      );
      project.program(program({ numbers: 1, profile: '"french"' }));
      const unknown = await project.failingPreview();
      expect(unknown).toContain('has the unknown profile "french". Write the name of one: "english", "german".');
      expect(unknown).not.toMatch(/^\s+at /m);
      project.program(program({ numbers: 1, profile: 'pulumi.output("french")' }));
      expect(await project.failingPreview()).toContain('has the unknown profile "french".');
      expect(calls()).toEqual([]);
    }));

  it("fails the preview when another resource manages one of its numbers, and both are named", () =>
    onStack(async ({ project }) => {
      const before = `
        new cams.ConversationalAutomation("hotline", { custSpaceId: "cams-space", phoneNumber: "8613000000000" });`;
      project.program(program({ numbers: 1, before }));
      expect(await project.failingPreview()).toContain('"hotline" and "support-8613000000000" both manage the number');
    }));
});
