import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { DEFAULT_ENDPOINT, parseEndpoint } from "../api/wire/endpoint.js";
import { scrub } from "../api/wire/scrub.js";
import type { ClientOptions } from "../api/index.js";
import { subjectOf } from "../provider/config/provider-settings.js";
import type { ReadConfig } from "../provider/config/read-config.js";
import { UsageError } from "./command.js";
import { findUpwards } from "./find-upwards.js";

/**
 * Reads the configuration that the provider would get: the flags first, then the stack's, if the folder is in a Pulumi
 * project. `readConfig` takes whatever is missing from the environment.
 *
 * @param flags - From the command line.
 * @param folder - Where the command runs.
 * @param environment - The environment for `pulumi`.
 * @throws UsageError if a flag has no value, `--endpoint` is invalid, or `--stack` is given outside of a project
 * @throws Error if there is a stack and `pulumi` cannot read it: the environment may hold another account's credentials
 */
export async function readConfiguration(
  flags: ConfigurationFlags,
  folder = process.cwd(),
  environment = process.env,
): Promise<Configuration> {
  for (const [flag, value] of Object.entries(flags)) {
    if (value === "") throw new UsageError(`Expected a value for --${flag}. Is a shell variable empty?`);
  }
  const endpoint = parseEndpoint(flags.endpoint ?? DEFAULT_ENDPOINT);
  if (typeof endpoint === "string") throw new UsageError(`--endpoint: ${endpoint}`);
  const { values, source } = await readStack(flags.stack, folder, environment);
  const fromFlags: Values = { "cams:profile": flags.profile, "cams:endpoint": flags.endpoint };
  const given = [flags.profile && "--profile", flags.endpoint && "--endpoint"].filter(Boolean).join(" and ");
  return {
    read: (key) => {
      // The profile replaces every other credential.
      const isHidden = flags.profile !== undefined && subjectOf(key) === "credentials";
      return fromFlags[key] ?? (isHidden ? undefined : values[key]);
    },
    source: given ? `${given}, then ${source}` : source,
  };
}

/** The same options, with their credentials named after the flag if one gave them. */
export function nameFlags(options: ClientOptions, { profile }: ConfigurationFlags): ClientOptions {
  return profile === undefined ? options : { ...options, credentialsSource: "--profile" };
}

/** The flags that override a stack's configuration. */
export interface ConfigurationFlags {
  /**
   * The stack whose configuration is read.
   *
   * @default the selected stack
   */
  stack?: string | undefined;
  /** A profile of `~/.aliyun/config.json`, instead of every credential of the stack. */
  profile?: string | undefined;
  /** Instead of `cams:endpoint`. */
  endpoint?: string | undefined;
}

/** A configuration for `readConfig` of `provider/config/config.ts`. */
export interface Configuration {
  /** Reads a key by its full name. Secrets are in plain text, but only in the memory of this process. */
  read: ReadConfig;
  /** Where the configuration comes from, as a phrase that fits after "from". */
  source: string;
}

/** File names of a Pulumi project: https://www.pulumi.com/docs/iac/concepts/projects/project-file/ */
export const PROJECT_FILES = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

type Values = Readonly<Record<string, string | undefined>>;

const TIMEOUT_MS = 10_000;

async function readStack(
  stack: string | undefined,
  folder: string,
  environment: NodeJS.ProcessEnv,
): Promise<{ values: Values; source: string }> {
  if (findUpwards(resolve(folder), PROJECT_FILES) === undefined) {
    if (stack === undefined) return { values: {}, source: "the environment" };
    throw new UsageError("--stack needs a Pulumi project, and neither this folder nor any folder above it is one.");
  }
  const name = stack === undefined ? "the selected stack" : `the stack ${stack}`;
  const { output, missing, problem } = await runPulumiConfig(stack, folder, environment);
  if (output !== undefined) return { values: valuesIn(output), source: `${name}, then the environment` };
  if (stack === undefined && missing !== undefined) return { values: {}, source: `the environment, since ${missing}` };
  throw new Error(
    `Could not read the configuration of ${name}: ${missing ?? problem}. ` +
      "Fix that, or run this outside of a Pulumi project to use only the environment.",
  );
}

interface PulumiConfig {
  output?: string;
  /** Why there is no configuration. */
  missing?: string;
  problem?: string;
}

/** Runs `pulumi config`. Its standard output contains secrets, so no message quotes it. */
function runPulumiConfig(
  stack: string | undefined,
  cwd: string,
  environment: NodeJS.ProcessEnv,
): Promise<PulumiConfig> {
  const args = ["config", "--json", "--show-secrets", "--non-interactive", ...(stack ? ["--stack", stack] : [])];
  const env = { ...environment, PULUMI_SKIP_UPDATE_CHECK: "true" };
  return new Promise((done) => {
    const options = { cwd, env, timeout: TIMEOUT_MS, maxBuffer: 64 * 1024 * 1024 };
    execFile("pulumi", args, options, (error, output, errorOutput) => {
      if (error === null) done({ output });
      else if (error.killed) done({ problem: `\`pulumi config\` did not finish within ${TIMEOUT_MS / 1000} s` });
      else if (error.code === "ENOENT") done({ missing: "`pulumi` is not on PATH" });
      else if (errorOutput.includes("no stack selected")) done({ missing: "no stack is selected" });
      else done({ problem: lastLineOf(errorOutput) || "`pulumi config` failed" });
    });
  });
}

/** The last line that `pulumi` wrote to standard error, without what may be secret. */
export function lastLineOf(errorOutput: string): string {
  const line = errorOutput.trim().split("\n").at(-1) ?? "";
  // The URL of a backend can contain a password.
  const text = scrub(line.replace(/\b[\w+.-]+:\/\/\S+/g, "[address]"), []);
  return text.replace(/^error: /, "").replace(/\.$/, "");
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
    // The error of `JSON.parse` quotes the text, which can contain secrets.
    throw new Error("`pulumi config` did not print JSON. Run it in this folder to see what it prints.");
  }
}
