import { describe, expect, it } from "@jest/globals";
import { nextSteps, type Written } from "../../../cli/adopt/next-steps.js";

function stepsFor(program: string, change: Partial<Written> & { isModule?: boolean } = {}): string[] {
  const { isModule = false, ...written } = change;
  return nextSteps({
    program: "/project/index.ts",
    importFile: "/project/import.json",
    projectProgram: { root: "/project", path: program, isModule },
    problemCount: 0,
    ...written,
  });
}

describe("the next steps", () => {
  it.each([
    ["/project/index.ts", false, "/project/a/index.ts", 'index.ts: import "./a";'],
    ["/project/index.ts", true, "/project/a/index.ts", 'index.ts: import "./a/index.js";'],
    ["/project/index.js", false, "/project/a/index.ts", 'index.js: require("./a/index.ts");'],
    ["/project/index.js", true, "/project/a/index.ts", 'index.js: import "./a/index.ts";'],
    ["/project/main.ts", false, "/project/index.ts", 'main.ts: import "./index";'],
    ["/project/src/main.ts", false, "/project/index.ts", 'src/main.ts: import "../index";'],
  ])("of the program %s, an ES module: %s, load %s", (path, isModule, program, step) => {
    expect(stepsFor(path, { isModule, program })).toContain(`  1. write into ${step}`);
  });

  it("name the stack that was named, and put a path with spaces in quotes", () => {
    const steps = stepsFor("/project/index.ts", { importFile: "/project/a b/import.json", stack: "dev" });
    expect(steps).toContain(
      '  pulumi import --file "a b/import.json" --generate-code=false --protect=false --stack dev',
    );
    expect(steps).toContain("  pulumi up --stack dev");
  });

  it.each([
    [1, "1 place"],
    [2, "2 places"],
  ])("begin with what has to be mended, in %d places", (problemCount, words) => {
    for (const program of ["/project/index.ts", "/project/index.js"]) {
      const steps = stepsFor(program, { problemCount });
      expect(steps[0]).toContain(`First mend ${words} in index.ts`);
      expect(steps.join("\n")).toContain("then writes the numbers that were mended, and leaves the others unchanged");
      expect(steps.join("\n")).not.toContain("everything unchanged");
    }
  });
});
