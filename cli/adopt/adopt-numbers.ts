import { realpathSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { createClient, DEFAULT_ENDPOINT } from "../../api/index.js";
import { readConfig } from "../../provider/config/config.js";
import { adviserFor } from "../error-advice.js";
import { LiveOutput } from "../command-line/live-output.js";
import type { ConfigurationFlags } from "../command-line/configuration-flags.js";
import { nameFlags, readConfiguration } from "../stack/configuration.js";
import { widthOf } from "../command-line/wrap.js";
import { declare, type Declarations } from "./declarations.js";
import { findNumbers } from "./find-numbers.js";
import { writeImportFile } from "./import-file.js";
import { KeptReads, nameKeptReads } from "./kept-reads.js";
import type { LanguageName } from "./languages/language-name.js";
import { LANGUAGES } from "./languages/languages.js";
import { describeProblems } from "./limit-problems.js";
import { keptMessage, outcomeMessage } from "./messages.js";
import { nextSteps, type Written } from "./next-steps.js";
import { prepareFolder, writeFiles } from "./output-folder.js";
import { writeProgram } from "./program.js";
import { findProgram, languageOfProject } from "./project-program.js";

/** Reads numbers and writes the two files. Progress goes to standard error, the outcome to standard output. */
export async function adoptNumbers(options: AdoptOptions): Promise<void> {
  const { custSpaceId, folder } = options;
  const language = LANGUAGES[options.language ?? languageOfProject(folder)];
  prepareFolder(folder, [language.program, IMPORT_FILE], options.isForced);
  const place: Place = {
    language,
    program: join(realpathSync(folder), language.program),
    projectProgram: findProgram(join(realpathSync(folder), language.program), language),
  };
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
    write(declare(found), options, place, output);
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
  /** That of the project if undefined, or else TypeScript. */
  language: LanguageName | undefined;
  folder: string;
  /** Whether files may be overwritten. */
  isForced: boolean;
  flags: ConfigurationFlags;
}

const IMPORT_FILE = "import.json";

/** Where the program goes. */
type Place = Pick<Written, "language" | "program" | "projectProgram">;

function write(
  declarations: Declarations,
  { custSpaceId, folder, isForced, flags }: AdoptOptions,
  place: Place,
  output: LiveOutput,
): void {
  const { language } = place;
  const problems = describeProblems(declarations);
  const next = nextSteps({
    ...place,
    importFile: join(realpathSync(folder), IMPORT_FILE),
    problemCount: problems.length,
    stack: flags.stack,
  });
  const heading = { custSpaceId, readAt: new Date(), next };
  const files = [
    { name: language.program, text: writeProgram(declarations, heading, language.write) },
    { name: IMPORT_FILE, text: writeImportFile(declarations, custSpaceId, language.isNative), mode: 0o600 },
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
