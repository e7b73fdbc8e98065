import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { LANGUAGES, writeProgram, type Language } from "../support/languages.js";
import { codeBlocks } from "../support/pages.js";
import { onStack } from "../support/stack.js";

/** A program that stands in two places once. */
const blocks = [...new Map(codeBlocks().map((block) => [block.code, block])).values()];

/** How a block that is a whole program differs from a part of one. */
const WHOLE: Record<Language, RegExp> = {
  yaml: /^resources:$/m,
  python: /^import pulumi_cams /m,
  go: /^package main$/m,
};

/** What the spreadsheet's numbers have: two the prompts of their profiles, and one its own. */
const PROMPTS_OF_CSV = {
  "442000000001": ["Where is my order?", "Talk to a person"],
  "442000000002": ["Opening hours", "Talk to a person"],
  "4930000000": ["Wo ist meine Bestellung?"],
};

/** The prompts of each number in a preview. */
function promptsIn(output: string): Record<string, string[]> {
  const [, ...numbers] = output.split(/^ *phoneNumber +: /m);
  return Object.fromEntries(
    numbers.map((text) => [
      /\d+/.exec(text)?.[0] ?? "",
      [...text.matchAll(/\[\d\]: "(.*)"/g)].map(([, prompt = ""]) => prompt),
    ]),
  );
}

describe("the programs of the documents", () => {
  it.each(LANGUAGES)("in %s pass a preview, as they stand", (language) =>
    onStack(
      async ({ project, calls }) => {
        project.write("numbers.csv", blocks.find((block) => block.language === "csv")?.code ?? "");
        // The project of the page has another name.
        const config = blocks.find((block) => block.code.startsWith("config:\n  my-project:profiles:"))?.code ?? "";
        const settings = config.replace("config:\n", "").replaceAll("my-project", "project");
        appendFileSync(join(project.folder, `Pulumi.${project.stack}.yaml`), settings);
        const programs = blocks.filter((block) => block.language === language && WHOLE[language].test(block.code));
        expect(programs.map(({ place }) => place)).toContainEqual(
          expect.stringMatching(/^docs\/registry\/_index\.md:/),
        );
        for (const { place, code } of programs) {
          writeProgram(project, language, code);
          const { status, output } = await project.run(["preview", "--diff", "--stack", project.stack]);
          expect([place, status === 0 ? "passes" : output]).toEqual([place, "passes"]);
          expect(output).toContain("+ cams:index:ConversationalAutomation: (create)");
          if (code.includes("numbers.csv")) expect(promptsIn(output)).toEqual(PROMPTS_OF_CSV);
        }
        expect(calls()).toEqual([]);
      },
      { language },
    ),
  );
});
