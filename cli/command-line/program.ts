import { readFileSync } from "node:fs";
import { Command, type CommanderError, type HelpConfiguration } from "commander";
import { addAdopt } from "../adopt.js";
import { addDiff } from "../diff.js";
import { addDoctor } from "../doctor.js";
import { addEmulator } from "../emulator.js";
import { addPreview } from "../preview.js";
import { UsageError } from "./usage-error.js";
import { plainFlags } from "./usage-message.js";
import { widthOf, wrap } from "./wrap.js";

/**
 * Declares the commands and their options.
 *
 * @param quit - Called before the process would end: with help or the version printed, or because of a mistake.
 */
export function createProgram(quit: (reason: CommanderError) => void): Command {
  const version = versionOfPackage();
  const program = new Command("pulumi-cams")
    .usage("COMMAND [options]")
    .description("Commands for stacks that manage WhatsApp Business numbers with pulumi-cams.")
    .version(version, "-v, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .configureHelp(HELP)
    .configureOutput({ outputError: () => undefined, getOutHelpWidth: () => widthOf(process.stdout) })
    .exitOverride(quit)
    .hook("preAction", (_, command) => {
      requireValues(command);
    });
  // Each command gets the settings above when it is added.
  addAdopt(program);
  addDiff(program);
  addDoctor(program);
  addEmulator(program);
  addPreview(program);
  program
    .command("version")
    .description("print the version")
    .action(() => {
      process.stdout.write(`${version}\n`);
    });
  return program;
}

const HELP: HelpConfiguration = {
  minWidthToWrap: 10,
  boxWrap: (text, width) =>
    text
      .split("\n")
      .map((line) => wrap(line, width).join("\n"))
      .join("\n"),
  optionTerm: ({ flags }) => plainFlags(flags),
  subcommandTerm: (command) => command.name(),
};

function versionOfPackage(): string {
  const text = readFileSync(require.resolve("pulumi-cams/package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

/** After an empty shell variable, an option has no value, or takes the next option for it. */
function requireValues(command: Command): void {
  for (const option of command.options) {
    const values: unknown[] = [command.getOptionValue(option.attributeName())].flat();
    for (const value of values) {
      if (typeof value !== "string" || !/^(-\D.*)?$/s.test(value)) continue;
      const found = value === "" ? "" : `, found ${JSON.stringify(value)}`;
      throw new UsageError(`Expected a value for ${plainFlags(option.flags)}${found}. Is a shell variable empty?`);
    }
  }
}
