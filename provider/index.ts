import type { Client, ClientOptions } from "../api/index.js";
import { ownFolders } from "../api/own-folder.js";
import { visible } from "../api/visible.js";
import { readConfig } from "./config/config.js";
import { ConfigurationError } from "./config/configuration-error.js";
import { engineAddressOfDynamicHost } from "./engine/address.js";
import { beforeEnd } from "./engine/before-end.js";
import { hasTerminal } from "./engine/has-terminal.js";
import { pulumiHome } from "./engine/home.js";
import { logToEngine } from "./engine/log.js";
import { endWithEngine } from "./engine/watch.js";
import { ConversationalAutomationLifecycle, type CheckResult } from "./lifecycle/conversational-automation.js";
import { adviseOnError } from "./lifecycle/error-advice.js";
import { formatId } from "./lifecycle/number-id.js";
import { RunDeclarations } from "./lifecycle/run-declarations.js";
import { UnconfirmedWrite } from "./lifecycle/unconfirmed-write.js";
import { Progress } from "./progress/counts.js";
import { ProgressReporter } from "./progress/reporter.js";

/** Undefined outside of Pulumi's dynamic-provider host. */
const engine = engineAddressOfDynamicHost(process.argv);

let configuration: Configuration = readConfiguration(() => undefined);
let client: Promise<Client> | undefined;

const progress = new Progress();

/** The URN of each number's resource, by id. */
const rows = new Map<string, string>();

const reporter = new ProgressReporter({
  counts: () => progress.counts(),
  log: async (...lines) => {
    if (engine !== undefined) await logToEngine(lines, engine, loadAsHost);
  },
  rowOf: (id) => rows.get(id),
  hasTerminal,
});

const declarations = new RunDeclarations(
  engine === undefined
    ? undefined
    : {
        engineAddress: engine,
        folders: ownFolders("runs", pulumiHome(process.env)),
        warn: (text) => void reporter.warn(text),
        owner: process.pid,
      },
);

const lifecycle = new ConversationalAutomationLifecycle(
  () => {
    reporter.wake();
    return (client ??= connect());
  },
  declarations,
  progress,
);

if (engine !== undefined) beforeEnd(() => reporter.end());
process.once("exit", () => {
  declarations.close();
});

/**
 * The door for Pulumi's dynamic-provider host: what the state of every resource points at, by the text
 * `exports.handler=()=>require("pulumi-cams/provider").provider`. The host keeps one such object per process.
 */
export const provider = {
  /**
   * Keeps the configuration. The host caches the provider before it awaits this method, and does not call it again after
   * a failure. So nothing here waits or throws, and every later operation reports a mistake.
   */
  configure(request: ConfigureRequest): Promise<void> {
    configuration = readConfiguration((key) => request.config.get(key));
    client = undefined;
    if (engine !== undefined) endWithEngine(engine);
    return Promise.resolve();
  },
  // `__provider` is the host's own property, `__run` what the program says about its run.
  check: (_olds: Properties, { __provider: _, __run: run, ...news }: Properties) =>
    plainly(() => {
      noteRun(run, news);
      return withMistake(lifecycle.check(news));
    }),
  diff: (id: string, olds: Properties, news: Properties) => plainly(() => lifecycle.diff(id, olds, news)),
  create: (news: Properties) => plainly(() => lifecycle.create(news), news),
  read: (id: string, olds: Properties) => plainly(() => lifecycle.read(id, olds)),
  update: (id: string, olds: Properties, news: Properties) => plainly(() => lifecycle.update(id, olds, news), news),
  delete: (id: string, olds: Properties) => plainly(() => lifecycle.delete(id, olds)),
};

type Properties = Readonly<Record<string, unknown>>;

/** What the dynamic host gives to `configure`: the stack's configuration, or an explicit provider's settings. */
interface ConfigureRequest {
  config: { get: (key: string) => unknown };
}

type Configuration = { options: ClientOptions } | { mistake: string };

function readConfiguration(read: (key: string) => unknown): Configuration {
  try {
    return { options: readConfig(read, process.env) };
  } catch (error) {
    // An unforeseen message may hold a value. Without a mistake, the environment's account would be used.
    const isForeseen = error instanceof ConfigurationError;
    return { mistake: isForeseen ? error.message : "The configuration could not be read." };
  }
}

/** Keeps what only the program knows: how many numbers it declares, and on which row of the display each of them is. */
function noteRun(run: unknown, { custSpaceId, phoneNumber }: Properties): void {
  if (typeof run !== "object" || run === null) return;
  const { declared, row } = run as Properties;
  if (typeof declared === "number") progress.expect(declared);
  if (typeof custSpaceId !== "string" || typeof phoneNumber !== "string" || typeof row !== "string") return;
  rows.set(formatId({ custSpaceId, phoneNumber }), row);
}

/** A preview makes no call, and should report a mistake in the configuration anyway. */
function withMistake({ inputs, failures }: CheckResult): CheckResult {
  const mistakes = "mistake" in configuration ? [configuration.mistake] : [];
  const reasons = [...failures.map(({ reason }) => reason), ...mistakes];
  return { inputs, failures: reasons.map((reason) => ({ property: "", reason: visible(reason) })) };
}

/** Loads the client with the first call to the service: a preview starts faster without it. */
async function connect(): Promise<Client> {
  if ("mistake" in configuration) throw new Error(configuration.mistake);
  const { createClient } = await import("../api/index.js");
  const created = createClient(configuration.options, {
    notice: (text) => void reporter.warn(text),
    advise: adviseOnError,
  });
  reporter.watch(created);
  return created;
}

/**
 * Loads a module through the host's own module, which gives the very copy that the host has loaded, wherever the package
 * manager put it. So nothing of Pulumi is imported here, and nothing is loaded before there is a line to log.
 */
function loadAsHost(name: string): unknown {
  return require.main?.require(name);
}

/**
 * Rethrows errors as plain ones. The host can hang on others, and gives meanings to an `id`, a `code` or `metadata`; it
 * also prints the stack, which does not help a user. With an `id`, it keeps `properties` as the resource's state and
 * marks the resource as unfinished: exactly what an unconfirmed write is.
 */
async function plainly<T>(operation: () => T | Promise<T>, news: Properties = {}): Promise<T> {
  try {
    return await operation();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const plain = new Error(visible(message.replaceAll("\n", " ")));
    plain.stack = "";
    if (error instanceof UnconfirmedWrite) {
      const properties = { ...error.outs, __provider: news["__provider"] };
      throw Object.assign(plain, { id: error.id, properties, reasons: [plain.message] });
    }
    throw plain;
  }
}
