import type { ReadConfig } from "../../provider/config/read-config.js";
import { UsageError } from "../command.js";
import { readConfiguration, type ConfigurationFlags } from "../stack-configuration.js";
import { ok, OPERATIONS, problem, unknown, type Check, type CheckName } from "./check-result.js";
import { checkEngine, checkNode } from "./machine-checks.js";
import { checkService } from "./service-checks.js";
import { describeCredentials, readSettings, type Settings } from "./settings-checks.js";

/** Where doctor runs. */
export interface Machine {
  /** Like `process.version`. */
  nodeVersion: string;
  folder: string;
  environment: NodeJS.ProcessEnv;
}

/**
 * Looks at everything that a run of Pulumi needs here.
 *
 * @throws UsageError when the flags do not fit the folder
 */
export async function diagnose(flags: ConfigurationFlags, machine: Machine): Promise<Check[]> {
  const node = checkNode(machine.nodeVersion);
  const engine = await checkEngine(machine.environment);
  const { configuration, read } = await checkConfiguration(flags, machine, engine);
  const rest = read ? await checkRest(readSettings(read, machine.environment), node) : [];
  const checks = [node, engine, configuration, ...rest];
  const find = (name: CheckName) => checks.findLast((check) => check.name === name) ?? unknown(name, "configuration");
  return NAMES.map((name) => inTheirWords(find(name), flags));
}

const SERVICE: readonly CheckName[] = ["credentials", "endpoint", "clock", ...OPERATIONS];

const NAMES: readonly CheckName[] = ["node", "engine", "configuration", ...SERVICE];

interface Configured {
  configuration: Check;
  /** Absent when there is a stack, and it cannot be read. */
  read?: ReadConfig;
}

async function checkConfiguration(flags: ConfigurationFlags, machine: Machine, engine: Check): Promise<Configured> {
  try {
    const { read, source } = await readConfiguration(flags, machine.folder, machine.environment);
    return { configuration: ok("configuration", source), read };
  } catch (error) {
    if (!(error instanceof Error) || error instanceof UsageError) throw error;
    if (engine.status === "problem") return { configuration: unknown("configuration", "engine") };
    const cure = "Run `pulumi config` here until it works. `pulumi stack select` chooses another stack.";
    return { configuration: problem("configuration", error.message, cure) };
  }
}

/** Calls the service where nothing that is known already stands in the way. */
async function checkRest(settings: Settings, node: Check): Promise<Check[]> {
  const { options, mistakes } = settings;
  const mistake = mistakes.find(({ name }) => name !== "configuration");
  const obstacle = node.status === "ok" ? mistake : node;
  if (!obstacle) return [...mistakes, ...(await checkService(options))];
  const isKnown = options.credentials !== undefined && !("defaultChain" in options.credentials);
  const credentials = isKnown ? [ok("credentials", describeCredentials(options))] : [];
  return [...SERVICE.map((name) => unknown(name, obstacle.name)), ...credentials, ...mistakes];
}

/** A flag is what the person wrote, and not the key that it stands for. */
function inTheirWords(check: Check, { endpoint, profile }: ConfigurationFlags): Check {
  const translate = (text: string) => {
    const translated = endpoint === undefined ? text : text.replaceAll("cams:endpoint", "--endpoint");
    return profile === undefined ? translated : translated.replaceAll("cams:profile", "--profile");
  };
  const { cure, ...others } = check;
  return { ...others, found: translate(check.found), ...(cure !== undefined && { cure: translate(cure) }) };
}
