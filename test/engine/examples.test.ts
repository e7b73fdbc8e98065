import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { startEmulator } from "../../emulator/index.js";
import type { Account, EmulatorOptions, NumberSettingsArgs } from "../../emulator/index.js";
import { startCli } from "../support/cli.js";
import { EngineProject, root } from "../support/engine.js";
import { addExample, LANGUAGES } from "../support/languages.js";
import { onStack } from "../support/stack.js";
import type { Stack } from "../support/stack.js";
import { commandsOf } from "../support/pages.js";

const folderOf = (example: string) => join(root, "examples", example);

/** What a flow of an example gets: its stack, and the output of the `pulumi up` that its README ends with. */
interface ReadmeRun extends Pick<Stack, "project" | "emulator"> {
  output: string;
}

/** Follows an example's README, `adapt` having changed what a reader would write otherwise, and then runs a flow. */
async function followReadme(
  example: string,
  flow: (run: ReadmeRun) => Promise<void> | void,
  options: EmulatorOptions = {},
  adapt = (command: string) => command,
): Promise<void> {
  const project = new EngineProject();
  const emulator = await startEmulator(options);
  try {
    project.copy(folderOf(example));
    project.stack = "dev";
    // The packages are this repository's, and the emulator is the one above.
    const [install, start, init, ...commands] = commandsOf(join("examples", example, "README.md"));
    expect([install, start]).toEqual(["npm install", "npx pulumi-cams emulator"]);
    expect([init, commands.pop()]).toEqual(["pulumi stack init dev", "pulumi up"]);
    const adapted = commands.map((command) => adapt(command).replace("127.0.0.1:PORT", emulator.endpoint));
    await project.succeed("stack", "init", "dev", "--non-interactive");
    // Set at once, they take the time of one command.
    const values = adapted.flatMap((command) => {
      const [, secret, key = "", value = ""] = /^pulumi config set (--secret )?(\S+) (.*)$/.exec(command) ?? [];
      expect(key).not.toBe("");
      return [secret === undefined ? "--plaintext" : "--secret", `${key}=${value}`];
    });
    await project.succeed("config", "set-all", ...values, "--non-interactive");
    await flow({ project, emulator, output: await project.up() });
  } finally {
    project.remove();
    await emulator.close();
  }
}

const byHand: NumberSettingsArgs = { custSpaceId: "cams-demo", phoneNumber: "442000000001", prompts: ["By hand"] };

/** The arguments of each `pulumi` and `pulumi-cams` in a workflow of the example continuous-integration, for the stack of a test. */
function commandsIn(name: string): string[][] {
  const workflow = readFileSync(join(folderOf("continuous-integration"), ".github/workflows", name), "utf8");
  expect(workflow).toMatch(/^ {4}concurrency:\n {6}group: cams-production\n {6}cancel-in-progress: false$/m);
  return [...workflow.matchAll(/^ {6}(?:- | {2})run: (?:npx )?pulumi(?:-cams)? (.*)$/gm)].map(([, command = ""]) =>
    command.replace("--stack production", "--stack test").split(" "),
  );
}

/** The first prompt of each number that the emulator holds. */
function firstPrompts({ emulator }: Pick<Stack, "emulator">): Record<string, string | undefined> {
  return Object.fromEntries(emulator.numbers().map(({ phoneNumber, prompts: [first] }) => [phoneNumber, first]));
}

describe("the quickstart example", () => {
  it("runs in its own folder, as its README says", () => followReadme("quickstart", expectBothNumbers));

  it("runs from the root of the repository", () => {
    const flow = async ({ project, emulator }: Stack) => {
      expectBothNumbers({ project, emulator, output: await project.up() });
    };
    // The project's folder stands for the root, so that no configuration of a stack lands in the repository.
    const prepare = (project: EngineProject) => {
      const description = readFileSync(join(root, "Pulumi.yaml"), "utf8");
      expect(description).toContain("main: examples/quickstart\n");
      project.write("Pulumi.yaml", description);
      project.write("package.json", readFileSync(join(root, "package.json"), "utf8"));
      project.copy(folderOf("quickstart"), "examples/quickstart");
    };
    return onStack(flow, { prepare });
  });

  it("has the same description and defaults in its own folder and in the root", () => {
    const [own, inRoot] = [join(folderOf("quickstart"), "Pulumi.yaml"), join(root, "Pulumi.yaml")].map((path) =>
      readFileSync(path, "utf8"),
    );
    expect(inRoot?.replace("main: examples/quickstart\n", "")).toBe(own);
  });
});

