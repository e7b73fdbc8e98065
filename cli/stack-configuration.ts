import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { DEFAULT_ENDPOINT, parseEndpoint } from "../api/wire/endpoint.js";
import { scrub } from "../api/wire/scrub.js";
import type { ReadConfig } from "../provider/config/read-config.js";
import { UsageError } from "./command.js";
import { findUpwards } from "./find-upwards.js";

/** What a command line says in place of the stack's configuration. */
export interface ConfigurationFlags {
  /**
   * The stack whose configuration is read.
   *
   * @default the selected stack
   */
  stack?: string | undefined;
  /** A profile of `~/.aliyun/config.json`, in place of every credential of the stack. */
  profile?: string | undefined;
  /** In place of `cams:endpoint`. */
  endpoint?: string | undefined;
}

/** The configuration that the provider would get, for `readConfig` of `provider/config.ts`. */
export interface Configuration {
  /** Reads one key by its full name. Secrets are in plain text, in this process's memory only. */
  read: ReadConfig;
  /** Where it is read, in words that go after "from". */
  source: string;
}

type Values = Readonly<Record<string, string>>;

interface StackConfiguration {
  values: Values;
  source: string;
}

/** What a stack's configuration has beside credentials, all of which a profile on the command line replaces. */
const SETTINGS = ["cams:endpoint", "cams:retryTimeoutSeconds", "cams:maxInFlight", "cams:redisUrl"];

const TIMEOUT_MS = 10_000;

/** Pulumi's names of a project's file: https://www.pulumi.com/docs/iac/concepts/projects/project-file/ */
export const PROJECT_FILES = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

/**
 * Finds the configuration for a command: the flags, then what the stack has, when the folder is a Pulumi project. What
 * neither has, `readConfig` takes from the environment.
 *
 * @param flags - What the command line says.
 * @param folder - Where the command runs.
 * @param environment - What `pulumi` is run with.
 * @throws UsageError when the flags name a stack where no project is, or no endpoint can be read from them
 * @throws Error when there is a stack and `pulumi` cannot read it: another account's credentials may be in the environment
 */
export async function readConfiguration(
  flags: ConfigurationFlags,
  folder = process.cwd(),
  environment = process.env,
): Promise<Configuration> {
  for (const [flag, value] of Object.entries(flags)) {
    if (value === "") throw new UsageError(`Expected --${flag} to have a value. Is a variable of the shell empty?`);
  }
  const endpoint = parseEndpoint(flags.endpoint ?? DEFAULT_ENDPOINT);
  if (typeof endpoint === "string") throw new UsageError(`--endpoint: ${endpoint}`);
  const { values, source } = await readStack(flags.stack, folder, environment);
  const fromFlags: Record<string, string | undefined> = {
    "cams:profile": flags.profile,
    "cams:endpoint": flags.endpoint,
  };
  const given = [flags.profile && "--profile", flags.endpoint && "--endpoint"].filter(Boolean).join(" and ");
  return {
    read: (key) => {
      const isHidden = flags.profile !== undefined && !SETTINGS.includes(key);
      return fromFlags[key] ?? (isHidden ? undefined : values[key]);
    },
    source: given ? `${given}, then ${source}` : source,
  };
}

async function readStack(
  stack: string | undefined,
  folder: string,
  environment: NodeJS.ProcessEnv,
): Promise<StackConfiguration> {
  if (findUpwards(resolve(folder), PROJECT_FILES) === undefined) {
    if (stack === undefined) return { values: {}, source: "the environment" };
    throw new UsageError("Expected --stack in a Pulumi project only: neither this folder nor one above it is one.");
  }
  const { output, missing, problem } = await runPulumiConfig(stack, folder, environment);
  if (output !== undefined) {
    const name = stack === undefined ? "the selected stack" : `the stack ${stack}`;
    return { values: valuesIn(output), source: `${name}, then the environment` };
  }
  if (stack === undefined && missing !== undefined) return { values: {}, source: `the environment, since ${missing}` };
  throw new Error(
    `The configuration of ${stack === undefined ? "the selected stack" : `the stack ${stack}`} could not be read: ` +
      `${missing ?? problem}. Mend that, or run this in a folder that is no Pulumi project, where only the environment counts.`,
  );
}

interface PulumiConfig {
  output?: string;
  /** What a configuration would need and is not there. */
  missing?: string;
  problem?: string;
}

/** Nothing of the standard output gets into a message: it has the secrets. */
function runPulumiConfig(
  stack: string | undefined,
  cwd: string,
  environment: NodeJS.ProcessEnv,
): Promise<PulumiConfig> {
  const args = ["config", "--json", "--show-secrets", "--non-interactive", ...(stack ? ["--stack", stack] : [])];
  const env = { ...environment, PULUMI_SKIP_UPDATE_CHECK: "true" };
  return new Promise((done) => {
    execFile("pulumi", args, { cwd, env, timeout: TIMEOUT_MS, maxBuffer: 64 * 1024 * 1024 }, (error, output, said) => {
      if (error === null) done({ output });
      else if (error.killed) done({ problem: `\`pulumi config\` gave no answer within ${TIMEOUT_MS / 1000} s` });
      else if (error.code === "ENOENT") done({ missing: "there is no `pulumi` on PATH" });
      else if (said.includes("no stack selected")) done({ missing: "no stack is selected" });
      else done({ problem: lastLineOf(said) });
    });
  });
}

function lastLineOf(said: string): string {
  const line = said.trim().split("\n").at(-1) ?? "";
  // The address of a backend can hold a password.
  const text = scrub(line.replace(/\b[\w+.-]+:\/\/\S+/g, "[address]"), []);
  return text.replace(/^error: /, "").replace(/\.$/, "") || "`pulumi config` failed";
}

function valuesIn(output: string): Values {
  const entries = Object.entries(parsed(output) as Record<string, { value?: unknown } | null>);
  return Object.fromEntries(
    entries.flatMap(([key, entry]) => (typeof entry?.value === "string" ? [[key, entry.value]] : [])),
  );
}

function parsed(output: string): object {
  try {
    return (JSON.parse(output) ?? {}) as object;
  } catch {
    // The parser's own message quotes the text.
    throw new Error("`pulumi config` gave something else than JSON. See what it prints in this folder.");
  }
}
