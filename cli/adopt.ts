import { parseArgs } from "node:util";
import { problemsOf } from "../provider/settings/check.js";
import { UsageError } from "./command.js";
import type { Command } from "./command.js";
import type { AdoptOptions } from "./adopt/adopt-numbers.js";

/** `pulumi-cams adopt`: a program, and a state to import, of what the numbers of a space have. */
export const adopt: Command = {
  name: "adopt",
  summary: "write a program for the numbers of a space as they are",
  help: `Usage: pulumi-cams adopt --space ID [--phone N]... [--out FOLDER] [--stack NAME]
                          [--profile NAME] [--endpoint HOST] [--force]

Reads the settings of the numbers of a space, and writes index.ts, a program that declares them as they are, and
import.json, from which \`pulumi import --file\` takes them into a stack. Changes nothing at the service.

  --space ID        the space of the numbers
  --phone N         one number, digits only, can be repeated (default: all numbers of the space)
  --out FOLDER      where to write (default: .)
  --stack NAME      the stack whose configuration is used (default: the selected one, in a Pulumi project)
  --profile NAME    a profile of ~/.aliyun/config.json, in place of the stack's credentials
  --endpoint HOST   in place of the stack's cams:endpoint
  --force           overwrite index.ts and import.json
  --help            print this text

After an interruption, the same command goes on from what was read less than two hours ago.
`,
  async run(args) {
    const options = readOptions(args);
    // Loads the client, which no other command needs.
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

/** Holds what a flag says against the rules of the resource. */
function requireValid(flag: string, property: "custSpaceId" | "phoneNumber", value: string): void {
  const problem = problemsOf({ [property]: value }).find((failure) => failure.property === property);
  if (problem) throw new UsageError(`${flag} ${JSON.stringify(value)}: ${problem.reason}`);
}
