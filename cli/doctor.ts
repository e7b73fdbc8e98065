import { parseArgs } from "node:util";
import type { Command } from "./command.js";
import { diagnose } from "./doctor/diagnose.js";
import { report } from "./doctor/report.js";

/** `pulumi-cams doctor`: checks this machine, the settings and the service, and says how to fix what is wrong. */
export const doctor: Command = {
  name: "doctor",
  summary: "check your setup, and say how to fix it",
  help: `Usage: pulumi-cams doctor [--stack NAME] [--profile NAME] [--endpoint HOST] [--json]

Checks Node.js, the Pulumi engine, the settings, the credentials, the endpoint, the clock, and whether the credentials
are allowed to call the service's operations. Writes nothing, and never shows a credential.

Settings are read as the provider reads them: from the flags, the configuration of the stack selected in this folder,
the environment, and Alibaba Cloud's default credential chain.

  --stack NAME      the stack whose configuration to use (default: the selected stack)
  --profile NAME    a profile of ~/.aliyun/config.json, instead of the stack's credentials
  --endpoint HOST   a host with an optional port, instead of cams:endpoint
  --json            print the checks as JSON: name, status, found, cure
  --help            print this help

Exit status: 0 if there is no problem, 1 if there is one, 2 for an invalid command line.
`,
  async run(args) {
    const { json, ...flags } = readOptions(args);
    const machine = { nodeVersion: process.version, folder: process.cwd(), environment: process.env };
    const checks = await diagnose(flags, machine);
    const isColored = process.stdout.isTTY && process.stdout.hasColors();
    process.stdout.write(json ? `${JSON.stringify(checks, undefined, 2)}\n` : report(checks, isColored));
    return checks.some(({ status }) => status === "problem") ? 1 : 0;
  },
};

function readOptions(args: readonly string[]) {
  const options = {
    stack: { type: "string" },
    profile: { type: "string" },
    endpoint: { type: "string" },
    json: { type: "boolean", default: false },
  } as const;
  return parseArgs({ args: [...args], options, strict: true }).values;
}
