import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { startEmulator } from "../../emulator/index.js";
import { EngineProject, onStack, root } from "../support/engine.js";
import type { Stack } from "../support/engine.js";

const folderOf = (example: string) => join(root, "examples", example);

/** Runs a flow on a stack whose program is an example. */
function onExample(example: string, flow: (stack: Stack) => Promise<void>): Promise<void> {
  return onStack(flow, {
    prepare: (project) => {
      project.copy(folderOf(example));
    },
  });
}

/** The first prompt of each number that the emulator holds. */
function firstPrompts({ emulator }: Stack): Record<string, string | undefined> {
  return Object.fromEntries(emulator.numbers().map(({ phoneNumber, prompts: [first] }) => [phoneNumber, first]));
}

describe("the example quickstart", () => {
  it("runs in a folder of its own", () => onExample("quickstart", goesThrough));

  it("runs from the root of the repository", () =>
    onStack(goesThrough, {
      // The project's folder stands for the root, so that no configuration of a stack lands in the repository.
      prepare: (project) => {
        const description = readFileSync(join(root, "Pulumi.yaml"), "utf8");
        expect(description).toContain("main: examples/quickstart\n");
        project.write("Pulumi.yaml", description);
        project.write("package.json", readFileSync(join(root, "package.json"), "utf8"));
        project.copy(folderOf("quickstart"), "examples/quickstart");
      },
    }));

  it("has one description and one set of defaults, in its own folder and in the root", () => {
    const [own, inRoot] = [join(folderOf("quickstart"), "Pulumi.yaml"), join(root, "Pulumi.yaml")].map((path) =>
      readFileSync(path, "utf8"),
    );
    expect(inRoot?.replace("main: examples/quickstart\n", "")).toBe(own);
  });
});

async function goesThrough({ project, emulator, calls }: Stack): Promise<void> {
  expect(await project.up()).toContain("+ 3 created");
  expect(calls()).toHaveLength(4);
  expect(emulator.numbers()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ custSpaceId: "cams-demo", prompts: ["Where is my order?", "Talk to a person"] }),
      expect.objectContaining({ custSpaceId: "cams-demo", prompts: ["Opening hours", "Find a shop"] }),
    ]),
  );
  expect(await project.stackOutputs()).toEqual({
    supportId: "cams-demo/8613000000001",
    salesPrompts: ["Opening hours", "Find a shop"],
  });
}

describe("the example", () => {
  it("fleet gives each number its profile, and a second update has nothing to do", () =>
    onExample("fleet", async (stack) => {
      expect(await stack.project.up()).toContain("+ 8 created");
      expect(firstPrompts(stack)).toEqual({
        "442000000001": "Where is my order?",
        "442000000002": "Where is my order?",
        "4930000000": "Wo ist meine Bestellung?",
        "4940000000": "Wo ist meine Bestellung?",
        "8613000000001": "我的订单在哪里？",
        "8613000000002": "Opening hours",
      });
      expect(await stack.project.stackOutputs()).toMatchObject({
        ids: { "4930000000": "cams-demo/4930000000", "8613000000002": "cams-demo/8613000000002" },
      });
      expect(await stack.project.up()).toContain("8 unchanged");
    }));

  it("own-component declares the numbers of two teams, and gives a number back as it was", () =>
    onExample("own-component", async (stack) => {
      const number = { custSpaceId: "cams-demo", phoneNumber: "442000000001", enableWelcomeMessage: false };
      stack.emulator.setNumber({ ...number, prompts: ["By hand"], commands: [] });
      expect(await stack.project.up()).toContain("+ 6 created");
      expect(firstPrompts(stack)).toEqual({
        "442000000001": "Where is my order?",
        "4930000000": "Wo ist meine Bestellung?",
        "442000000002": "Where is my order?",
      });
      const commands = stack.emulator.numbers().map(({ commands }) => commands.map(({ commandName }) => commandName));
      expect(commands.sort()).toEqual([["orders", "returns"], ["orders", "returns"], ["tickets"]]);
      await stack.project.destroy();
      expect(firstPrompts(stack)).toEqual({ "442000000001": "By hand" });
    }));

  it("two-accounts writes each number with its own account's key", () =>
    onStack(
      async ({ project, emulator }) => {
        const keys = {
          asiaAccessKey: "key-of-asia",
          asiaSecretKey: "secret-of-asia",
          europeAccessKey: "key-of-europe",
          europeSecretKey: "secret-of-europe",
        };
        await project.configure({ endpoint: emulator.endpoint }, keys);
        expect(await project.up()).toContain("+ 5 created");
        const writers = emulator
          .requests()
          .map(({ accessKeyId, custSpaceId, code }) => [accessKeyId, custSpaceId, code]);
        expect(new Set(writers.map((writer) => writer.join(" ")))).toEqual(
          new Set(["key-of-asia cams-asia OK", "key-of-europe cams-europe OK"]),
        );
        const { text } = await project.exportState();
        for (const secret of Object.values(keys)) expect(text).not.toContain(secret);
      },
      {
        emulator: {
          accounts: ["asia", "europe"].map((name) => ({
            accessKeyId: `key-of-${name}`,
            accessKeySecret: `secret-of-${name}`,
            spaces: [`cams-${name}`],
          })),
        },
        prepare: (project) => {
          project.copy(folderOf("two-accounts"));
        },
      },
    ));

  it("continuous-integration runs the commands of its workflow, one run at a time", () =>
    onExample("continuous-integration", async (stack) => {
      const workflow = readFileSync(join(folderOf("continuous-integration"), ".github/workflows/pulumi.yml"), "utf8");
      expect(workflow).toMatch(/^ {4}concurrency:\n {6}group: cams-production\n {6}cancel-in-progress: false$/m);
      const commands = [...workflow.matchAll(/^ {6}- run: pulumi (.*)$/gm)].map(([, command = ""]) => command);
      expect(commands.map((command) => command.split(" ")[0])).toEqual(["preview", "up"]);
      for (const command of commands) {
        const output = await stack.project.succeed(...command.replace("--stack production", "--stack test").split(" "));
        expect(output).toMatch(/\+ 4 (to create|created)/);
      }
      expect(Object.keys(firstPrompts(stack)).sort()).toEqual(["442000000001", "442000000002"]);
    }));

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
