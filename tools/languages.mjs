import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeBeside } from "./beside.mjs";
import { cacheFolder, executableOnPath } from "./engine.mjs";
import { EXE, requireGo } from "./go-modules.mjs";
import { buildCodeGenerator, buildLanguageHosts, compileGoProgram, LANGUAGE_HOSTS } from "./languages-from-go.mjs";
import { run, step } from "./step.mjs";

// Raised when what is in the cache has to be made again.
const EDITIONS = { hosts: 1, generator: 2, python: 1, program: 2 };

const OLDEST_PYTHON_MINOR = 10;

/** Pulumi's SDK, and what the plugin's SDK needs to run and to be built. */
const PYTHON_PACKAGES = ["pulumi==3.259.0", "parver==1.0.1", "setuptools==80.9.0"];

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Gets what the tests need for programs in YAML, Python and Go: language hosts, if none came with the engine, a command
 * that generates the plugin's SDKs and programs, and Pulumi's SDKs. All of it is cached per user, outside of the
 * repository.
 *
 * @returns Folders for PATH, the generator's path, the path of the Python in which Pulumi's SDK is installed, and a
 *   folder with what tells Go a program's dependencies.
 */
export async function findLanguages(engine) {
  try {
    await requireGo();
    const hosts = hasHosts(engine) ? [] : [await keptHosts()];
    const python = await keptPython();
    const generator = await findCodeGenerator();
    const goProgram = await keptGoProgram(generator);
    return { path: [dirname(python), ...hosts], generator, python, goProgram };
  } catch (error) {
    throw new Error(
      "The tests run programs in Python and Go, and something for that is missing. Install Go 1.26 or newer (https://go.dev/dl/) " +
        `and Python 3.${OLDEST_PYTHON_MINOR} or newer (https://www.python.org/downloads/) with its modules pip and venv ` +
        `(on Debian and Ubuntu, the packages python3-pip and python3-venv), and run this again.\n${error.message}`,
      { cause: error },
    );
  }
}

function hasHosts(engine) {
  const beside = dirname(realpathSync(engine));
  return LANGUAGE_HOSTS.every((name) => existsSync(join(beside, name)) || executableOnPath(name));
}

function keptHosts() {
  return keep(
    `language-hosts-${EDITIONS.hosts}`,
    "Building Pulumi's language hosts for YAML, Python and Go from Go modules",
    "two minutes",
    buildLanguageHosts,
  );
}

/** The path of the command that generates the plugin's SDKs, and programs. */
export async function findCodeGenerator() {
  const what = "Building a generator of SDKs and programs from Go modules";
  const folder = await keep(`code-generator-${EDITIONS.generator}`, what, "two minutes", buildCodeGenerator);
  return join(folder, `code-generator${EXE}`);
}

async function keptPython() {
  const what = "Getting Pulumi's SDK for Python";
  const python = process.platform === "win32" ? join("Scripts", "python.exe") : join("bin", "python");
  const folder = await keep(`python-${EDITIONS.python}`, what, "half a minute", installPython, python);
  return join(folder, python);
}

function keptGoProgram(generator) {
  const what = "Compiling Pulumi's SDK for Go";
  return keep(`go-program-${EDITIONS.program}`, what, "two minutes", async (folder) => {
    const sdks = join(folder, "sdks");
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    await run(generator, ["sdks", join(root, "plugin", "schema.json"), version, sdks]);
    return await compileGoProgram(folder, join(sdks, "go"));
  });
}

/** A folder of the cache, made unless it has `proof`, which defaults to the folder itself. */
async function keep(name, what, expectation, make, proof = ".") {
  const folder = join(cacheFolder(), `${name}-${process.platform}-${process.arch}`);
  if (!existsSync(join(folder, proof))) await step(what, expectation, () => makeBeside(folder, make));
  return folder;
}

/** A virtual environment may be moved as long as its commands are run as modules. */
async function installPython(folder) {
  const whole = join(folder, "whole");
  await run(await findPython(), ["-m", "venv", whole]);
  const python = join(whole, process.platform === "win32" ? "Scripts" : "bin", "python");
  await run(python, ["-m", "pip", "install", "--quiet", "--no-input", ...PYTHON_PACKAGES]);
  return whole;
}

/** The interpreter itself, not a link to it that may lead to another version later. */
async function findPython() {
  const problems = [];
  for (const name of ["python3", "python"]) {
    try {
      const answer = await run(name, ["-c", "import sys; print(*sys.version_info[:2], sys.executable)"]);
      const [, major, minor, path] = /^(\d+) (\d+) (.*)$/m.exec(answer.trim()) ?? [];
      if (Number(major) === 3 && Number(minor) >= OLDEST_PYTHON_MINOR) return realpathSync(path);
      problems.push(`${name} is Python ${major}.${minor}.`);
    } catch (error) {
      problems.push(error.message);
    }
  }
  throw new Error(problems.join("\n"));
}
