import { execFileSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import ts from "typescript";
import { codeBlocks, schemaBlocks } from "../support/pages.js";
import { EngineProject, root } from "../support/engine.js";

const blocks = [...codeBlocks(), ...schemaBlocks()];
const programs = blocks.filter(({ language, code }) => language === "ts" && code.includes('from "pulumi-cams"'));
const scripts = blocks.filter(({ language, code }) => language === "ts" && !code.includes('from "pulumi-cams"'));

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  // test/package/declarations.test.ts checks the declarations.
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: ["node"],
};

let folder = "";

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-cams-blocks-")));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("every code block", () => {
  it("is in a known language", () => {
    const known = ["ts", "console", "json", "yaml", "csv", "python", "go", ""];
    expect(blocks.filter(({ language }) => !known.includes(language))).toEqual([]);
    expect([programs.length, scripts.length].every((count) => count > 0)).toBe(true);
  });

  it("in TypeScript compiles with strict settings", () => {
    const files = [...programs, ...scripts].map(({ place, code }) => {
      // A script can await at its top, a program is what Pulumi takes by default.
      const extension = code.includes('from "pulumi-cams"') ? "ts" : "mts";
      const file = join(folder, `${place.replace(/\W/g, "-")}.${extension}`);
      writeFileSync(file, code);
      return file;
    });
    const diagnostics = ts.getPreEmitDiagnostics(ts.createProgram(files, OPTIONS));
    expect(
      diagnostics.map((one) => `${one.file?.fileName ?? ""} ${ts.flattenDiagnosticMessageText(one.messageText, " ")}`),
    ).toEqual([]);
  }, 60_000);

  it("in Python parses, and in Go is as gofmt formats it", () => {
    const input = (language: string) => blocks.filter((block) => block.language === language).map(({ code }) => code);
    for (const code of input("python"))
      execFileSync("python3", ["-c", "import ast, sys; ast.parse(sys.stdin.read())"], { input: code });
    for (const code of input("go")) expect(execFileSync("gofmt", ["-d"], { input: code, encoding: "utf8" })).toBe("");
  });

  it("in JSON is valid", () => {
    for (const { code } of blocks.filter(({ language }) => language === "json"))
      expect(() => JSON.parse(code) as unknown).not.toThrow();
  });
});

describe("the programs of the documents", () => {
  // test/engine/documents.test.ts runs those in other languages, examples.test.ts and recipes.test.ts others, with the engine.
  it("pass the mocks for unit tests, as they stand", async () => {
    const project = new EngineProject();
    try {
      project.write("numbers.csv", blocks.find(({ language }) => language === "csv")?.code ?? "");
      // Pulumi's mocks know no hooks.
      const mocked = programs.filter(({ code }) => !code.includes("ResourceHook"));
      const names = mocked.map(({ place, code }) => {
        const name = `${place.replace(/\W/g, "-")}.js`;
        project.write(name, compiled(code, ts.ModuleKind.CommonJS));
        return name;
      });
      project.write("all.js", runAll(names));
      const { status, output } = await project.runNode("all.js");
      expect([status, output]).toEqual([0, names.map((name) => `${name}\n`).join("")]);
    } finally {
      project.remove();
    }
  });
});

/** Runs programs one after another, and prints the name of each that has ended well. */
const runAll = (names: readonly string[]) => `
  const { readFileSync } = require("node:fs");
  const pulumi = require("@pulumi/pulumi");
  const { camsMocks } = require("pulumi-cams/testing");
  (async () => {
    for (const name of ${JSON.stringify(names)}) {
      const secrets = readFileSync(name, "utf8").matchAll(/\\.requireSecret\\("(\\w+)"\\)/g);
      pulumi.runtime.setAllConfig(Object.fromEntries([...secrets].map(([, key]) => ["project:" + key, "placeholder"])));
      await pulumi.runtime.setMocks(camsMocks());
      await pulumi.runtime.runInPulumiStack(async () => require("./" + name));
      await pulumi.runtime.disconnect();
      console.log(name);
    }
  })();`;

describe("a script of the documents", () => {
  // Others call the real service.
  const local = scripts.filter(({ code }) => code.includes("startEmulator"));

  it.each(local)("at $place runs", async ({ code }) => {
    const project = new EngineProject();
    try {
      project.write("script.mjs", compiled(code, ts.ModuleKind.ESNext));
      const { status, output } = await project.runNode("script.mjs");
      expect(status === 0 ? "succeeds" : output).toBe("succeeds");
    } finally {
      project.remove();
    }
  });
});

function compiled(code: string, module: ts.ModuleKind): string {
  return ts.transpileModule(code, { compilerOptions: { module, target: ts.ScriptTarget.ES2022 } }).outputText;
}
