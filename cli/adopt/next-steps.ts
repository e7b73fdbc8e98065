import { dirname, relative, sep } from "node:path";
import { plural } from "../plural.js";
import type { Language } from "./languages/languages.js";
import type { ProjectProgram } from "./project-program.js";
import { shellWord } from "./shell-word.js";

/** How to get the written files into a stack without losing settings, as paragraphs and indented commands. */
export function nextSteps(written: Written): string[] {
  const { projectProgram } = written;
  if (!projectProgram) return withoutProject(written);
  const isProgram = projectProgram.path === written.program;
  const program = pathFrom(projectProgram.root, written.program);
  return [
    ...fixFirst(program, written),
    ...(isProgram ? importSteps(written, projectProgram) : stepsBeforeImport(written, projectProgram)),
    "",
    ...whatFollows(written),
    `If \`pulumi up\` previews a delete, stop: ${program} is not ${isProgram ? "" : "part of "}the stack's program.`,
    "When you are done, delete import.json: it contains the settings in plain text.",
  ];
}

/** What was written, and where. */
export interface Written {
  language: Language;
  program: string;
  /** The path of the import file, in the same folder. */
  importFile: string;
  /** The program that the project runs; undefined if there is no project. */
  projectProgram: ProjectProgram | undefined;
  /** The number of places in the program that the provider rejects. */
  problemCount: number;
  /** The stack to name in the commands. */
  stack?: string | undefined;
}

const LOSS = "`pulumi up` would delete what was imported, which resets the numbers";

function withoutProject({ language }: Written): string[] {
  const { title, template, program } = language;
  // The template in YAML has no file of its own for the program.
  const force = title === "YAML" ? "" : `, with --force to replace the template's ${program}`;
  return [
    `Do not import this: neither its folder nor any folder above it is a ${title} project of Pulumi, and with another ` +
      `program ${LOSS}. Run \`pulumi new ${template}\` in an empty folder and run \`pulumi-cams adopt\` again there` +
      `${force}. Then delete import.json here: it contains the settings in plain text.`,
  ];
}

function fixFirst(program: string, { problemCount }: Written): string[] {
  if (problemCount === 0) return [];
  const marked = problemCount === 1 ? "a comment marks it" : "comments mark them";
  return [
    `Fix ${plural(problemCount, "place")} in ${program} first (${marked}): \`pulumi up\` rejects the settings as they are.`,
    "",
  ];
}

function importSteps(written: Written, { root }: ProjectProgram): string[] {
  const commands = [importCommand(written, root), upCommand(written)];
  return ["Next, in the project's folder, with Pulumi 3.254 or newer:", ...commands.map((command) => `  ${command}`)];
}

function stepsBeforeImport(written: Written, projectProgram: ProjectProgram): string[] {
  const { root, path } = projectProgram;
  const program = pathFrom(root, path);
  const steps = [
    written.language.isNative
      ? `move into ${program} what ${pathFrom(root, written.program)} declares`
      : `add to ${program}: ${statementFor(written.program, projectProgram)}`,
    importCommand(written, root),
    upCommand(written),
  ];
  return [
    `Do not import yet: the project's program is ${program}, not ${pathFrom(root, written.program)}.`,
    `With it, ${LOSS}.`,
    "Instead, in the project's folder, with Pulumi 3.254 or newer, in this order:",
    ...steps.map((step, index) => `  ${index + 1}. ${step}`),
  ];
}

function whatFollows({ language, problemCount }: Written): string[] {
  if (problemCount === 0)
    return ["Neither command writes to the service, and `pulumi up` ends with every resource unchanged."];
  const provider = language.isNative ? "cams" : "pulumi-nodejs";
  return [
    `The import warns that this "is almost certainly a bug in the \`${provider}\` provider". It is not.`,
    "`pulumi up` then writes the numbers that you fixed and leaves the others unchanged.",
  ];
}

/** Pulumi protects imported resources by default, and the first `pulumi up` would change that: the program does not ask for it. */
function importCommand({ importFile, stack }: Written, root: string): string {
  const file = shellWord(pathFrom(root, importFile));
  return `pulumi import --file ${file} --generate-code=false --protect=false${flagsOf(stack)}`;
}

function upCommand({ stack }: Written): string {
  return `pulumi up${flagsOf(stack)}`;
}

function flagsOf(stack: string | undefined): string {
  return stack === undefined ? "" : ` --stack ${shellWord(stack)}`;
}

/** The statement that loads the generated program. TypeScript omits the extension, except in ES modules, where it is `.js`. */
function statementFor(written: string, { path, isModule }: ProjectProgram): string {
  const way = pathFrom(dirname(path), written);
  const file = way.startsWith("../") ? way : `./${way}`;
  if (/\.[cm]?js$/.test(path))
    return isModule ? `import ${JSON.stringify(file)};` : `require(${JSON.stringify(file)});`;
  if (isModule) return `import ${JSON.stringify(file.replace(/\.ts$/, ".js"))};`;
  return `import ${JSON.stringify(file.replace(/\.ts$/, "").replace(/(?<=\w)\/index$/, ""))};`;
}

function pathFrom(folder: string, path: string): string {
  return relative(folder, path).replaceAll(sep, "/");
}
