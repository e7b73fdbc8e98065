import { dirname, relative, sep } from "node:path";
import type { ProjectProgram } from "./project-program.js";
import { plural } from "./messages.js";

/** What was written, and for what. */
export interface Written {
  /** The path of the program that was written. */
  program: string;
  /** The path of the file to import, in the same folder. */
  importFile: string;
  /** What the project runs, if there is a project. */
  projectProgram: ProjectProgram | undefined;
  /** In how many places of the program the provider refuses what is there. */
  problemCount: number;
  /** The stack to name in the commands. */
  stack?: string | undefined;
}

const IMPORTED = "`pulumi up` would delete what was imported, which resets the numbers";

/** How what was written gets into a stack without a loss, as lines of at most 120 columns. */
export function nextSteps(written: Written): string[] {
  const { projectProgram } = written;
  if (!projectProgram) return withoutProject();
  const isProgram = projectProgram.path === written.program;
  const program = pathFrom(projectProgram.root, written.program);
  return [
    ...mendFirst(program, written),
    ...(isProgram ? commandsOf(written, projectProgram) : detour(written, projectProgram)),
    "",
    ...whatFollows(written),
    `If the preview of \`pulumi up\` shows a delete, stop: ${program} is not ${isProgram ? "" : "in "}the stack's program.`,
    "Remove import.json in the end: it holds the settings in plain text.",
  ];
}

function withoutProject(): string[] {
  return [
    "Do not import this: neither its folder nor one above it is a Pulumi project of Node.js, and with another program",
    `${IMPORTED}. Run \`pulumi new typescript\` in an empty folder,`,
    "and there `pulumi-cams adopt` again, with --force to replace the template's index.ts. Then remove import.json here: it",
    "holds the settings in plain text.",
  ];
}

function mendFirst(program: string, { problemCount }: Written): string[] {
  if (problemCount === 0) return [];
  const places = plural(problemCount, "place");
  return [`First mend ${places} in ${program}, which a comment marks: \`pulumi up\` refuses what is there.`, ""];
}

function commandsOf(written: Written, { root }: ProjectProgram): string[] {
  const commands = [importCommand(written, root), upCommand(written)];
  return ["Next, in the project's folder, with Pulumi 3.254 or newer:", ...commands.map((command) => `  ${command}`)];
}

function detour(written: Written, projectProgram: ProjectProgram): string[] {
  const { root, path } = projectProgram;
  const program = pathFrom(root, path);
  const steps = [
    `write into ${program}: ${statementFor(written.program, projectProgram)}`,
    importCommand(written, root),
    upCommand(written),
  ];
  return [
    `Do not import yet: the project's program is ${program}, and not ${pathFrom(root, written.program)}.`,
    `With it, ${IMPORTED}.`,
    "So, in the project's folder, with Pulumi 3.254 or newer, and in this order:",
    ...steps.map((step, index) => `  ${index + 1}. ${step}`),
  ];
}

function whatFollows({ problemCount }: Written): string[] {
  if (problemCount === 0)
    return ["Neither command writes to the service, and the second ends with everything unchanged."];
  return [
    'The import then warns that this "is almost certainly a bug in the `pulumi-nodejs` provider", which it is not.',
    "`pulumi up` then writes the numbers that were mended, and leaves the others unchanged.",
  ];
}

/** Pulumi protects what it imports, and the first `pulumi up` would lift that, since the program asks for no protection. */
function importCommand({ importFile, stack }: Written, root: string): string {
  const path = pathFrom(root, importFile);
  const file = /^[\w./-]+$/.test(path) ? path : JSON.stringify(path);
  return `pulumi import --file ${file} --generate-code=false --protect=false${flagsOf(stack)}`;
}

function upCommand({ stack }: Written): string {
  return `pulumi up${flagsOf(stack)}`;
}

function flagsOf(stack: string | undefined): string {
  return stack === undefined ? "" : ` --stack ${stack}`;
}

/** What a program loads another with. TypeScript leaves the extension out, but between ES modules, where it is `.js`. */
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