function expectBothNumbers({ project, emulator, output }: ReadmeRun): void {
  expect(output).toContain("+ 3 created");
  expect(emulator.requests()).toHaveLength(4);
  expect(emulator.numbers()).toHaveLength(2);
  expect(emulator.numbers()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ custSpaceId: "cams-demo", prompts: ["Where is my order?", "Talk to a person"] }),
      expect.objectContaining({ custSpaceId: "cams-demo", prompts: ["Opening hours", "Find a shop"] }),
    ]),
  );
  expect(project.state().outputs).toEqual({
    supportId: "cams-demo/8613000000001",
    salesPrompts: ["Opening hours", "Find a shop"],
  });
}

function expectFleet(run: ReadmeRun): void {
  expect(run.output).toContain("+ 8 created");
  expect(firstPrompts(run)).toEqual({
    "442000000001": "Where is my order?",
    "442000000002": "Where is my order?",
    "4930000000": "Wo ist meine Bestellung?",
    "4940000000": "Wo ist meine Bestellung?",
    "8613000000001": "我的订单在哪里？",
    "8613000000002": "Opening hours",
  });
  const commands = run.emulator.numbers().map(({ commands }) => commands.map((one) => one.commandDescription));
  const english = ["Track an order", "Send something back"];
  const german = ["Bestellung verfolgen", "Etwas zurückschicken"];
  expect(commands.sort()).toEqual([[], german, german, english, english, english].sort());
}

describe("the example, as its README says,", () => {
  it("fleet gives each number its profile, and a second update has nothing to do", () =>
    followReadme("fleet", async (run) => {
      expectFleet(run);
      expect(await run.project.up()).toContain("8 unchanged");
    }));

  it("numbers-in-configuration takes profiles and numbers from the stack's configuration", () =>
    followReadme("numbers-in-configuration", (run) => {
      expect(run.output).toContain("+ 6 created");
      expect(firstPrompts(run)).toEqual({
        "442000000001": "Where is my order?",
        "442000000002": "Where is my order?",
        "4930000000": "Wo ist meine Bestellung?",
        "4940000000": "Opening hours",
      });
    }));

  it("own-component declares the numbers of two teams, and restores what a number had before", () =>
    followReadme(
      "own-component",
      async (run) => {
        expect(run.output).toContain("+ 6 created");
        expect(firstPrompts(run)).toEqual({
          "442000000001": "Where is my order?",
          "4930000000": "Wo ist meine Bestellung?",
          "442000000002": "Where is my order?",
        });
        const commands = run.emulator.numbers().map(({ commands }) => commands.map(({ commandName }) => commandName));
        expect(commands.sort()).toEqual([["orders", "returns"], ["orders", "returns"], ["tickets"]]);
        await run.project.destroy();
        expect(firstPrompts(run)).toEqual({ "442000000001": "By hand" });
      },
      { numbers: [byHand] },
    ));

  const accounts: Account[] = ["asia", "europe"].map((name) => ({
    accessKeyId: `key-of-${name}`,
    accessKeySecret: `secret-of-${name}`,
    spaces: [`cams-${name}`],
  }));

  it("two-accounts writes each number with its own account's key", () =>
    followReadme(
      "two-accounts",
      ({ project, emulator, output }) => {
        expect(output).toContain("+ 5 created");
        expect(emulator.numbers()).toHaveLength(2);
        const writers = emulator
          .requests()
          .map(({ accessKeyId, custSpaceId, code }) => [accessKeyId, custSpaceId, code]);
        expect(new Set(writers.map((writer) => writer.join(" ")))).toEqual(
          new Set(["key-of-asia cams-asia OK", "key-of-europe cams-europe OK"]),
        );
        for (const { accessKeyId, accessKeySecret } of accounts) {
          for (const secret of [accessKeyId, accessKeySecret]) expect(project.state().text).not.toContain(secret);
        }
      },
      { accounts },
      (command) =>
        command.replace(
          /(asia|europe)(Access|Secret)Key .*/,
          (_, name: string, which: string) => `${name}${which}Key ${which === "Access" ? "key" : "secret"}-of-${name}`,
        ),
    ));
});

