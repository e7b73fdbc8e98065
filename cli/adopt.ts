import { parseArgs } from "node:util";
import { problemsOf } from "../provider/settings/check.js";
import { UsageError, type Command } from "./command.js";
import type { AdoptOptions } from "./adopt/adopt-numbers.js";

/** `pulumi-cams adopt`: generates a program and an import file from the current settings of a space's numbers. */
export const adopt: Command = {
  name: "adopt",
  summary: "generate a program from the current settings of a space",
  help: `Usage: pulumi-cams adopt --space ID [--phone N]... [--out FOLDER] [--stack NAME]
                          [--profile NAME] [--endpoint HOST] [--force]

Reads the settings of the numbers of a space and generates index.ts, a program that declares them as they are, and
import.json, which \`pulumi import --file\` imports into a stack. Changes nothing at the service.

  --space ID        the space of the numbers
  --phone N         one number, digits only; repeatable (default: all numbers of the space)
  --out FOLDER      the output folder (default: .)
  --stack NAME      the stack whose configuration to use (default: the selected stack, in a Pulumi project)
  --profile NAME    a profile of ~/.aliyun/config.json, instead of the stack's credentials
  --endpoint HOST   a host with an optional port, instead of the stack's cams:endpoint
  --force           overwrite index.ts and import.json
  --help            print this help

After an interruption, run the same command again: it resumes from what was read in the last two hours.
`,
  async run(args) {
    const options = readOptions(args);
    // Loads the client, which the other commands do not need.
    const { adoptNumbers } = await import("./adopt/adopt-numbers.js");
    await adoptNumbers(options);
    return 0;
  },
};

const OPTIONS = {
  space: { type: "string" },
  phone: { type: "string", multiple: true },
  out: { type: "string", default: "." },
  stack: { type: "string" },
  profile: { type: "string" },
  endpoint: { type: "string" },
  force: { type: "boolean", default: false },
} as const;

function readOptions(args: readonly string[]): AdoptOptions {
  const { values } = parseArgs({ args: [...args], options: OPTIONS, strict: true });
  const { space, phone = [], out, force, stack, profile, endpoint } = values;
  if (space === undefined) throw new UsageError("Expected --space with the id of a space.");
  requireValid("--space", "custSpaceId", space);
  for (const number of phone) requireValid("--phone", "phoneNumber", number);
  const phoneNumbers = [...new Set(phone)];
  return { custSpaceId: space, phoneNumbers, folder: out, isForced: force, flags: { stack, profile, endpoint } };
}

/** Applies the resource's own rule to a flag. */
function requireValid(flag: string, property: "custSpaceId" | "phoneNumber", value: string): void {
  const problem = problemsOf({ [property]: value }).find((failure) => failure.property === property);
  if (problem) throw new UsageError(`${flag} ${JSON.stringify(value)}: ${problem.reason}`);
}
