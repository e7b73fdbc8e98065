import { describe, expect, it } from "@jest/globals";
import { LANGUAGES, writeProgram, type Language } from "../support/languages.js";
import { codeBlocks } from "../support/pages.js";
import { onStack } from "../support/stack.js";

const blocks = codeBlocks();

/** How a block that is a whole program differs from a part of one. */
const WHOLE: Record<Language, RegExp> = {
  yaml: /^resources:$/m,
  python: /^import pulumi_cams /m,
  go: /^package main$/m,
};

describe("the programs of the documents", () => {
  it.each(LANGUAGES)("in %s pass a preview, as they stand", (language) =>
    onStack(
      async ({ project, calls }) => {
        project.write("numbers.csv", blocks.find((block) => block.language === "csv")?.code ?? "");
        const programs = blocks.filter((block) => block.language === language && WHOLE[language].test(block.code));
        expect(programs.map(({ place }) => place)).toContainEqual(expect.stringMatching(/^README\.md:/));
        for (const { place, code } of programs) {
          writeProgram(project, language, code);
          const { status, output } = await project.run(["preview", "--stack", project.stack, "--non-interactive"]);
          expect([place, status === 0 ? "passes" : output]).toEqual([place, "passes"]);
          expect(output).toMatch(/cams:index:ConversationalAutomation\S* .* create/);
        }
        expect(calls()).toEqual([]);
      },
      { language },
    ),
  );
});
