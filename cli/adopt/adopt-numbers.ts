import { realpathSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { createClient, DEFAULT_ENDPOINT } from "../../api/index.js";
import { readConfig } from "../../provider/config/config.js";
import { adviserFor } from "../error-advice.js";
import { LiveOutput } from "../live-output.js";
import type { ConfigurationFlags } from "../configuration-flags.js";
import { nameFlags, readConfiguration } from "../stack-configuration.js";
import { widthOf } from "../wrap.js";
import { declare, type Declarations } from "./declarations.js";
import { findNumbers } from "./find-numbers.js";
import { writeImportFile } from "./import-file.js";
import { KeptReads, nameKeptReads } from "./kept-reads.js";
import { describeProblems } from "./limit-problems.js";
import { keptMessage, outcomeMessage } from "./messages.js";
import { nextSteps } from "./next-steps.js";
import { prepareFolder, writeFiles } from "./output-folder.js";
import { writeProgram } from "./program.js";
import { findProgram, type ProjectProgram } from "./project-program.js";

/** Reads numbers and writes the two files. Progress goes to standard error, the outcome to standard output. */
export async function adoptNumbers(options: AdoptOptions): Promise<void> {
  const { custSpaceId, folder } = options;
  prepareFolder(folder, [PROGRAM, IMPORT_FILE], options.isForced);
  const projectProgram = findProgram(join(realpathSync(folder), PROGRAM));
  const output = new LiveOutput();
  const { read, source } = await readConfiguration(options.flags);
  output.print(`Reading configuration from ${source}.`);
  const clientOptions = nameFlags(readConfig(read, process.env), options.flags);
  const notice = (text: string) => {
    output.print(text);
  };
  const client = createClient(clientOptions, { notice, advise: adviserFor(options.flags) });
  const origin = { endpoint: clientOptions.endpoint ?? DEFAULT_ENDPOINT, custSpaceId };
  const kept = new KeptReads(join(folder, nameKeptReads(origin)), origin);
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

/** What to adopt, and where to write it. */
export interface AdoptOptions {
  custSpaceId: string;
  /** All numbers of the space if empty. */
  phoneNumbers: readonly string[];
  folder: string;
  /** Whether files may be overwritten. */
  isForced: boolean;
  flags: ConfigurationFlags;
}

const PROGRAM = "index.ts";
const IMPORT_FILE = "import.json";

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
  for (const problem of problems) output.print(`Warning: \`pulumi up\` rejects the settings of ${problem}`);
  const paths = files.map(({ name }) => join(folder, name));
  process.stdout.write(outcomeMessage(declarations, paths, next, widthOf(process.stdout)));
}

/** Ends between two writes, so that never only one of the files is written, and with a shell's status for the signal. */
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
  const sentences = [error.message, forgetOrKeep(kept)];
  return new Error(sentences.filter(Boolean).join(" "), { cause: error });
}

function forgetOrKeep(kept: KeptReads): string {
  if (kept.count === 0) kept.remove();
  return keptMessage(kept.count);
}
