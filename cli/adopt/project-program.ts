import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, extname, join, resolve } from "node:path";
import { PROJECT_FILES } from "../stack/configuration.js";
import { findUpwards } from "../stack/find-upwards.js";
import { LANGUAGE_NAMES, type LanguageName } from "./languages/language-name.js";
import { LANGUAGES, type Language } from "./languages/languages.js";

/**
 * Finds the program that a Pulumi project runs once a file is written. Looks where Pulumi does:
 * https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/cmd/run/run.ts
 *
 * @param file - Need not exist yet; its folder must.
 * @returns undefined if neither the folder nor any folder above it is a project of the language
 * @throws Error if the file would keep Pulumi from running what the project's own file declares
 */
export function findProgram(file: string, { runtime, program }: Language): ProjectProgram | undefined {
  const project = findProject(dirname(resolve(file)));
  if (project?.runtime !== runtime) return undefined;
  const { root, main } = project;
  const start = resolve(root, main ?? ".");
  if (runtime === "yaml") return { root, path: yamlProgram(project, start, resolve(file)), isModule: false };
  if (runtime !== "nodejs") {
    const isFile = extname(start) === extname(program);
    return { root, path: isFile ? start : join(start, program), isModule: false };
  }
  const manifestFolder = findUpwards(start, ["package.json"]) ?? start;
  const isModule = readManifest(manifestFolder).type === "module";
  return { root, path: resolveProgram(start, manifestFolder, isModule, resolve(file)), isModule };
}

/** The language of the project that a folder is in; TypeScript if there is none, or none that we know. */
export function languageOfProject(folder: string): LanguageName {
  const runtime = findProject(resolve(folder))?.runtime;
  return LANGUAGE_NAMES.find((name) => LANGUAGES[name].runtime === runtime) ?? "typescript";
}

/** The program of a Pulumi project. */
export interface ProjectProgram {
  /** The folder of the project. */
  root: string;
  /** The file of the program, which need not exist. */
  path: string;
  /** Whether Node.js treats it as an ES module. */
  isModule: boolean;
}

interface Project {
  root: string;
  /** The text of Pulumi.yaml. */
  text: string;
  runtime: string | undefined;
  main: string | undefined;
}

interface Manifest {
  type?: unknown;
  main?: unknown;
  exports?: unknown;
}

/** The property `main` at the start of a line, with or without quotes. */
const MAIN = /^["']?main["']?[ \t]*:[ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"'#][^#\r\n]*))/m;

/** The property `runtime` at the start of a line, or the indented `name` below it, with or without quotes. */
const RUNTIME =
  /^(?:["']?runtime["']?[ \t]*:(?:[ \t]*\{[ \t]*["']?name["']?[ \t]*:)?|[ \t]+["']?name["']?[ \t]*:)[ \t]*["']?([a-z]+)/m;

/** The property `resources` at the start of a line, unless it is empty as in the template of `pulumi new yaml`. */
const RESOURCES = /^["']?resources["']?[ \t]*:(?![ \t]*\{[ \t]*\}[ \t]*\r?$)/m;

/** In the order in which Node.js tries them with Pulumi's compiler loaded. */
const EXTENSIONS = [".js", ".json", ".node", ".ts"];
const MODULE_EXTENSIONS = [".js", ".mjs", ".ts", ".mts"];

function findProject(folder: string): Project | undefined {
  const root = findUpwards(folder, PROJECT_FILES);
  const name = PROJECT_FILES.find((candidate) => root !== undefined && existsSync(join(root, candidate)));
  if (root === undefined || name === undefined) return undefined;
  const text = readFileSync(join(root, name), "utf8");
  if (!name.endsWith(".json")) return { root, text, runtime: RUNTIME.exec(text)?.[1], main: mainIn(text) };
  const { runtime, main } = parsed(text) as { runtime?: unknown; main?: unknown };
  const named = typeof runtime === "object" ? (runtime as { name?: unknown } | null)?.name : runtime;
  return { root, text, runtime: textOf(named), main: textOf(main) };
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** `LoadDir` in https://github.com/pulumi/pulumi-yaml/blob/main/pkg/pulumiyaml/run.go */
function yamlProgram({ root, text }: Project, start: string, file: string): string {
  const named = ["Main.json", "Main.yaml"].map((name) => join(start, name));
  const present = named.find((path) => existsSync(path));
  if (present === undefined && named.includes(file) && RESOURCES.test(text)) {
    throw new Error(
      "Pulumi.yaml declares resources, and Pulumi would no longer read them next to Main.yaml. Choose another folder with --out.",
    );
  }
  return present ?? (named.includes(file) ? file : join(root, "Pulumi.yaml"));
}

function resolveProgram(start: string, manifestFolder: string, isModule: boolean, file: string): string {
  const isFile = (path: string) => path === file || statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  if (isFile(start)) return start;
  const entry = entryOf(readManifest(manifestFolder));
  const entered = entry === undefined ? start : join(manifestFolder, entry);
  const program = isFile(entered) || existsSync(entered) ? entered : start;
  const extended = (path: string) => (isModule ? MODULE_EXTENSIONS : EXTENSIONS).map((extension) => path + extension);
  const { main } = readManifest(program);
  const named = typeof main === "string" ? join(program, main) : undefined;
  const ofMain = named === undefined ? [] : [named, ...extended(named), ...extended(join(named, "index"))];
  const inFolder = extended(join(program, "index"));
  return [program, ...ofMain, ...inFolder].find(isFile) ?? join(program, "index.ts");
}

/** The entry point that Pulumi takes from a manifest, where `exports` hides `main`. */
function entryOf({ main, exports }: Manifest): string | undefined {
  if (exports === undefined) return typeof main === "string" && main !== "" ? main : undefined;
  const own = typeof exports === "object" ? (exports as Record<string, unknown> | null)?.["."] : exports;
  if (typeof own !== "object" || own === null) return typeof own === "string" ? own : undefined;
  const { default: byDefault, require, import: imported } = own as Record<string, unknown>;
  return [byDefault, require, imported].find((path) => typeof path === "string");
}

function mainIn(yaml: string): string | undefined {
  const [, ...quotedOrPlain] = MAIN.exec(yaml) ?? [];
  return quotedOrPlain.find(Boolean)?.trim();
}

function readManifest(folder: string): Manifest {
  const path = join(folder, "package.json");
  return existsSync(path) ? parsed(readFileSync(path, "utf8")) : {};
}

/** Treats a manifest that is not valid JSON as empty, as Pulumi does. */
function parsed(json: string): Manifest {
  try {
    return (JSON.parse(json) ?? {}) as Manifest;
  } catch {
    return {};
  }
}
