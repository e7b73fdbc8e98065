import { resolve } from "node:path";
import { isRecord } from "../../api/wire/body.js";
import { DEFAULT_ENDPOINT, parseEndpoint } from "../../api/wire/endpoint.js";
import type { ClientOptions } from "../../api/index.js";
import { subjectOf } from "../../provider/config/provider-settings.js";
import type { ReadConfig } from "../../provider/config/read-config.js";
import type { ConfigurationFlags } from "../command-line/configuration-flags.js";
import { findUpwards } from "./find-upwards.js";
import { nameStack, runPulumi, type StackPlace } from "./run-pulumi.js";
import { UsageError } from "../command-line/usage-error.js";

/**
 * Reads the configuration that the provider would get: the flags first, then the stack's, if the folder is in a Pulumi
 * project. `readConfig` takes whatever is missing from the environment.
 *
 * @param flags - From the command line.
 * @param folder - Where the command runs.
 * @param environment - The environment for `pulumi`.
 * @throws UsageError if `--endpoint` is invalid, or `--stack` is given outside of a project
 * @throws Error if there is a stack and `pulumi` cannot read it: the environment may hold another account's credentials
 */
export async function readConfiguration(
  flags: ConfigurationFlags,
  folder = process.cwd(),
  environment = process.env,
): Promise<Configuration> {
  const endpoint = parseEndpoint(flags.endpoint ?? DEFAULT_ENDPOINT);
  if (typeof endpoint === "string") throw new UsageError(`--endpoint: ${endpoint}`);
  const { values, source } = await readStack({ stack: flags.stack, folder, environment });
  const fromFlags: Values = { "cams:profile": flags.profile, "cams:endpoint": flags.endpoint };
  const given = [flags.profile && "--profile", flags.endpoint && "--endpoint"].filter(Boolean).join(" and ");
  return {
    read: (key) => {
      // The profile replaces every other credential.
      const isHidden = flags.profile !== undefined && subjectOf(key) === "credentials";
      return fromFlags[key] ?? (isHidden ? undefined : values?.[key]);
    },
    source: given ? `${given}, then ${source}` : source,
    stackKeys: values && Object.keys(values),
  };
}

/** The same options, with their credentials named after the flag if one gave them. */
export function nameFlags(options: ClientOptions, { profile }: ConfigurationFlags): ClientOptions {
  return profile === undefined ? options : { ...options, credentialsSource: "--profile" };
}

/** A configuration for `readConfig` of `provider/config/config.ts`. */
export interface Configuration {
  /** Reads a key by its full name. Secrets are in plain text, but only in the memory of this process. */
  read: ReadConfig;
  /** Where the configuration comes from, as a phrase that fits after "from". */
  source: string;
  /** The full names of the stack's keys; undefined if there is no stack. */
  stackKeys: readonly string[] | undefined;
}

/** File names of a Pulumi project: https://www.pulumi.com/docs/iac/concepts/projects/project-file/ */
export const PROJECT_FILES = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

type Values = Readonly<Record<string, string | undefined>>;

async function readStack(place: StackPlace): Promise<{ values?: Values; source: string }> {
  const { stack, folder } = place;
  if (findUpwards(resolve(folder), PROJECT_FILES) === undefined) {
    if (stack === undefined) return { source: "the environment" };
    throw new UsageError("--stack needs a Pulumi project, and neither this folder nor any folder above it is one.");
  }
  const { printed, missing, problem } = await runPulumi("config", place);
  if (printed !== undefined) return { values: valuesIn(printed), source: `${nameStack(stack)}, then the environment` };
  if (stack === undefined && missing !== undefined) return { source: `the environment, since ${missing}` };
  throw new Error(
    `Could not read the configuration of ${nameStack(stack)}: ${missing ?? problem}. ` +
      "Fix that, or run this outside of a Pulumi project to use only the environment.",
  );
}

function valuesIn(printed: unknown): Values {
  const entries = Object.entries(isRecord(printed) ? printed : {});
  return Object.fromEntries(
    entries.flatMap(([key, entry]) =>
      isRecord(entry) && typeof entry["value"] === "string" ? [[key, entry["value"]]] : [],
    ),
  );
}
