import { expect, it } from "@jest/globals";
import { startEmulator } from "../../emulator/index.js";
import { startCli } from "../support/cli.js";
import { LANGUAGES, writeProgram } from "../support/languages.js";
import { LIFE_PROGRAMS, type LifeProgram } from "../support/life-programs.js";
import { describeWithSignals, signal } from "../support/processes.js";
import { onStack } from "../support/stack.js";
import { until } from "../support/until.js";

const READ = { custSpaceId: "cams-space", phoneNumber: "8613000000099", prompts: ["By hand"] };

const FOUND = [
  { phoneNumber: "8613000000001", prompts: ["Where is my order?", 'A "quoted" ${text}'] },
  { phoneNumber: "8613000000002", prompts: ["Where is my order?", 'A "quoted" ${text}'] },
  { phoneNumber: "8613000000003", commands: [{ commandName: "order", commandDescription: "Track an order" }] },
].map((number) => ({ custSpaceId: "cams-space", ...number }));

const EMPTY = { enableWelcomeMessage: false, prompts: [], commands: [] };

const OTHER = { accessKeyId: "other-key-id", accessKeySecret: "other-key-secret" };

describeWithSignals("a program in another language", () => {
  it.each(LANGUAGES)("lives as one in TypeScript does: %s", async (language) => {
    const other = await startEmulator({ accounts: [OTHER] });
    try {
      await onStack(
        async ({ project, emulator, calls }) => {
          const secrets = [other.accessKeySecret, emulator.accessKeySecret, "planted secret"];
          await project.configure(
            { "project:otherEndpoint": other.endpoint },
            {
              "project:secretPrompt": "planted secret",
              "project:otherAccessKey": other.accessKeyId,
              "project:otherSecretKey": other.accessKeySecret,
            },
          );
          const write = (program: Partial<LifeProgram>) => {
            const first = { prompt: "Where is my order?", greeting: "Hello", secretName: "sales" };
            writeProgram(project, language, LIFE_PROGRAMS[language]({ ...first, ...program }));
          };
          const outputs: string[] = [];
          const said = (output: string) => {
            outputs.push(output);
            return output;
          };
          const promptsOf = (phoneNumber: string) =>
            emulator.numbers().find((number) => number.phoneNumber === phoneNumber)?.prompts;

          write({});
          const first = said(await project.preview());
          expect(first).toMatch(/id +: "cams-space\/8613000000001"/);
          expect(first).toMatch(/8613000000011: "cams-space\/8613000000011"/);
          expect(first).toMatch(/prompts +: \[\s+\[0\]: \[unknown\]\s+\]/);
          expect(calls()).toEqual(["Get 8613000000099"]);

          expect(said(await project.up())).toMatch(/\+ 9 created/);
          expect(calls().filter((call) => call.startsWith("Update"))).toEqual([
            "Update 8613000000001",
            "Update 8613000000002",
            "Update 8613000000011",
            "Update 8613000000012",
          ]);
          expect(promptsOf("8613000000002")).toEqual(["planted secret"]);
          expect(other.numbers()).toMatchObject([{ prompts: [expect.stringMatching(/^[0-9A-F-]{36}$/)] }]);

          expect(said(await project.up())).toMatch(/\d+ unchanged\n/);
          expect(calls()).toEqual(["Get 8613000000099"]);
          expect(other.requests()).toHaveLength(2);

          write({ prompt: "Track my order", secretName: "marketing" });
          expect(said(await project.preview())).toMatch(
            /~ prompts: \[\s+~ \[0\]: "Where is my order\?" => "Track my order"/,
          );
          said(await project.up());
          expect(calls()).toEqual([
            "Get 8613000000002",
            "Get 8613000000099",
            "Get 8613000000099",
            "Update 8613000000001",
          ]);
          expect(promptsOf("8613000000002")).toEqual(["planted secret"]);

          emulator.setNumber({ custSpaceId: "cams-space", phoneNumber: "8613000000011", prompts: ["By hand"] });
          expect(said(await project.refresh())).toMatch(/~ 1 updated/);

          write({ prompt: "Bye", greeting: "Goodbye", secretName: "marketing" });
          calls();
          const interrupted = project.startUp();
          await until(() =>
            emulator.requests().some(({ operation, status }) => operation.startsWith("Update") && status === null),
          );
          signal("SIGINT", interrupted.pid);
          said((await interrupted.ended).output);
          said(await project.up());
          for (const number of ["8613000000011", "8613000000012"]) expect(promptsOf(number)).toEqual(["Goodbye"]);
          expect(promptsOf("8613000000001")).toEqual(["Bye"]);
          const writes = calls().filter((call) => call.startsWith("Update"));
          expect(writes).toEqual([...new Set(writes)]);

          const { text } = project.state();
          said(await project.destroy());
          const [read, ...reset] = emulator.numbers().sort((a, b) => b.phoneNumber.localeCompare(a.phoneNumber));
          expect(read).toMatchObject(READ);
          expect(reset).toHaveLength(5);
          for (const number of reset) expect(number).toMatchObject(EMPTY);
          for (const secret of secrets) {
            expect(text).not.toContain(secret);
            for (const output of outputs) expect(output).not.toContain(secret);
          }
        },
        { language, emulator: { numbers: [READ], behaviour: { latencyMs: 100 } } },
      );
    } finally {
      await other.close();
    }
  });
});

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
      expect(await command("diff", "--stack", "test")).toMatchObject({
        status: 0,
        stdout: "The service has what the program says: 3 numbers compared.\n",
      });
    },
    { language, emulator: { numbers: FOUND } },
  ),
);
