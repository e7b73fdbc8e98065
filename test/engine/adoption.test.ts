import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import type { NumberSettingsArgs } from "../../emulator/index.js";
import { startCli } from "../support/cli.js";
import { TYPE, type EngineProject } from "../support/engine.js";
import { onStack } from "../support/stack.js";

const FLEET = "cams:index:ConversationalAutomationFleet";
const ORDER = { commandName: "order", commandDescription: "Track an order" };

const ENGLISH = {
  enableWelcomeMessage: true,
  prompts: ["Where is my order?", "Talk to a person"],
  commands: [ORDER, { commandName: "return", commandDescription: "Send something back" }],
};
const CHINESE = { prompts: ["我的订单在哪里?", "人工服务"] };
const GERMAN = {
  prompts: ["Wo ist meine Bestellung?"],
  commands: [{ commandName: "bestellung", commandDescription: "Eine Bestellung verfolgen" }],
};

type SettingsArgs = Omit<NumberSettingsArgs, "custSpaceId" | "phoneNumber">;

function numbers(count: number, first: number, settings: SettingsArgs): NumberSettingsArgs[] {
  return Array.from({ length: count }, (_, index) => number(String(first + index), settings));
}

function number(phoneNumber: string, settings: SettingsArgs): NumberSettingsArgs {
  return { custSpaceId: "cams-1", phoneNumber, ...settings };
}

/** Three groups of equal settings, one group that was never configured, and five other numbers. */
const SPACE = [
  ...numbers(4, 442_079_460_000, ENGLISH),
  ...numbers(3, 8_613_000_000_000, CHINESE),
  ...numbers(2, 4_930_000_000, GERMAN),
  ...numbers(2, 33_123_456_000, {}),
  number("6512345678", { ...ENGLISH, prompts: ["Opening hours"] }),
  number("6512345679", { ...GERMAN, commands: [] }),
  number("15550000001", { prompts: ["Talk to sales", 'A "shop"\u2028'] }),
  number("15550000002", { enableWelcomeMessage: true }),
  number("15550000003", { ...ENGLISH, prompts: [...ENGLISH.prompts].reverse(), commands: [ORDER] }),
];

/** Runs `pulumi-cams adopt` in a project, and makes the generated program the project's program. */
async function adopt(project: EngineProject, ...flags: string[]): Promise<void> {
  const { status, stdout, stderr } = await startCli(
    project.folder,
    ["adopt", "--space", "cams-1", ...flags],
    project.env,
  ).ended;
  expect([status, stderr]).toEqual([0, expect.stringContaining("from the selected stack, then the environment")]);
  expect(stdout).toContain("pulumi import --file import.json --generate-code=false --protect=false\n  pulumi up\n");
  useProgram(project, (program) => program);
}

function useProgram(project: EngineProject, edit: (program: string) => string): void {
  const program = readFileSync(join(project.folder, "index.ts"), "utf8");
  project.write("index.ts", edit(program));
  project.write("package.json", '{ "name": "project", "private": true, "main": "index.ts" }\n');
  const compilerOptions = {
    strict: true,
    skipLibCheck: true,
    rootDir: ".",
    target: "es2022",
    module: "nodenext",
    moduleResolution: "nodenext",
  };
  project.write("tsconfig.json", JSON.stringify({ compilerOptions, files: ["index.ts"] }));
}

async function importFile(project: EngineProject, ...flags: string[]): Promise<string> {
  const attended = ["--yes", "--non-interactive", "--stack", "test"];
  return await project.succeed("import", "--file", "import.json", "--generate-code=false", ...flags, ...attended);
}

/** Adopts the space cams-2 and follows the printed steps: adds the statement to the program, and imports. */
async function adoptAsInstructed(project: EngineProject, folder: string): Promise<void> {
  const args = ["adopt", "--space", "cams-2", "--out", folder];
  const { stdout } = await startCli(project.folder, args, project.env).ended;
  const [, program = "", line = ""] = /1\. add to (\S+): (.*)/.exec(stdout) ?? [];
  const [, command = ""] = /2\. pulumi (.*)/.exec(stdout) ?? [];
  expect(stdout).toContain("\n  3. pulumi up\n");
  project.write(program, `${line}\n${readFileSync(join(project.folder, program), "utf8")}`);
  await project.succeed(...command.split(" "), "--yes", "--non-interactive", "--stack", "test");
}

describe("a space of numbers with and without common settings", () => {
  it("is adopted without a write, and is then unchanged", () =>
    onStack(
      async ({ project, emulator, calls }) => {
        const before = emulator.numbers();
        await adopt(project);
        expect(calls()).toEqual(
          [...SPACE.map(({ phoneNumber }) => `Get ${phoneNumber}`), "QueryChatappPhoneNumbers "].sort(),
        );

        expect(await importFile(project, "--protect=false")).toContain("= 17 imported");
        expect(await project.up("--diff")).toContain("18 unchanged");
        expect(await project.preview()).not.toMatch(/[~+-] (prompts|commands|protect)/);
        expect(calls()).toEqual([]);
        expect(emulator.numbers()).toEqual(before);

        const { resources, text } = await project.exportState();
        const inFleet = resources.filter(({ urn }) => urn.includes(`::${FLEET}$${TYPE}::cams-1-`));
        expect([resources.length, inFleet.length]).toEqual([16, 13]);
        expect(text).not.toContain("plaintext");
        for (const { outputs } of resources) expect(outputs["previousSettings"]).toHaveProperty("ciphertext");

        useProgram(project, (program) => program.replace("我的订单在哪里?", "我的包裹在哪里?"));
        expect(await project.up()).toMatch(/~ 3 updated\s+15 unchanged/);
        expect(calls()).toEqual(numbers(3, 8_613_000_000_000, {}).map(({ phoneNumber }) => `Update ${phoneNumber}`));
      },
      { emulator: { numbers: SPACE } },
    ));
});

