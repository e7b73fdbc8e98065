import { expect, it } from "@jest/globals";
import { startCli } from "../support/cli.js";
import { LANGUAGES } from "../support/languages.js";
import { onStack } from "../support/stack.js";

const FOUND = [
  { phoneNumber: "8613000000001", prompts: ["Where is my order?", 'A "quoted" ${text}'] },
  { phoneNumber: "8613000000002", prompts: ["Where is my order?", 'A "quoted" ${text}'] },
  { phoneNumber: "8613000000003", commands: [{ commandName: "order", commandDescription: "Track an order" }] },
].map((number) => ({ custSpaceId: "cams-space", ...number }));

it.each(LANGUAGES)("a program that `adopt` writes changes nothing, and `diff` says so: %s", (language) =>
  onStack(
    async ({ project, calls }) => {
      const command = (...args: string[]) => startCli(project.folder, args, project.env).ended;
      expect(await command("adopt", "--space", "cams-space", "--force")).toMatchObject({ status: 0 });
      calls();
      const unattended = ["--yes", "--skip-preview", "--generate-code=false", "--protect=false", "--stack", "test"];
      await project.succeed("import", "--file", "import.json", ...unattended);
      expect(await project.up()).toContain("5 unchanged");
      expect(calls()).toEqual([]);
      // It reads Pulumi's preview, which is the same in each language.
      if (language === "yaml") {
        const compared = "The service has what the program says: 3 numbers compared.\n";
        expect(await command("diff", "--stack", "test")).toMatchObject({ status: 0, stdout: compared });
      }
    },
    { language, emulator: { numbers: FOUND } },
  ),
);
