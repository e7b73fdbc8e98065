import { execFile } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { EngineProject, root } from "./engine.js";
import { once } from "./once.js";

/** The languages of programs that only the plugin serves. */
export const LANGUAGES = ["yaml", "python", "go"] as const;

export type Language = (typeof LANGUAGES)[number];

/** A project whose program is in a language, and has the plugin and the SDK that `pulumi package add` would give it. */
export async function languageProject(language: Language, nodeModules?: string): Promise<EngineProject> {
  const { path } = requireLanguages();
  const project = new EngineProject({ path, nodeModules, variables: await VARIABLES[language]() });
  usePlugin(project, RUNTIMES[language]);
  if (language === "go") await addGoSdk(project);
  return project;
}

/** Gives such a project an example, and what `pulumi install` would make of the files in which it names what it needs. */
export function addExample(project: EngineProject, language: Language, folder: string): void {
  project.copy(folder);
  if (language === "python") {
    symlinkSync(dirname(dirname(requireLanguages().python)), join(project.folder, "venv"), "junction");
  }
  // Its go.mod has only what it names itself.
  if (language === "go") project.env = { ...project.env, GOFLAGS: `-mod=mod ${GO_FLAGS}` };
}

/** Writes the program of such a project. In YAML, that is the rest of `Pulumi.yaml`, after the project's settings. */
export function writeProgram(project: EngineProject, language: Language, program: string): void {
  if (language === "yaml") usePlugin(project, RUNTIMES.yaml, program);
  else project.write(language === "python" ? "__main__.py" : "main.go", program);
}

/** Uses the plugin in the package's folder, as `pulumi package add` notes it in a project. */
export function usePlugin(project: EngineProject, runtime = "nodejs", rest = ""): void {
  const plugin = "packages:\n  cams: ./node_modules/pulumi-cams/plugin\n";
  project.write("Pulumi.yaml", `name: project\nruntime: ${runtime}\n${plugin}${rest}`);
}

/** A program in the languages to which Pulumi converts one in YAML. */
export type Converted = Record<"typescript" | "python" | "go", string>;

/** What Pulumi's own generators write in the other languages for programs in YAML, by name. */
export async function convertPrograms<Name extends string>(
  programs: Record<Name, string>,
): Promise<Record<Name, Converted>> {
  const converting = run(requireLanguages().generator, ["programs", ...SCHEMA]);
  converting.child.stdin?.end(JSON.stringify(programs));
  return JSON.parse((await converting).stdout) as Record<Name, Converted>;
}

/** A program in YAML as Pulumi writes it in a language, for instance what `pulumi import` adds to a program. */
export async function convertProgram(language: Language | keyof Converted, yaml: string): Promise<string> {
  return language === "yaml" ? yaml : (await convertPrograms({ program: yaml })).program[language];
}

/** A Go program that has not changed is not linked again, since it stays where it is. */
const RUNTIMES: Record<Language, string> = {
  yaml: "yaml",
  python: "python",
  go: "\n  name: go\n  options:\n    buildTarget: ./program",
};

const VARIABLES: Record<Language, () => Promise<Record<string, string>>> = {
  yaml: () => Promise.resolve({}),
  python: async () => ({ PYTHONPATH: await once("python-sdk", installPythonSdk) }),
  go: goVariables,
};

const GO_FLAGS = "-trimpath -ldflags=-w";

const run = promisify(execFile);

const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };

/** The plugin's schema and its version. */
const SCHEMA = [join(root, "plugin", "schema.json"), version];

async function generateSdks(): Promise<Record<"python" | "go", string>> {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-cams-sdks-"));
  await run(requireLanguages().generator, ["sdks", ...SCHEMA, folder]);
  return { python: join(folder, "python"), go: join(folder, "go") };
}

/** Installs the SDK into a folder of its own, with what is there: nothing is downloaded. */
async function installPythonSdk(): Promise<string> {
  const { python } = await once("sdks", generateSdks);
  const target = mkdtempSync(join(tmpdir(), "pulumi-cams-python-"));
  const options = ["--quiet", "--no-deps", "--no-build-isolation", "--target", target];
  await run(requireLanguages().python, ["-m", "pip", "install", ...options, python]);
  return target;
}

/** A project has another home than Go's caches, which hold Pulumi's SDK. */
async function goVariables(): Promise<Record<string, string>> {
  const { stdout } = await run("go", ["env", "-json", "GOCACHE", "GOMODCACHE", "GOPROXY"]);
  const caches = JSON.parse(stdout) as Record<string, string>;
  return { ...caches, GOFLAGS: GO_FLAGS, GOWORK: "off" };
}

/** Gives the project its dependencies, compiled: Go forgets what has not been used for days, and a command cannot wait. */
async function addGoSdk(project: EngineProject): Promise<void> {
  for (const name of ["go.mod", "go.sum"]) {
    copyFileSync(join(requireLanguages().goProgram, name), join(project.folder, name));
  }
  project.copy((await once("sdks", generateSdks)).go, join("sdks", "cams"));
  await run("go", ["build", "example.com/pulumi-cams/sdk/go/cams"], { cwd: project.folder, env: project.env });
}

interface Languages {
  path: string[];
  generator: string;
  python: string;
  goProgram: string;
}

function requireLanguages(): Languages {
  const languages = process.env["PULUMI_CAMS_LANGUAGES"];
  if (!languages) throw new Error("PULUMI_CAMS_LANGUAGES is not set: run the tests with `npm test`, which sets it.");
  return JSON.parse(languages) as Languages;
}
