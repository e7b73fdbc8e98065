import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "@jest/globals";
import { convertProgram, languageProject, LANGUAGES, writeProgram } from "../support/languages.js";
import { onStack } from "../support/stack.js";

const NUMBER = {
  custSpaceId: "cams-space",
  phoneNumber: "8613000000001",
  enableWelcomeMessage: true,
  prompts: ["我的订单在哪里？", 'A "quoted" ${text} \\n %s'],
  commands: [{ commandName: "order", commandDescription: "Track an order: {x} # $y" }],
};

it("`pulumi import` writes a program that changes nothing, and neither does what Pulumi makes of it in Python and Go", () =>
  onStack(
    async ({ project, calls }) => {
      const number = ["cams:index:ConversationalAutomation", "support", "cams-space/8613000000001"];
      const unattended = ["--yes", "--skip-preview", "--stack", "test"];
      await project.succeed("import", ...number, "--out", "imported.yaml", ...unattended);
      const imported = readFileSync(join(project.folder, "imported.yaml"), "utf8");
      calls();
      for (const language of LANGUAGES) {
        const other = await languageProject(language);
        try {
          for (const part of [".backend", "Pulumi.test.yaml"]) other.copy(join(project.folder, part), part);
          writeProgram(other, language, await convertProgram(language, imported));
          expect(await other.up()).toContain("2 unchanged");
        } finally {
          other.remove();
        }
      }
      expect(calls()).toEqual([]);
    },
    { language: "yaml", emulator: { numbers: [NUMBER] } },
  ));
