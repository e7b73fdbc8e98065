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

/** The rows of a spreadsheet with everything that happens to one, each with its mistake and without it. */
const DAMAGED: { row: string; mistake?: string; corrected?: string }[] = [
  { row: "Phone number;Profile;prompt1;Enable welcome message;" },
  { row: "+44 (20) 0000-0000;english;;;" },
  { row: ";;;;" },
  {
    row: "4,42E+11;english;;;",
    mistake:
      ', "4,42E+11": Expected a phone number, found one that was rounded like an amount. Enter it again as text: in ' +
      "quotation marks, or in a spreadsheet's column whose format is text.",
    corrected: "442000000001;english;;;",
  },
  {
    row: "02000000002;english;;;",
    mistake:
      ', "02000000002": Expected the country code first, without 0 or 00 before it, found "0", like "8613000000000".',
    corrected: "442000000002;english;;;",
  },
  {
    row: "00442000000003;english;;;",
    mistake:
      ', "00442000000003": Expected the country code first, without 0 or 00 before it, found "00". Write "442000000003".',
    corrected: "442000000003;english;;;",
  },
  {
    row: ";german;;;",
    mistake: ": Expected 6 to 15 digits, beginning with the country code, found an empty string.",
    corrected: ";;;;",
  },
  {
    row: "4930000000;;;;",
    mistake: ', "4930000000" has no profile. Write the name of one: "english", "german".',
    corrected: "4930000000;german;;;",
  },
  {
    row: "4930000001;geman;;;",
    mistake: ', "4930000001" has the unknown profile "geman". Write the name of one: "english", "german".',
    corrected: "4930000001;german;;;",
  },
  {
    row: "4930000002;german;Hallo 👋;TRUE;",
    mistake:
      ', "4930000002": prompts[0]: Expected text without emoji, which WhatsApp does not support here, found one at ' +
      "character 7.",
    corrected: "4930000002;german;Hallo;TRUE;",
  },
  {
    row: "4930000003;german;;vielleicht;",
    mistake:
      ', "4930000003": enableWelcomeMessage "vielleicht": Expected true or false, found a string of 10 characters.',
    corrected: "4930000003;german;;;",
  },
  {
    row: "442000000000;german;;;",
    mistake:
      ', "442000000000" (profile "german") is the same number as line 2, "442000000000" (profile "english"). Keep one of ' +
      'them, written "442000000000".',
    corrected: ";;;;",
  },
  {
    row: "4930000004;german;Ja; nein;",
    mistake: ', "4930000004": enableWelcomeMessage "nein": Expected true or false, found a string of 4 characters.',
    corrected: '4930000004;german;"Ja; nein";;',
  },
];

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

  it("tells every damaged row of a spreadsheet in one preview, takes the corrected one, and tells mistakes of outputs too", () =>
    onStack(async ({ project }) => {
      project.program(`
        const { readFileSync } = require("node:fs");
        new cams.ConversationalAutomationFleet("support", {
          custSpaceId: "cams-space",
          profiles: { english: { prompts: ["Where is my order?"] }, german: { prompts: ["Wo ist meine Bestellung?"] } },
          numbers: cams.numbersFromCsv(readFileSync("numbers.csv", "utf8")),
        });`);
      project.write("numbers.csv", `\ufeff${DAMAGED.map(({ row }) => row).join("\r\n")}\r\n`);
      const preview = await project.failingPreview();
      const told = DAMAGED.flatMap(({ mistake }, index) =>
        mistake === undefined ? [] : [`line ${index + 1}${mistake}`],
      );
      expect(preview).toContain(
        `error: The fleet "support" has ${told.length} mistakes:\n      ${told.join("\n      ")}\n`,
      );
      expect(preview).not.toMatch(/^\s+at /m);

      project.write("numbers.csv", DAMAGED.map(({ row, corrected = row }) => corrected).join("\r\n"));
      expect(await project.preview()).toContain("+ 11 to create");

      project.program(program({ numbers: 1, profile: 'pulumi.output("french")' }));
      expect(await project.failingPreview()).toContain('has the unknown profile "french".');
    }));

  it("fails the preview when another resource manages one of its numbers, and both are named", () =>
    onStack(async ({ project }) => {
      const before = `
        new cams.ConversationalAutomation("hotline", { custSpaceId: "cams-space", phoneNumber: "8613000000000" });`;
      project.program(program({ numbers: 1, before }));
      expect(await project.failingPreview()).toContain('"hotline" and "support-8613000000000" both manage the number');
    }));
});