describe("adopted numbers", () => {
  const THREE = [...numbers(2, 8_613_000_000_001, CHINESE), number("15550000001", GERMAN)];

  it("are refreshed, and are reset or restored when they leave the stack, even if they were imported with protection", () =>
    onStack(
      async ({ project, emulator, calls }) => {
        await adopt(project);
        await importFile(project);
        const restore = 'onDelete: "restore", prompts: [';
        useProgram(project, (program) => program.replace(/prompts: \[\s*"Wo/, `${restore}"Wann`));
        calls();
        expect(await project.up()).toMatch(/~ 1 updated\s+4 unchanged/);
        expect(calls()).toEqual(["Update 15550000001"]);

        emulator.setNumber(number("8613000000002", ENGLISH));
        expect(await project.refresh()).toMatch(/~ 1 updated\s+4 unchanged/);
        expect(await project.up()).toMatch(/~ 1 updated\s+4 unchanged/);
        calls();

        await project.destroy();
        expect(calls()).toEqual(["Update 15550000001", "Update 8613000000001", "Update 8613000000002"]);
        const left = new Map(emulator.numbers().map(({ phoneNumber, prompts }) => [phoneNumber, prompts]));
        expect(left.get("15550000001")).toEqual(GERMAN.prompts);
        expect(left.get("8613000000001")).toEqual([]);
      },
      { emulator: { numbers: THREE } },
    ));

  it("are imported if they break a limit, and rejected by name and property until the program is fixed", () =>
    onStack(
      async ({ project, calls }) => {
        await adopt(project);
        expect(await importFile(project, "--protect=false")).toContain(
          "is almost certainly a bug in the `pulumi-nodejs` provider",
        );
        const rejected = await project.failingUp();
        expect(rejected).toContain("has a problem: prompts[4]: Expected at most 4 prompts, found 5.");
        useProgram(project, (program) => program.replace(/\n *"5",/, ""));
        calls();
        expect(await project.up()).toMatch(/~ 1 updated\s+5 unchanged/);
        expect(calls()).toEqual(["Update 15550000002"]);
      },
      { emulator: { numbers: [...THREE, number("15550000002", { prompts: ["1", "2", "3", "4", "5"] })] } },
    ));
});

describe("two spaces", () => {
  const FIRST = [...numbers(2, 8_613_000_000_001, CHINESE), number("15550000001", GERMAN)];
  const SECOND = [...numbers(2, 442_079_460_001, ENGLISH), number("15550000002", GERMAN)].map((one) => ({
    ...one,
    custSpaceId: "cams-2",
  }));

  it("fit in one stack, the second in a subfolder, without a write, and the first needs no import for that", () =>
    onStack(
      async ({ project, emulator, calls }) => {
        await adopt(project);
        calls();
        expect(await project.up()).toContain("+ 5 created");
        expect(calls()).toEqual(["Get 15550000001", "Get 8613000000001", "Get 8613000000002"]);
        const before = emulator.numbers();
        await adoptAsInstructed(project, "space-y");
        expect(await project.up()).toContain("9 unchanged");
        expect(calls().filter((call) => !/^(Get|Query)/.test(call))).toEqual([]);
        expect(emulator.numbers()).toEqual(before);
      },
      { emulator: { numbers: [...FIRST, ...SECOND] } },
    ));

  it("fit in one stack next to a program in JavaScript, which loses the second when it no longer declares it", () =>
    onStack(
      async ({ project, emulator, calls }) => {
        const own = 'new cams.ConversationalAutomation("own", { custSpaceId: "cams-1", phoneNumber: "15550000001" });';
        project.program(own);
        await project.up();
        const before = emulator.numbers();
        calls();
        await adoptAsInstructed(project, ".");
        expect(await project.up()).toContain("6 unchanged");
        expect(calls().filter((call) => !/^(Get|Query)/.test(call))).toEqual([]);
        expect(emulator.numbers()).toEqual(before);

        // The command warns about this.
        project.program(own);
        expect(await project.preview()).toMatch(/- 4 to delete/);
      },
      { emulator: { numbers: [number("15550000001", GERMAN), ...SECOND] } },
    ));
});

describe("`pulumi-cams adopt` with a stack's configuration", () => {
  it("uses it, and its errors say to run the command again", () =>
    onStack(
      async ({ project, emulator }) => {
        await project.configure({ "cams:retryTimeoutSeconds": "1" });
        emulator.fail({ fault: "unavailable", operation: "GetConversationalAutomation", times: 99 });
        const { status, stderr } = await startCli(project.folder, ["adopt", "--space", "cams-1"], project.env).ended;
        expect(status).toBe(1);
        expect(stderr.replaceAll("\n", " ")).toContain(
          "The service had a transient failure. Run this command again. Gave up after",
        );
      },
      { emulator: { numbers: [number("15550000001", GERMAN)] } },
    ));
});
