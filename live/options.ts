import { parseArgs, type ParseArgsConfig } from "node:util";
import { DEFAULT_ENDPOINT, parseEndpoint, type Endpoint } from "../api/index.js";
import { requireValid } from "../cli/command-line/require-valid.js";
import { UsageError } from "../cli/command-line/usage-error.js";

export const HELP = `Usage: npm run live -- --space ID --phone N [options]
       npm run live -- --restore FILE [--profile NAME]

Tries out what the service does where its documentation is silent, and compares that
with the emulator: docs/live.md. It changes the number, and puts back what it had.

  --space ID          the space of the number
  --phone N           the number: digits with the country code
  --profile NAME      a profile of ~/.aliyun/config.json (default: the environment, then
                      Alibaba Cloud's default chain)
  --endpoint HOST     another endpoint than ${DEFAULT_ENDPOINT}
  --foreign-space ID  a space of another account, to be refused (default: a made-up one)
  --limit             also goes above the rate limit, with reads
  --yes               starts without asking
  --report FILE       also writes the report to a file
  --restore FILE      only puts back what an earlier run kept in a file
`;

/** What a command line asks for. */
export interface LiveOptions {
  readonly space: string;
  readonly phone: string;
  readonly profile: string | undefined;
  readonly endpoint: Endpoint | undefined;
  readonly foreignSpace: string | undefined;
  readonly withRate: boolean;
  readonly isConfirmed: boolean;
  readonly report: string | undefined;
}

/** A command line of `npm run live`. */
export type LiveCommand =
  | { readonly what: "help" }
  | { readonly what: "restore"; readonly file: string; readonly profile: string | undefined }
  | { readonly what: "try"; readonly options: LiveOptions };

/** @throws UsageError */
export function readCommand(args: readonly string[]): LiveCommand {
  const { help, restore, space, phone, ...flags } = parse(args);
  if (help) return { what: "help" };
  if (restore !== undefined) return { what: "restore", file: restore, profile: flags.profile };
  if (space === undefined || phone === undefined) throw new UsageError("Expected --space and --phone.");
  requireValid("--space", "custSpaceId", space);
  requireValid("--phone", "phoneNumber", phone);
  const foreignSpace = flags["foreign-space"];
  if (foreignSpace !== undefined) requireValid("--foreign-space", "custSpaceId", foreignSpace);
  if (foreignSpace === space) throw new UsageError("--foreign-space is the space of the number.");
  const { profile, limit: withRate = false, yes: isConfirmed = false, report } = flags;
  const endpoint = flags.endpoint === undefined ? undefined : readEndpoint(flags.endpoint);
  return { what: "try", options: { space, phone, profile, endpoint, foreignSpace, withRate, isConfirmed, report } };
}

const FLAGS = {
  space: { type: "string" },
  phone: { type: "string" },
  profile: { type: "string" },
  endpoint: { type: "string" },
  "foreign-space": { type: "string" },
  limit: { type: "boolean" },
  yes: { type: "boolean" },
  report: { type: "string" },
  restore: { type: "string" },
  help: { type: "boolean" },
} as const satisfies ParseArgsConfig["options"];

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: FLAGS }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function readEndpoint(text: string): Endpoint {
  const endpoint = parseEndpoint(text);
  if (typeof endpoint === "string") throw new UsageError(`--endpoint: ${endpoint}`);
  return endpoint;
}
