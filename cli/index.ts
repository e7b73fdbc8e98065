#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { visible } from "../api/visible.js";
import { adopt } from "./adopt.js";
import { CommandFailure, UsageError, type Command } from "./command.js";
import { diff } from "./diff.js";
import { doctor } from "./doctor.js";
import { emulator } from "./emulator.js";

const COMMANDS: readonly Command[] = [adopt, diff, doctor, emulator];

const HELP = `Usage: pulumi-cams <command> [options]

Commands:
${COMMANDS.map(({ name, summary }) => `  ${name.padEnd(10)} ${summary}`).join("\n")}

Options:
  --help     print this help, or the help of a command
  --version  print the version
`;

async function run(args: readonly string[]): Promise<number> {
  const [name = "", ...rest] = args;
  if (name === "--help" || name === "-h") return print(HELP);
  if (name === "--version") return print(`${version()}\n`);
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (command === undefined)
    throw new UsageError(name === "" ? "Expected a command." : `Unknown command ${JSON.stringify(name)}.`);
  if (rest.includes("--help") || rest.includes("-h")) return print(command.help);
  return await command.run(rest);
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

function version(): string {
  const text = readFileSync(require.resolve("pulumi-cams/package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

function fail(error: unknown): number {
  const { message, code = "" } = error as NodeJS.ErrnoException;
  const isUsage = error instanceof UsageError || code.startsWith("ERR_PARSE_ARGS_");
  const line = visible(message.replaceAll("\n", " "));
  process.stderr.write(`pulumi-cams: ${line}\n${isUsage ? "See pulumi-cams --help.\n" : ""}`);
  if (error instanceof CommandFailure) return error.exitStatus;
  return isUsage ? 2 : 1;
}

void run(process.argv.slice(2))
  .catch(fail)
  // A command that failed may leave calls waiting for slots, which would keep the process alive.
  .then((status) => process.exit(status));
