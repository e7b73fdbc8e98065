import { OPERATIONS } from "../../api/pace/rate-limits.js";
import type { ReadConfig } from "../../provider/config/read-config.js";
import { UsageError } from "../command.js";
import { readConfiguration, type ConfigurationFlags } from "../stack-configuration.js";
import { ok, problem, unknown, type Check, type CheckName } from "./check-result.js";
import { checkEngine, checkNode } from "./machine-checks.js";
import { checkService } from "./service-checks.js";
import { describeCredentials, readSettings, type Settings } from "./settings-checks.js";

/**
 * Checks everything that a stack needs to work.
 *
 * @throws UsageError if a flag is invalid
 */
export async function diagnose(flags: ConfigurationFlags, machine: Machine): Promise<Check[]> {
  const node = checkNode(machine.nodeVersion);
  const engine = await checkEngine(machine.environment);
  const { configuration, read } = await checkConfiguration(flags, machine, engine);
  const rest = read ? await checkRest(readSettings(read, machine.environment, flags), node, flags) : [];
  const checks = [node, engine, configuration, ...rest];
  const find = (name: CheckName) => checks.findLast((check) => check.name === name) ?? unknown(name, "configuration");
  return NAMES.map(find);
}

/** Where doctor runs. */
export interface Machine {
  /** Like `process.version`. */
  nodeVersion: string;
  folder: string;
  environment: NodeJS.ProcessEnv;
}

const SERVICE: readonly CheckName[] = ["credentials", "endpoint", "clock", ...OPERATIONS];

const NAMES: readonly CheckName[] = ["node", "engine", "configuration", ...SERVICE];

interface Configured {
  configuration: Check;
  /** Undefined if there is a stack that cannot be read. */
  read?: ReadConfig;
}

async function checkConfiguration(flags: ConfigurationFlags, machine: Machine, engine: Check): Promise<Configured> {
  try {
    const { read, source } = await readConfiguration(flags, machine.folder, machine.environment);
    return { configuration: ok("configuration", source), read };
  } catch (error) {
    if (!(error instanceof Error) || error instanceof UsageError) throw error;
    if (engine.status === "problem") return { configuration: unknown("configuration", "engine") };
    const cure =
      "Run `pulumi config` here and fix what it reports, or choose another stack with `pulumi stack select`.";
    return { configuration: problem("configuration", error.message, cure) };
  }
}

/** Calls the service, unless a known problem prevents that. */
async function checkRest(settings: Settings, node: Check, flags: ConfigurationFlags): Promise<Check[]> {
  const { options, mistakes } = settings;
  const mistake = mistakes.find(({ name }) => name !== "configuration");
  const obstacle = node.status === "ok" ? mistake : node;
  if (!obstacle) return [...mistakes, ...(await checkService(options, flags))];
  const isKnown = options.credentials !== undefined && !("defaultChain" in options.credentials);
  const credentials = isKnown ? [ok("credentials", describeCredentials(options))] : [];
  return [...SERVICE.map((name) => unknown(name, obstacle.name)), ...credentials, ...mistakes];
}
