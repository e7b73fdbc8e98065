import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { describe, expect, it } from "@jest/globals";
import type { LanguageName } from "../../../cli/adopt/languages/language-name.js";
import { LANGUAGES } from "../../../cli/adopt/languages/languages.js";
import { findProgram, languageOfProject } from "../../../cli/adopt/project-program.js";
import { makeFolder } from "../../support/cli.js";

const YAML = "name: project\nruntime: nodejs\n";
const PROJECT = { "Pulumi.yaml": YAML };

/** The program that Pulumi runs once `written` exists, relative to the folder of all files. */
function programWith(
  files: Readonly<Record<string, string>>,
  written: string,
  language: LanguageName = "typescript",
): string | undefined {
  const folder = makeFolder();
  for (const [name, text] of Object.entries(files)) write(join(folder, name), text);
  mkdirSync(dirname(join(folder, written)), { recursive: true });
  const found = findProgram(join(folder, written), LANGUAGES[language]);
  return found && relative(folder, found.path).replaceAll(sep, "/");
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

describe("findProgram finds index.ts in a project", () => {
  it.each<[string, Record<string, string>, string]>([
    ["with nothing else", PROJECT, "index.ts"],
    ["whose package.json names it", { ...PROJECT, "package.json": '{ "main": "index.ts" }' }, "index.ts"],
    ["whose package.json names nothing", { ...PROJECT, "package.json": "{}" }, "index.ts"],
    ["whose package.json names a missing file", { ...PROJECT, "package.json": '{ "main": "bin/" }' }, "index.ts"],
    ["whose package.json is not valid JSON", { ...PROJECT, "package.json": "{" }, "index.ts"],
    [
      "whose package.json exports it",
      { ...PROJECT, "package.json": '{ "exports": { ".": "./index.ts" } }' },
      "index.ts",
    ],
    ["of ES modules", { ...PROJECT, "package.json": '{ "type": "module" }' }, "index.ts"],
    ["with Pulumi.yml", { "Pulumi.yml": YAML }, "index.ts"],
    ["with Pulumi.json", { "Pulumi.json": '{ "runtime": { "name": "nodejs" }, "main": "a/" }' }, "a/index.ts"],
    ["whose main is its folder", { "Pulumi.yaml": `${YAML}main: a\n`, "index.js": "" }, "a/index.ts"],
    ["whose main is in quotes", { "Pulumi.yaml": `main: "./a b/" # here\n${YAML}` }, "a b/index.ts"],
    ["whose main is in single quotes", { "Pulumi.yaml": `main: 'a'\r\n${YAML}` }, "a/index.ts"],
    ["whose main is the file", { "Pulumi.yaml": `${YAML}main: a/index.ts # here\n`, "a/index.js": "" }, "a/index.ts"],
    ["that has a configuration key named main", { "Pulumi.yaml": `${YAML}config:\n  main: a\n` }, "index.ts"],
    ["inside another project", { ...PROJECT, "index.js": "", "a/Pulumi.yaml": YAML }, "a/index.ts"],
    ["with a runtime on several lines", { "Pulumi.yaml": "runtime:\n  options: {}\n  name: nodejs\n" }, "index.ts"],
  ])("%s", (_, files, written) => {
    expect(programWith(files, written)).toBe(written);
  });
});

describe("findProgram finds another file", () => {
  it.each<[string, Record<string, string>, string, string]>([
    ["when index.js is next to it", { ...PROJECT, "index.js": "" }, "index.ts", "index.js"],
    [
      "when its package.json names it",
      { ...PROJECT, "package.json": '{ "main": "a.ts" }', "a.ts": "" },
      "index.ts",
      "a.ts",
    ],
    [
      "when its package.json names its folder",
      { ...PROJECT, "package.json": '{ "main": "bin/" }', "bin/index.js": "" },
      "index.ts",
      "bin/index.js",
    ],
    [
      "when its package.json names it without an extension",
      { ...PROJECT, "package.json": '{ "main": "a" }', "a.ts": "" },
      "index.ts",
      "a.ts",
    ],
    [
      "when its package.json exports it",
      { ...PROJECT, "package.json": '{ "exports": { "import": "./b.js", ".": { "default": "./a.js" } } }', "a.js": "" },
      "index.ts",
      "a.js",
    ],
    [
      "when the package.json above the project names it",
      { "package.json": '{ "main": "a.js" }', "a.js": "", "b/Pulumi.yaml": YAML },
      "b/index.ts",
      "a.js",
    ],
    ["when Pulumi.yaml names it", { "Pulumi.yaml": `${YAML}main: a.ts\n`, "a.ts": "" }, "index.ts", "a.ts"],
    [
      "when Pulumi.yaml names its folder",
      { "Pulumi.yaml": `${YAML}main: a\n`, "a/index.ts": "" },
      "index.ts",
      "a/index.ts",
    ],
    ["when the file is in a subfolder", { ...PROJECT, "index.ts": "" }, "a/index.ts", "index.ts"],
    ["when the file is in a subfolder and the project has no program", PROJECT, "a/index.ts", "index.ts"],
    [
      "when index.mjs is next to it, in an ES module project",
      { ...PROJECT, "package.json": '{ "type": "module" }', "index.mjs": "" },
      "index.ts",
      "index.mjs",
    ],
  ])("%s", (_, files, written, program) => {
    expect(programWith(files, written)).toBe(program);
  });
});

describe("findProgram finds nothing", () => {
  it.each<[string, Record<string, string>]>([
    ["without a project", {}],
    ["in a project of another language", { "Pulumi.yaml": "name: my-nodejs\nruntime: python\n" }],
    ["with a project in a subfolder", { "a/Pulumi.yaml": YAML }],
  ])("%s", (_, files) => {
    expect(programWith(files, "index.ts")).toBeUndefined();
  });
});

describe("findProgram in another language", () => {
  const python = "name: project\nruntime: python\n";
  const go = "name: project\nruntime: go\n";
  const yaml = "name: project\nruntime: yaml\n";

  it.each<[LanguageName, string, Record<string, string>, string, string]>([
    ["python", "in the project's folder", { "Pulumi.yaml": python }, "__main__.py", "__main__.py"],
    ["python", "of the folder main", { "Pulumi.yaml": `${python}main: src\n` }, "__main__.py", "src/__main__.py"],
    ["python", "of the file main", { "Pulumi.yaml": `${python}main: app.py\n` }, "__main__.py", "app.py"],
    ["go", "in the project's folder", { "Pulumi.yaml": go }, "main.go", "main.go"],
    ["go", "in a subfolder", { "Pulumi.yaml": go }, "a/main.go", "main.go"],
    ["yaml", "in the project's folder", { "Pulumi.yaml": yaml }, "Main.yaml", "Main.yaml"],
    [
      "yaml",
      "of the template",
      { "Pulumi.yaml": `${yaml}resources:     {}\r\noutputs: {}\r\n` },
      "Main.yaml",
      "Main.yaml",
    ],
    ["yaml", "next to Main.json", { "Pulumi.yaml": yaml, "Main.json": "{}" }, "Main.yaml", "Main.json"],
    ["yaml", "in a subfolder", { "Pulumi.yaml": `${yaml}resources:\n  a: {}\n` }, "a/Main.yaml", "Pulumi.yaml"],
    ["yaml", "in the folder main", { "Pulumi.yaml": `${yaml}main: a\n` }, "a/Main.yaml", "a/Main.yaml"],
  ])("finds the program in %s %s", (language, _, files, written, program) => {
    expect(programWith(files, written, language)).toBe(program);
  });

  it("refuses a Main.yaml that would hide the resources of Pulumi.yaml", () => {
    const files = { "Pulumi.yaml": `${yaml}resources:\n  a:\n    type: b:C\n` };
    expect(() => programWith(files, "Main.yaml", "yaml")).toThrow(
      "Pulumi.yaml declares resources, and Pulumi would no longer read them next to Main.yaml. Choose another folder with --out.",
    );
  });

  it.each<[string, LanguageName]>([
    [python, "python"],
    ['name: nodejs\nruntime: "go" # nodejs\n', "go"],
    ["name: python\nruntime:\n  name: yaml\n", "yaml"],
    ["name: project\nruntime: { name: go }\n", "go"],
    [YAML, "typescript"],
    ["name: project\nruntime: dotnet\n", "typescript"],
  ])("takes the language from the project %j: %s", (text, language) => {
    const folder = makeFolder();
    write(join(folder, "Pulumi.yaml"), text);
    expect(languageOfProject(join(folder, "new"))).toBe(language);
    expect(languageOfProject(makeFolder())).toBe("typescript");
  });
});
