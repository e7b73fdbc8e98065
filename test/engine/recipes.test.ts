import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import ts from "typescript";
import { onStack } from "../support/stack.js";
import { codeBlocks } from "../support/pages.js";

/** The program of docs/recipes.md in which some words stand. */
function programWith(words: string): string {
  const block = codeBlocks().find(({ place, code }) => place.startsWith("docs/recipes.md") && code.includes(words));
  if (!block) throw new Error(`docs/recipes.md has no program with ${words}.`);
  return ts.transpileModule(block.code, { compilerOptions: { module: ts.ModuleKind.CommonJS } }).outputText;
}

describe("the recipes", () => {
  it("log each update and refuse updates by hooks, and move a fleet to another stack without a call", () =>
    onStack(async ({ project, calls }) => {
      const program = programWith("ResourceHook");
      project.write("index.js", program);
      await project.up();
      project.write("index.js", program.replace("Where is my order?", "Track my order"));
      await project.up();
      const lines = readFileSync(join(project.folder, "audit.log"), "utf8").trim().split("\n");
      const updates = lines.map((line) => JSON.parse(line) as { id: string }).sort((a, b) => (a.id < b.id ? -1 : 1));
      expect(updates).toEqual(
        ["cams-demo/442000000001", "cams-demo/442000000002"].map((id) => ({
          at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
          id,
          from: ["Where is my order?", "Talk to a person"],
          to: ["Track my order", "Talk to a person"],
        })),
      );

      await project.configure({ freeze: "true" });
      project.write("index.js", program);
      calls();
      expect(await project.failingPreview()).toMatch(
        /before hook "freeze" failed: support-44200000000\d stays as it is: changes are frozen\./,
      );

      project.write("index.js", program.replace("Where is my order?", "Track my order"));
      await project.succeed("stack", "init", "other", "--non-interactive", "--no-select");
      const urn = project.state().all.find(({ type }) => type.endsWith("Fleet"))?.urn ?? "";
      await project.succeed("state", "move", "--source", "test", "--dest", "other", "--yes", urn);
      expect(await project.succeed("preview", "--stack", "other", "--non-interactive")).toContain("4 unchanged");
      expect(calls()).toEqual([]);
    }));
});
