import { describe, expect, it } from "@jest/globals";
import { startCli } from "../support/cli.js";
import { onStack } from "../support/stack.js";

const NUMBERS = Array.from({ length: 10 }, (_, index) => `861300000000${index}`);

const PROGRAM = `
  for (const phoneNumber of ${JSON.stringify(NUMBERS)}) {
    new cams.ConversationalAutomation(phoneNumber, {
      custSpaceId: "cams-space",
      phoneNumber,
      prompts: ["Where is my order?"],
    });
  }`;

describe("numbers that were set up by hand, three of ten otherwise than in the program,", () => {
  it("are shown by diff before the first update, named by it as replaced, and not shown by diff after it", () =>
    onStack(
      async ({ project, emulator, calls }) => {
        project.program(PROGRAM);
        const diff = () => startCli(project.folder, ["diff", "--stack", "test"], project.env).ended;
        const before = await diff();
        expect(before).toMatchObject({ status: 1, stderr: "" });
        expect(before.stdout.match(/^\d+ .*$/gm)).toEqual([
          ...NUMBERS.slice(0, 3).map((number) => `${number} (${number}): \`pulumi up\` replaces its settings`),
          "3 of 10 numbers have other settings than the program says.",
        ]);
        expect(before.stdout.match(/^ {4}- By hand\n {4}\+ Where is my order\?$/gm)).toHaveLength(3);
        expect(calls()).toEqual(NUMBERS.map((number) => `Get ${number}`));

        expect(await project.up()).toContain(
          "CAMS: 3 numbers had other settings, which the program's have replaced. They are kept as previousSettings: ",
        );
        expect(calls()).toHaveLength(13);
        expect(await diff()).toEqual({
          status: 0,
          stdout: "The service has what the program says: 10 numbers compared.\n",
          stderr: "",
        });
        expect(emulator.numbers().filter(({ prompts }) => prompts[0] === "By hand")).toEqual([]);
      },
      {
        emulator: {
          numbers: NUMBERS.map((phoneNumber, index) => {
            return { custSpaceId: "cams-space", phoneNumber, prompts: [index < 3 ? "By hand" : "Where is my order?"] };
          }),
        },
      },
    ));
});