describe.each([
  { example: "quickstart", expectSame: expectBothNumbers },
  { example: "fleet", expectSame: expectFleet },
])("the example $example", ({ example, expectSame }) => {
  it.each(LANGUAGES)("does the same in %s, with a README that differs only in the SDK", (language) => {
    const name = `${example}-${language}`;
    // The language hosts of the tests cannot generate an SDK, which is what `pulumi install` does. The rest is run above.
    const [install = "", ...rest] = commandsOf(join("examples", example, "README.md"));
    const sdk = language === "yaml" ? [] : ["pulumi install"];
    expect(commandsOf(join("examples", name, "README.md"))).toEqual([install, ...sdk, ...rest]);
    const prepare = (project: EngineProject) => {
      addExample(project, language, folderOf(name));
    };
    const flow = async ({ project, emulator }: Stack) => {
      expectSame({ project, emulator, output: await project.up() });
    };
    return onStack(flow, { language, prepare });
  });
});

describe("the example", () => {
  it("continuous-integration runs the commands of its workflows, one run at a time, and fails when it finds drift", () =>
    onStack(
      async (stack) => {
        const [preview, up] = commandsIn("pulumi.yml");
        const [drift] = commandsIn("drift.yml");
        expect([preview?.[0], up?.[0], drift?.[0]]).toEqual(["preview", "up", "refresh"]);
        const { folder, env } = stack.project;
        expect(await startCli(folder, preview ?? [], env).ended).toMatchObject({ status: 0 });
        expect(readFileSync(join(folder, "preview.md"), "utf8")).toContain("**2 numbers change:** 2 created.");
        expect(await stack.project.succeed(...(up ?? []))).toMatch(/\+ 4 created/);
        expect(Object.keys(firstPrompts(stack)).sort()).toEqual(["442000000001", "442000000002"]);

        expect(await stack.project.succeed(...(drift ?? []))).toContain("4 unchanged");
        stack.emulator.setNumber(byHand);
        const found = await stack.project.fail(...(drift ?? []));
        expect(found).toContain("error: no changes were expected");
        expect(found).toMatch(/ConversationalAutomation support-442000000001 +update \[diff: [^\]]*prompts/);
        expect(stack.project.state().text).not.toContain("By hand");
      },
      {
        prepare: (project) => {
          project.copy(folderOf("continuous-integration"));
        },
      },
    ));

  it("automation-api previews and deploys from code", async () => {
    const project = new EngineProject();
    const emulator = await startEmulator();
    try {
      project.copy(folderOf("automation-api"));
      const { endpoint, accessKeyId, accessKeySecret } = emulator;
      const account = { CAMS_ENDPOINT: endpoint, CAMS_ACCESS_KEY: accessKeyId, CAMS_SECRET_KEY: accessKeySecret };
      const { status, output } = await project.runNode("deploy.mjs", account);
      expect([status, output]).toEqual([0, expect.stringContaining("The preview says: { create: 2 }")]);
      expect(output).toContain("The update succeeded: cams-demo/8613000000001");
      expect(output).not.toContain(accessKeySecret);
      expect(emulator.numbers()).toMatchObject([{ prompts: ["Where is my order?", "Talk to a person"] }]);
    } finally {
      project.remove();
      await emulator.close();
    }
  });
});
