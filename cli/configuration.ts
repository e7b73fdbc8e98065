import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { DEFAULT_ENDPOINT, parseEndpoint } from "../provider/api/endpoint.js";
import type { ReadConfig } from "../provider/config.js";
import { UsageError } from "./command.js";

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

/** Pulumi's names of a project's file: https://www.pulumi.com/docs/iac/concepts/projects/project-file/ */
const PROJECT_FILES = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

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
  if (!isInProject(folder)) {
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

function isInProject(folder: string): boolean {
  const here = resolve(folder);
  if (PROJECT_FILES.some((name) => existsSync(join(here, name)))) return true;
  return dirname(here) !== here && isInProject(dirname(here));
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
    execFile("pulumi", args, { cwd, env, maxBuffer: 64 * 1024 * 1024 }, (error, output, said) => {
      if (error === null) done({ output });
      else if (error.code === "ENOENT") done({ missing: "there is no `pulumi` on PATH" });
      else if (said.includes("no stack selected")) done({ missing: "no stack is selected" });
      else done({ problem: lastLineOf(said) });
    });
  });
}

function lastLineOf(said: string): string {
  const line = said.trim().split("\n").at(-1) ?? "";
  return line.replace(/^error: /, "").replace(/\.$/, "") || "`pulumi config` failed";
}

function valuesIn(output: string): Values {
  const entries = Object.entries(JSON.parse(output) as Record<string, { value?: unknown }>);
  return Object.fromEntries(entries.flatMap(([key, { value }]) => (typeof value === "string" ? [[key, value]] : [])));
}
