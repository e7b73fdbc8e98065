import { parseArgs } from "node:util";
import type { Command } from "./command.js";
import { diagnose } from "./doctor/diagnose.js";
import { report } from "./doctor/report.js";

/** `pulumi-cams doctor`: whether this machine, its settings and the service fit together, and what to do if not. */
export const doctor: Command = {
  name: "doctor",
  summary: "find out what keeps a stack from working",
  help: `Usage: pulumi-cams doctor [--stack NAME] [--profile NAME] [--endpoint HOST] [--json]

Looks at Node.js, the Pulumi engine, the settings, the credentials, the endpoint, the clock, and whether the
credentials may call the service's operations. Nothing is written, and no credential is shown.

Settings are read as the provider reads them: from the flags, the configuration of the stack that is selected in
this folder, the environment, and Alibaba Cloud's default chain.

  --stack NAME      the stack whose configuration is read (default: the selected one)
  --profile NAME    a profile of ~/.aliyun/config.json, in place of cams:profile
  --endpoint HOST   a host with an optional port, in place of cams:endpoint
  --json            print the checks as JSON: name, status, found, cure
  --help            print this text

Exit status: 0 when all is well, 1 when something is not, 2 for a mistake in the command line.
`,
  async run(args) {
    const { json, ...flags } = readOptions(args);
    const machine = { nodeVersion: process.version, folder: process.cwd(), environment: process.env };
    const checks = await diagnose(flags, machine);
    const isColoured = process.stdout.isTTY && process.stdout.hasColors();
    process.stdout.write(json ? `${JSON.stringify(checks, undefined, 2)}\n` : report(checks, isColoured));
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
