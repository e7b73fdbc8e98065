import type { Command } from "commander";
import { addConfigurationFlags } from "./command-line/configuration-flags.js";
import type { DoctorFlags } from "./doctor/diagnose.js";
import { widthOf } from "./command-line/wrap.js";

/** `pulumi-cams doctor`: checks this machine, the stack and the service, and says how to fix what is wrong. */
export function addDoctor(program: Command): void {
  const command = program
    .command("doctor")
    .summary("check your setup, and say how to fix it")
    .description(DESCRIPTION)
    .option("--space <ID>", "also list the numbers of a space, and compare them with those of the stack");
  addConfigurationFlags(command).option("--json", "print the checks as JSON: name, status, found, cure").action(doctor);
}

const DESCRIPTION = `\
Checks Node.js, the Pulumi engine, the settings, the stack's state, the credentials, the endpoint, the clock, and \
whether the credentials are allowed to call the service's operations. Writes nothing, and never shows a credential.

Settings are read as the provider reads them: from the flags, the configuration of the stack selected in this folder, \
the environment, and Alibaba Cloud's default credential chain.

Exit status: 0 if there is no problem, 1 if there is one, 2 for an invalid command line.`;

async function doctor({ json = false, ...flags }: DoctorFlags & { json?: boolean }): Promise<void> {
  // Loads the settings and the client, which other commands do not need.
  const { diagnose } = await import("./doctor/diagnose.js");
  const { report } = await import("./doctor/report.js");
  if (flags.space !== undefined) {
    const { requireValid } = await import("./command-line/require-valid.js");
    requireValid("--space", "custSpaceId", flags.space);
  }
  const machine = { nodeVersion: process.version, folder: process.cwd(), environment: process.env };
  const checks = await diagnose(flags, machine);
  const isColored = process.stdout.isTTY && process.stdout.hasColors();
  const text = json ? `${JSON.stringify(checks, undefined, 2)}\n` : report(checks, widthOf(process.stdout), isColored);
  process.stdout.write(text);
  if (checks.some(({ status }) => status === "problem")) process.exitCode = 1;
}
