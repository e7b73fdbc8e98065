import { OPERATIONS } from "../../api/pace/rate-limits.js";
import type { ConfigurationFlags } from "../command-line/configuration-flags.js";
import { readConfiguration, type Configuration } from "../stack/configuration.js";
import { UsageError } from "../command-line/usage-error.js";
import { ok, problem, unknown, type Check, type CheckName } from "./check-result.js";
import { checkEngine, checkNode } from "./machine-checks.js";
import { checkService } from "./service-checks.js";
import { describeCredentials, readSettings, type Settings } from "./settings-checks.js";
import type { Space } from "./space-check.js";
import { checkState } from "./state-check.js";
import { describeOthers, findStrayKeys } from "./stray-keys.js";

/**
 * Checks everything that a stack needs to work.
 *
 * @throws UsageError if a flag is invalid
 */
export async function diagnose(flags: DoctorFlags, machine: Machine): Promise<Check[]> {
  const node = checkNode(machine.nodeVersion);
  const engine = await checkEngine(machine.environment);
  const { checks, configuration } = await checkConfiguration(flags, machine, engine);
  const hasStack = configuration?.stackKeys !== undefined;
  const state = hasStack ? await checkState({ ...machine, stack: flags.stack }) : undefined;
  const space = flags.space === undefined ? undefined : { custSpaceId: flags.space, managed: state?.numbers };
  const settings = configuration && readSettings(configuration.read, machine.environment, flags);
  const rest = settings ? await checkRest(settings, node, flags, space) : [];
  const all = [node, engine, ...checks, ...(state ? [state.check] : []), ...rest];
  const names: CheckName[] = [
    "node",
    "engine",
    "configuration",
    ...(state ? (["state"] as const) : []),
    ...SERVICE,
    ...(space ? (["space"] as const) : []),
  ];
  return names.map((name) => combined(all.filter((check) => check.name === name)) ?? unknown(name, "configuration"));
}

/** What doctor checks, and with which settings. */
export interface DoctorFlags extends ConfigurationFlags {
  /** A space whose numbers are listed. */
  space?: string | undefined;
}

/** Where doctor runs. */
export interface Machine {
  /** Like `process.version`. */
  nodeVersion: string;
  folder: string;
  environment: NodeJS.ProcessEnv;
}

const SERVICE: readonly CheckName[] = ["credentials", "endpoint", "clock", ...OPERATIONS];

/** One check of those with one name: all problems together, or else what was found last. */
function combined(checks: readonly Check[]): Check | undefined {
  const problems = checks.filter(({ status }) => status === "problem");
  const [first, second] = problems;
  if (!first || !second) return first ?? checks.at(-1);
  const cures = new Set(problems.map(({ cure = "" }) => cure));
  return problem(first.name, problems.map(({ found }) => found).join(" "), [...cures].join(" "));
}

interface Configured {
  checks: Check[];
  /** Undefined if there is a stack that cannot be read. */
  configuration?: Configuration;
}

async function checkConfiguration(flags: DoctorFlags, machine: Machine, engine: Check): Promise<Configured> {
  try {
    const configuration = await readConfiguration(flags, machine.folder, machine.environment);
    const { mistakes, others } = findStrayKeys(configuration.stackKeys ?? []);
    return {
      checks: [ok("configuration", `${configuration.source}${describeOthers(others)}`), ...mistakes],
      configuration,
    };
  } catch (error) {
    if (!(error instanceof Error) || error instanceof UsageError) throw error;
    if (engine.status === "problem") return { checks: [unknown("configuration", "engine")] };
    const cure =
      "Run `pulumi config` here and fix what it reports, or choose another stack with `pulumi stack select`.";
    return { checks: [problem("configuration", error.message, cure)] };
  }
}

/** Calls the service, unless a known problem prevents that. */
async function checkRest(
  settings: Settings,
  node: Check,
  flags: DoctorFlags,
  space: Space | undefined,
): Promise<Check[]> {
  const { options, mistakes } = settings;
  const mistake = mistakes.find(({ name }) => name !== "configuration");
  const obstacle = node.status === "ok" ? mistake : node;
  if (!obstacle) return [...mistakes, ...(await checkService(options, flags, space))];
  const isKnown = options.credentials !== undefined && !("defaultChain" in options.credentials);
  const credentials = isKnown ? [ok("credentials", describeCredentials(options))] : [];
  const unchecked = [...SERVICE, "space" as const].map((name) => unknown(name, obstacle.name));
  return [...unchecked, ...credentials, ...mistakes];
}
