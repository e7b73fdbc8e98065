import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { LANGUAGES } from "../../../cli/adopt/languages/languages.js";
import { nextSteps, type Written } from "../../../cli/adopt/next-steps.js";
import { makeFolder } from "../../support/cli.js";

function stepsFor(program: string, change: Partial<Written> & { isModule?: boolean } = {}): string[] {
  const { isModule = false, ...written } = change;
  return nextSteps({
    language: LANGUAGES.typescript,
    program: "/project/index.ts",
    importFile: "/project/import.json",
    projectProgram: { root: "/project", path: program, isModule },
    problemCount: 0,
    ...written,
  });
}

describe("nextSteps", () => {
  it.each([
    ["/project/index.ts", false, "/project/a/index.ts", 'index.ts: import "./a";'],
    ["/project/index.ts", true, "/project/a/index.ts", 'index.ts: import "./a/index.js";'],
    ["/project/index.js", false, "/project/a/index.ts", 'index.js: require("./a/index.ts");'],
    ["/project/index.js", true, "/project/a/index.ts", 'index.js: import "./a/index.ts";'],
    ["/project/main.ts", false, "/project/index.ts", 'main.ts: import "./index";'],
    ["/project/src/main.ts", false, "/project/index.ts", 'src/main.ts: import "../index";'],
  ])("loads the generated program from %s (ES module: %s): %s", (path, isModule, program, step) => {
    expect(stepsFor(path, { isModule, program })).toContain(`  1. add to ${step}`);
  });

  it.each([
    ["python", "__main__.py"],
    ["go", "main.go"],
    ["yaml", "Main.yaml"],
  ] as const)("moves what a program in %s declares into that of the project", (name, file) => {
    const language = LANGUAGES[name];
    const steps = stepsFor(`/project/${file}`, { language, program: `/project/a/${file}`, problemCount: 1 });
    expect(steps).toContain(`  1. move into ${file} what a/${file} declares`);
    expect(steps.join("\n")).toContain('"is almost certainly a bug in the `cams` provider"');
  });

  it.each([
    ["typescript", "a Node.js project", ", with --force to replace the template's index.ts. "],
    ["python", "a Python project", ", with --force to replace the template's __main__.py. "],
    ["yaml", "a YAML project", "again there. "],
  ] as const)("without a project, says how to create one in %s", (name, project, force) => {
    const [step] = stepsFor("", { language: LANGUAGES[name], projectProgram: undefined });
    expect(step).toContain(` is ${project} of Pulumi, `);
    expect(step).toContain(`Run \`pulumi new ${name}\` in an empty folder and `);
    expect(step).toContain(force);
  });

  it("passes on the stack, and quotes a path with spaces", () => {
    const steps = stepsFor("/project/index.ts", { importFile: "/project/a b/import.json", stack: "org/project/dev" });
    const flags = "--generate-code=false --protect=false --stack org/project/dev";
    expect(steps).toContain(`  pulumi import --file 'a b/import.json' ${flags}`);
    expect(steps).toContain("  pulumi up --stack org/project/dev");
  });

  it.each([
    [1, "1 place in index.ts first (a comment marks it)"],
    [2, "2 places in index.ts first (comments mark them)"],
  ])("starts with the %d places to fix", (problemCount, words) => {
    for (const program of ["/project/index.ts", "/project/index.js"]) {
      const steps = stepsFor(program, { problemCount });
      expect(steps[0]).toContain(`Fix ${words}: `);
      expect(steps.join("\n")).toContain("then writes the numbers that you fixed and leaves the others unchanged");
      expect(steps.join("\n")).not.toContain("every resource unchanged");
    }
  });
});

// Windows has no such shell.
(process.platform === "win32" ? it.skip : it)("the commands of nextSteps run nothing else in a shell", () => {
  const folder = makeFolder();
  const name = "a$(touch 1)`touch 2`'; touch 3 #\"\\ !*?[~&|";
  const steps = stepsFor("/project/index.ts", { importFile: `/project/${name}/import.json`, stack: name });
  const commands = steps.filter((step) => step.startsWith("  pulumi ")).join("\n");
  const pulumi = `pulumi() { for word; do printf '%s\\n' "$word"; done; }`;
  const words = execFileSync("sh", ["-c", `${pulumi}\n${commands}`], { cwd: folder, encoding: "utf8" });
  const file = ["import", "--file", `${name}/import.json`, "--generate-code=false", "--protect=false"];
  expect(words.trimEnd().split("\n")).toEqual([...file, "--stack", name, "up", "--stack", name]);
  expect(readdirSync(folder)).toEqual([]);
});
