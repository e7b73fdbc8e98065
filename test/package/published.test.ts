import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { onStack, root } from "../support/engine.js";
import type { EngineProject } from "../support/engine.js";
import { install, run } from "./npm.js";

const PULUMI = "@pulumi/pulumi@3.248.0";

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

const EVERY_ENTRY_POINT = `
import { ConversationalAutomation, Provider } from "pulumi-cams";
import { createClient } from "pulumi-cams/api";
import type { Client, Settings } from "pulumi-cams/api";
import { startEmulator } from "pulumi-cams/emulator";
import type { Emulator } from "pulumi-cams/emulator";

const provider = new Provider("account", { accessKey: "id", secretKey: "secret", maxInFlight: 1 });
const number = new ConversationalAutomation("number", { custSpaceId: "space", phoneNumber: "8613000000001" }, { provider });
const client: Client = createClient({ endpoint: "127.0.0.1:1" });
const found: Promise<Settings> = client.getConversationalAutomation({ custSpaceId: "space", phoneNumber: "1" });
const emulator: Promise<Emulator> = startEmulator({ port: 0 });
// @ts-expect-error the declarations are read, and are not any
number.prompts.apply((prompts) => prompts.missing);
export { emulator, found };
`;

let packed = "";
let packedFiles: string[] = [];
/** A folder with the packed package, Pulumi and nothing else. */
let consumer = "";

beforeAll(async () => {
  packed = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-cams-packed-")));
  const answer = await run(root, "npm", "pack", "--ignore-scripts", "--json", "--pack-destination", packed);
  const [{ filename, files }] = JSON.parse(answer) as [{ filename: string; files: { path: string }[] }];
  packedFiles = files.map(({ path }) => path).sort();

  consumer = join(packed, "consumer");
  mkdirSync(consumer);
  writeFileSync(join(consumer, "package.json"), '{ "name": "consumer", "private": true }\n');
  await install(consumer, join(packed, filename), PULUMI);
}, 120_000);

afterAll(() => {
  rmSync(packed, { recursive: true, force: true });
});

describe("the published package", () => {
  it("holds the compiled code, its declarations and the pages about it, and nothing else", () => {
    expect(packedFiles.filter((path) => !path.startsWith("dist/"))).toEqual([
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "package.json",
    ]);
    const compiled = packedFiles.filter((path) => path.startsWith("dist/"));
    expect(compiled.filter((path) => !/^dist\/(sdk|provider|emulator|cli)\/.*\.(js|d\.ts)$/.test(path))).toEqual([]);
    expect(compiled.length).toBeGreaterThan(20);
  });

  it("brings no TypeScript and no second Pulumi along", () => {
    const { dependencies } = JSON.parse(readFileSync(join(consumer, "package.json"), "utf8")) as {
      dependencies: Record<string, string>;
    };
    expect(Object.keys(dependencies).sort()).toEqual(["@pulumi/pulumi", "pulumi-cams"]);
    const lock = JSON.parse(readFileSync(join(consumer, "package-lock.json"), "utf8")) as { packages: object };
    const installed = Object.keys(lock.packages);
    expect(installed).not.toContain("node_modules/typescript");
    expect(installed.filter((path) => path.endsWith("node_modules/@pulumi/pulumi"))).toHaveLength(1);
  });

  it("takes a program in JavaScript, and one in TypeScript without a TypeScript of its own, through its life", () =>
    onStack(
      async ({ project, emulator, calls }) => {
        project.write("index.js", JAVASCRIPT);
        expect(await project.preview()).toContain("+ 2 to create");
        await project.up();
        expect(calls()).toEqual(["Get 8613000000001", "Update 8613000000001"]);
        expect(await project.refresh()).toContain("2 unchanged");

        useTypeScript(project);
        expect(await project.up()).toContain("2 unchanged");
        expect(await project.stackOutputs()).toMatchObject({ firstPrompt: "WHERE IS MY ORDER?" });
        await project.destroy();
        expect(calls()).toEqual(["Get 8613000000001", "Update 8613000000001"]);
        expect(emulator.numbers()).toMatchObject([{ prompts: [], commands: [] }]);
      },
      { nodeModules: () => join(consumer, "node_modules") },
    ));

  it("has declarations that the TypeScript inside Pulumi reads without an error", async () => {
    writeFileSync(join(consumer, "program.ts"), TYPESCRIPT);
    const script = `
      const ts = require("@pulumi/pulumi/typescript-shim.js");
      const program = ts.createProgram(["program.ts"], { strict: true, noEmit: true, target: ts.ScriptTarget.ES2019,
        module: ts.ModuleKind.CommonJS, moduleResolution: ts.ModuleResolutionKind.NodeJs, types: [] });
      const ours = program.getSourceFiles().filter(({ fileName }) => /pulumi-cams\\/dist|program\\.ts/.test(fileName));
      const diagnostics = ours.flatMap((file) => ts.getPreEmitDiagnostics(program, file));
      console.log(JSON.stringify([ts.version, ours.length, diagnostics.map((one) => one.messageText)]));`;
    const [version, files, diagnostics] = JSON.parse(await run(consumer, process.execPath, "-e", script)) as unknown[];
    expect([version, diagnostics]).toEqual(["3.8.3", []]);
    expect(files).toBeGreaterThan(2);
  });
});

describe("the published package beside TypeScript 6", () => {
  beforeAll(async () => {
    await install(consumer, "--save-dev", "typescript@6.0.3", "@types/node@20");
  }, 120_000);

  it("runs a program with strict settings", () =>
    onStack(
      async ({ project, calls }) => {
        useTypeScript(project);
        project.write(
          "tsconfig.json",
          JSON.stringify({
            compilerOptions: { strict: true, target: "es2022", module: "nodenext", moduleResolution: "nodenext" },
            files: ["index.ts"],
          }),
        );
        await project.up();
        expect(calls()).toEqual(["Get 8613000000001", "Update 8613000000001"]);
      },
      { nodeModules: () => join(consumer, "node_modules") },
    ));

  it.each([
    ["nodenext", { module: "nodenext", moduleResolution: "nodenext" }],
    ["node10, as old templates do", { module: "commonjs", moduleResolution: "node10", ignoreDeprecations: "6.0" }],
    ["bundler", { module: "esnext", moduleResolution: "bundler" }],
  ])("has declarations that compile whole, resolved as %s", async (_, options) => {
    writeFileSync(join(consumer, "every.ts"), EVERY_ENTRY_POINT);
    const compilerOptions = { strict: true, noEmit: true, target: "es2022", types: ["node"], ...options };
    writeFileSync(
      join(consumer, "tsconfig.json"),
      JSON.stringify({ compilerOptions: { ...compilerOptions, skipLibCheck: false }, files: ["every.ts"] }),
    );
    await run(consumer, process.execPath, join("node_modules", "typescript", "bin", "tsc"), "-p", ".");
  });
});

function useTypeScript(project: EngineProject): void {
  project.write("index.ts", TYPESCRIPT);
  project.write("package.json", '{ "name": "project", "private": true, "main": "index.ts" }\n');
}
