import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { copyExample, runJestIn } from "../support/example-copy.js";

describe("the tests of the example", () => {
  it("pass", async () => {
    const { status, output } = await runJestIn(copyExample("testing"));
    expect([status, output]).toEqual([0, expect.stringMatching(/Tests: +2 passed, 2 total/)]);
  });

  it("fail with the provider's words when the program breaks a limit or has a number twice", async () => {
    const folder = copyExample("testing");
    const program = join(folder, "index.ts");
    const changed = readFileSync(program, "utf8")
      .replace('prompts: ["Opening hours"]', 'prompts: ["1", "2", "3", "4", "5"]')
      .replace('phoneNumber: "442000000002"', 'phoneNumber: "442000000001"');
    writeFileSync(program, `${changed}\ncams.ConversationalAutomation.get("found", "+44 2000 000003");\n`);
    const { status, output } = await runJestIn(folder);
    expect([status, output]).toEqual([1, expect.stringMatching(/Tests: +2 failed, 2 total/)]);
    const both =
      /"(sales|support-442000000001)" and "(sales|support-442000000001)" both manage the number cams-demo\/442/;
    expect(output).toMatch(both);
    expect(output).toContain('The resource "sales": prompts[4]: Expected at most 4 prompts, found 5.');
    expect(output).toContain("The id of a ConversationalAutomation is custSpaceId/phoneNumber");
  });
});
