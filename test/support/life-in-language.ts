import { expect } from "@jest/globals";
import { startEmulator } from "../../emulator/index.js";
import { writeProgram, type Language } from "./languages.js";
import { LIFE_PROGRAMS } from "./life-programs.js";
import { signal } from "./processes.js";
import { onStack } from "./stack.js";
import { until } from "./until.js";

const READ = { custSpaceId: "cams-space", phoneNumber: "8613000000099", prompts: ["By hand"] };

const EMPTY = { enableWelcomeMessage: false, prompts: [], commands: [] };

const OTHER = { accessKeyId: "other-key-id", accessKeySecret: "other-key-secret" };

/** Runs the whole life of a stack whose program is in a language, and expects of it what it has in TypeScript. */
export async function live(language: Language): Promise<void> {
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
        const set = (prompt: string, greeting: string, name: string) =>
          project.configure({ "project:prompt": prompt, "project:greeting": greeting, "project:name": name });
        const outputs: string[] = [];
        const said = (output: string) => {
          outputs.push(output);
          return output;
        };
        const promptsOf = (phoneNumber: string) =>
          emulator.numbers().find((number) => number.phoneNumber === phoneNumber)?.prompts;

        writeProgram(project, language, LIFE_PROGRAMS[language]);
        await set("Where is my order?", "Hello", "sales");
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

        // Names in YAML are not texts that a configuration could hold.
        if (language === "yaml")
          writeProgram(project, language, LIFE_PROGRAMS.yaml.replace("  sales:", "  marketing:"));
        await set("Track my order", "Hello", "marketing");
        expect(said(await project.up("--diff"))).toMatch(
          /~ prompts: \[\s+~ \[0\]: "Where is my order\?" => "Track my order"/,
        );
        expect(calls()).toEqual(["Get 8613000000002", "Get 8613000000099", "Update 8613000000001"]);
        expect(promptsOf("8613000000002")).toEqual(["planted secret"]);

        emulator.setNumber({ custSpaceId: "cams-space", phoneNumber: "8613000000011", prompts: ["By hand"] });
        expect(said(await project.refresh())).toMatch(/~ 1 updated/);

        await set("Bye", "Goodbye", "marketing");
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
}
