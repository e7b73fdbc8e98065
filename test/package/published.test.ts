import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { onStack } from "../support/stack.js";
import type { EngineProject } from "../support/engine.js";
import { install, link, pack, PULUMI } from "./npm.js";

const JAVASCRIPT = `
const cams = require("pulumi-cams");

const support = new cams.ConversationalAutomation("support", {
  custSpaceId: "cams-space",
  phoneNumber: "8613000000001",
  prompts: ["Where is my order?", "Talk to a person"],
  commands: [{ commandName: "order", commandDescription: "Track an order" }],
});

exports.requestId = support.requestId;
`;

const TYPESCRIPT = `
import * as cams from "pulumi-cams";

const settings: cams.ConversationalAutomationArgs = {
  custSpaceId: "cams-space",
  phoneNumber: "8613000000001",
  prompts: ["Where is my order?", "Talk to a person"],
  commands: [{ commandName: "order", commandDescription: "Track an order" }],
};
const support = new cams.ConversationalAutomation("support", settings);

export const firstPrompt = support.prompts.apply((prompts) => prompts[0]!.toUpperCase());
export const requestId = support.requestId;
`;

const FLEET = `
resources:
  fleet:
    type: cams:ConversationalAutomationFleet
    properties:
      custSpaceId: cams-space
      profiles:
        english:
          prompts: ["Where is my order?"]
      numbers:
        "8613000000001": { profile: english }
`;

let packedFiles: string[] = [];
/** A folder with the packed package, Pulumi and nothing else. */
let consumer = "";

beforeAll(async () => {
  const { tarball, files } = await pack();
  packedFiles = files;
  consumer = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-cams-consumer-")));
  writeFileSync(join(consumer, "package.json"), '{ "name": "consumer", "private": true }\n');
  await install(consumer, tarball, PULUMI);
}, 120_000);

afterAll(() => {
  rmSync(consumer, { recursive: true, force: true });
});

describe("the published package", () => {
  it("contains the compiled code, its declarations and its documents, and nothing else", () => {
    expect(packedFiles.filter((path) => !path.startsWith("dist/"))).toEqual([
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "package.json",
      "plugin/PulumiPlugin.yaml",
      "plugin/index.js",
      "plugin/package.json",
      "plugin/pulumi-resource-cams",
      "plugin/pulumi-resource-cams.cmd",
      "plugin/schema.json",
    ]);
    const compiled = packedFiles.filter((path) => path.startsWith("dist/"));
    expect(
      compiled.filter(
        (path) =>
          !/^dist\/(sdk|settings|api|provider|emulator|testing|native|chat|cli)\/.*\.(js|d\.ts)$/.test(path) &&
          !/^dist\/(chat|cli\/preview)\/[^/]+\.css$/.test(path) &&
          !/^dist\/browser\/(chat|page|preact)\/(.*\.(m?js|css|svg)|LICENSE)$/.test(path),
      ),
    ).toEqual([]);
    expect(compiled.length).toBeGreaterThan(20);
  });

  it("installs neither TypeScript nor a second Pulumi", () => {
    const { dependencies } = JSON.parse(readFileSync(join(consumer, "package.json"), "utf8")) as {
      dependencies: Record<string, string>;
    };
    expect(Object.keys(dependencies).sort()).toEqual(["@pulumi/pulumi", "pulumi-cams"]);
    const lock = JSON.parse(readFileSync(join(consumer, "package-lock.json"), "utf8")) as { packages: object };
    const installed = Object.keys(lock.packages);
    expect(installed).not.toContain("node_modules/typescript");
    expect(installed.filter((path) => path.endsWith("node_modules/@pulumi/pulumi"))).toHaveLength(1);
  });

  it("runs a JavaScript program, and a TypeScript one without its own TypeScript, from preview to destroy", () =>
    onStack(
      async ({ project, emulator, calls }) => {
        project.write("index.js", JAVASCRIPT);
        expect(await project.preview()).toContain("+ 2 to create");
        await project.up();
        expect(calls()).toEqual(["Get 8613000000001", "Update 8613000000001"]);
        expect(await project.refresh()).toContain("2 unchanged");

        useTypeScript(project);
        expect(await project.up()).toContain("2 unchanged");
        expect(project.state().outputs).toMatchObject({ firstPrompt: "WHERE IS MY ORDER?" });
        await project.destroy();
        expect(calls()).toEqual(["Get 8613000000001", "Update 8613000000001"]);
        expect(emulator.numbers()).toMatchObject([{ prompts: [], commands: [] }]);
      },
      { nodeModules: () => join(consumer, "node_modules") },
    ));
});

describe("the published package in a project in YAML", () => {
  it("is added by `pulumi package add`, as docs/plugin.md says, and makes a fleet", () =>
    onStack(
      async ({ project, calls }) => {
        project.write("Pulumi.yaml", "name: project\nruntime: yaml\n");
        await project.succeed("package", "add", "./node_modules/pulumi-cams/plugin");
        const added = readFileSync(join(project.folder, "Pulumi.yaml"), "utf8");
        expect(added).toBe("name: project\nruntime: yaml\npackages:\n  cams: ./node_modules/pulumi-cams/plugin\n");
        project.write("Pulumi.yaml", `${added}${FLEET}`);
        await project.up();
        expect(calls()).toEqual(["Get 8613000000001", "Update 8613000000001"]);
      },
      { language: "yaml", nodeModules: () => join(consumer, "node_modules") },
    ));
});

describe("the published package beside TypeScript 6", () => {
  beforeAll(() => {
    link(join(consumer, "node_modules"), "typescript", "@types/node");
  });

  it("runs a program with strict settings", () =>
    onStack(
      async ({ project }) => {
        useTypeScript(project);
        project.write(
          "tsconfig.json",
          JSON.stringify({
            compilerOptions: { strict: true, target: "es2022", module: "nodenext", moduleResolution: "nodenext" },
            files: ["index.ts"],
          }),
        );
        expect(await project.preview()).toContain("+ 2 to create");
      },
      { nodeModules: () => join(consumer, "node_modules") },
    ));
});

function useTypeScript(project: EngineProject): void {
  project.write("index.ts", TYPESCRIPT);
  project.write("package.json", '{ "name": "project", "private": true, "main": "index.ts" }\n');
}
