import type { Command } from "commander";
import { visible } from "../../api/visible.js";
import { createProgram } from "./program.js";
import { CommandFailure, UsageError } from "./usage-error.js";
import { usageMessage } from "./usage-message.js";
import { widthOf, wrap, type Columns } from "./wrap.js";

/** Runs a command line. Returns the exit status: 0, or 1 if the command fails, or 2 if the command line is invalid; a command can say otherwise. */
export async function run(args: readonly string[], errors: ErrorStream = process.stderr): Promise<number> {
  const program = createProgram((reason) => {
    if (reason.exitCode !== 0) throw new UsageError(usageMessage(reason, command));
  });
  let command = program;
  program.hook("preSubcommand", (_, subcommand) => {
    command = subcommand;
  });
  try {
    await program.parseAsync(spelledOut(args, program), { from: "user" });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return report(error, command, errors);
  }
}

/** Where errors are written to. */
export interface ErrorStream extends Columns {
  write(text: string): unknown;
}

/** The same command line with `--help` for `help`. What follows an unknown command is omitted: its `--help` is not ours. */
function spelledOut([name = "help", ...rest]: readonly string[], program: Command): string[] {
  if (name === "help") return rest.length === 0 ? ["--help"] : spelledOut([...rest, "--help"], program);
  const isKnown = name.startsWith("-") || program.commands.some((command) => command.name() === name);
  return isKnown ? [name, ...rest] : [name];
}

function report(error: unknown, command: Command, errors: ErrorStream): number {
  const isUsage = error instanceof UsageError;
  const message = error instanceof Error ? error.message : String(error);
  const lines = wrap(`pulumi-cams: ${visible(message.replaceAll("\n", " "))}`, widthOf(errors));
  if (isUsage) lines.push(`See ${nameOf(command)} --help.`);
  errors.write(lines.map((line) => `${line}\n`).join(""));
  if (error instanceof CommandFailure) return error.exitStatus;
  return isUsage ? 2 : 1;
}

function nameOf(command: Command): string {
  return command.parent === null ? command.name() : `${nameOf(command.parent)} ${command.name()}`;
}
