import { realpathSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { createClient, DEFAULT_ENDPOINT } from "../../api/index.js";
import { readConfig } from "../../provider/config/config.js";
import { readConfiguration, type ConfigurationFlags } from "../stack-configuration.js";
import { LiveOutput } from "../live-output.js";
import { declare, type Declarations } from "./declarations.js";
import { findNumbers } from "./find-numbers.js";
import { writeImportFile } from "./import-file.js";
import { KeptReads, nameKeptReads } from "./kept-reads.js";
import { nextSteps } from "./next-steps.js";
import { prepareFolder, writeFiles } from "./output-folder.js";
import { describeProblems } from "./limit-problems.js";
import { writeProgram } from "./program.js";
import { findProgram, type ProjectProgram } from "./project-program.js";
import { adviceForCommand, keptInWords, outcomeInWords } from "./messages.js";

/** What to adopt, and where to. */
export interface AdoptOptions {
  custSpaceId: string;
  /** All numbers of the space when empty. */
  phoneNumbers: readonly string[];
  folder: string;
  /** Whether files may be overwritten. */
  isForced: boolean;
  flags: ConfigurationFlags;
}

const PROGRAM = "index.ts";
const IMPORT_FILE = "import.json";

/** Reads numbers and writes the two files. What goes on is said on standard error, what came of it on standard output. */
export async function adoptNumbers(options: AdoptOptions): Promise<void> {
  const { custSpaceId, folder } = options;
  prepareFolder(folder, [PROGRAM, IMPORT_FILE], options.isForced);
  const projectProgram = findProgram(join(realpathSync(folder), PROGRAM));
  const output = new LiveOutput();
  const { read, source } = await readConfiguration(options.flags);
  output.print(`Takes its configuration from ${source}.`);
  const clientOptions = readConfig(read, process.env);
  const notice = (text: string) => {
    output.print(text);
  };
  const client = createClient(clientOptions, { notice });
  const endpoint = clientOptions.endpoint ?? DEFAULT_ENDPOINT;
  const belonging = { endpoint, custSpaceId };
  const kept = new KeptReads(join(folder, nameKeptReads(belonging)), belonging);
  endOnSignals(output, kept);
  try {
    const found = await findNumbers(options.phoneNumbers, { client, custSpaceId, kept, output });
    write(declare(found), options, projectProgram, output);
    kept.remove();
  } catch (error) {
    throw explain(error as Error, kept);
  } finally {
    output.clearProgress();
  }
}

function write(
  declarations: Declarations,
  { custSpaceId, folder, isForced, flags }: AdoptOptions,
  projectProgram: ProjectProgram | undefined,
  output: LiveOutput,
): void {
  const problems = describeProblems(declarations);
  const next = nextSteps({
    program: join(realpathSync(folder), PROGRAM),
    importFile: join(realpathSync(folder), IMPORT_FILE),
    projectProgram,
    problemCount: problems.length,
    stack: flags.stack,
  });
  const files = [
    { name: PROGRAM, text: writeProgram(declarations, { custSpaceId, readAt: new Date(), next }) },
    { name: IMPORT_FILE, text: writeImportFile(declarations, custSpaceId), mode: 0o600 },
  ];
  writeFiles(folder, files, isForced);
  output.clearProgress();
  for (const problem of problems) output.print(`\`pulumi up\` refuses what is there. ${problem}`);
  const paths = files.map(({ name }) => join(folder, name));
  process.stdout.write(outcomeInWords(declarations, paths, next));
}

/** Without this, half of the files could be written; and a shell's status says which signal it was. */
function endOnSignals(output: LiveOutput, kept: KeptReads): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      output.clearProgress();
      output.print(["Interrupted.", forgetOrKeep(kept)].filter(Boolean).join(" "));
      process.exit(128 + constants.signals[signal]);
    });
  }
}

function explain(error: Error, kept: KeptReads): Error {
  const sentences = [adviceForCommand(error.message), forgetOrKeep(kept)];
  return new Error(sentences.filter(Boolean).join(" "), { cause: error });
}

function forgetOrKeep(kept: KeptReads): string {
  if (kept.count === 0) kept.remove();
  return keptInWords(kept.count);
}
