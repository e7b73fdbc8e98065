import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline/promises";
import { LiveOutput } from "../cli/command-line/live-output.js";
import { UsageError } from "../cli/command-line/usage-error.js";
import { systemClock } from "./clock.js";
import { connect } from "./connect.js";
import { onSignals } from "./on-signals.js";
import { restore } from "./number/restore.js";
import { HELP, readCommand, type LiveOptions } from "./options.js";
import { tryOut } from "./try-out.js";

/** `npm run live`: compares the service with the emulator. Returns the exit status. */
export async function live(args: readonly string[]): Promise<number> {
  const output = new LiveOutput();
  try {
    const command = readCommand(args);
    if (command.what === "try") return await compare(command.options, output);
    if (command.what === "restore") return await restore(command.file, command.profile, output);
    process.stdout.write(HELP);
    return 0;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    output.print(`npm run live: ${error.message}`);
    return error instanceof UsageError ? 2 : 1;
  }
}

async function compare(options: LiveOptions, output: LiveOutput): Promise<number> {
  if (!options.isConfirmed && !process.stdin.isTTY)
    throw new UsageError("This changes the number for a while. Without a terminal to ask on, it needs --yes.");
  const { version } = createRequire(__filename)("pulumi-cams/package.json") as { version: string };
  const signals = onSignals(() => {
    output.print("Stopping. Please wait until the number has again what it had.");
  });
  try {
    const { report, isWell } = await tryOut(options, {
      connection: connect(options.profile, options.endpoint),
      clock: systemClock,
      output,
      version,
      ask: async (plan) => {
        for (const line of plan) output.print(line);
        return options.isConfirmed || (await isWanted(signals.signal));
      },
      signal: signals.signal,
    });
    if (report !== undefined) process.stdout.write(`\n${report}`);
    if (report !== undefined && options.report !== undefined) writeFileSync(options.report, report);
    return signals.status() ?? (isWell ? 0 : 1);
  } finally {
    signals.release();
  }
}

async function isWanted(signal: AbortSignal): Promise<boolean> {
  // With `terminal`, Ctrl-C would be a character and not a signal.
  const prompt = createInterface({ input: process.stdin, output: process.stderr, terminal: false });
  try {
    return (await prompt.question("Type yes to start: ", { signal })).trim().toLowerCase() === "yes";
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  } finally {
    prompt.close();
  }
}
