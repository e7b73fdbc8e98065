import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { root } from "../support/engine.js";

/** A copy of the example, with the packages of this repository. */
let folder = "";

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-cams-testing-")));
  cpSync(join(root, "examples", "testing"), folder, { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the example's tests with jest, as its own `npm test` does. */
function runTests(): Promise<{ status: number; output: string }> {
  const jest = join(root, "node_modules", "jest", "bin", "jest.js");
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [jest], { cwd: folder }, (_error, stdout, stderr) => {
      resolve({ status: child.exitCode ?? 1, output: stdout + stderr });
    });
  });
}

describe("the tests of the example", () => {
  it("pass", async () => {
    const { status, output } = await runTests();
    expect([status, output]).toEqual([0, expect.stringMatching(/Tests: +2 passed, 2 total/)]);
  });

  it("fail with the provider's words when the program breaks a limit or has a number twice", async () => {
    const program = join(folder, "index.ts");
    const changed = readFileSync(program, "utf8")
      .replace('prompts: ["Opening hours"]', 'prompts: ["1", "2", "3", "4", "5"]')
      .replace('phoneNumber: "442000000002"', 'phoneNumber: "442000000001"');
    writeFileSync(program, `${changed}\ncams.ConversationalAutomation.get("found", "+44 2000 000003");\n`);
    const { status, output } = await runTests();
    expect([status, output]).toEqual([1, expect.stringMatching(/Tests: +2 failed, 2 total/)]);
    const both =
      /"(sales|support-442000000001)" and "(sales|support-442000000001)" both manage the number cams-demo\/442/;
    expect(output).toMatch(both);
    expect(output).toContain('The resource "sales": prompts[4]: Expected at most 4 prompts, found 5.');
    expect(output).toContain("The id of a ConversationalAutomation is custSpaceId/phoneNumber");
  });
});
