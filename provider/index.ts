import type { Client, ClientOptions } from "../api/index.js";
import { hasAudience } from "./engine/has-terminal.js";
import { readConfig, type ReadConfig } from "./config/config.js";
import { ConfigurationError } from "./config/configuration-error.js";
import { ConversationalAutomationLifecycle, type CheckResult } from "./lifecycle/conversational-automation.js";
import { engineAddress } from "./engine/address.js";
import { sayToEngine } from "./engine/log.js";
import { endWithEngine } from "./engine/watch.js";
import { beforeEnd } from "./engine/before-end.js";
import { Progress } from "./progress/counts.js";
import { RunDeclarations } from "./lifecycle/run-declarations.js";
import { UnconfirmedWrite } from "./lifecycle/unconfirmed-write.js";
import { Voice } from "./progress/reporter.js";

type Properties = Readonly<Record<string, unknown>>;

/** What the dynamic host gives to `configure`: the stack's configuration, or an explicit provider's settings. */
interface ConfigureRequest {
  config: { get: ReadConfig };
}

type Configuration = { options: ClientOptions } | { mistake: string };

let configuration: Configuration = readConfiguration(() => undefined);
let client: Promise<Client> | undefined;

const progress = new Progress();

const voice = new Voice({ counts: () => progress.counts(), say: sayToEngine, hasAudience });

const declarations = new RunDeclarations(engineAddress());

const lifecycle = new ConversationalAutomationLifecycle(
  () => {
    voice.wake();
    return (client ??= connect());
  },
  declarations,
  progress,
);

beforeEnd(() => voice.end());
process.once("exit", () => {
  declarations.close();
});

/**
 * What the state of every resource points at, by the text `exports.handler=()=>require("pulumi-cams/provider").provider`.
 * A thin skin for Pulumi's dynamic-provider host, which keeps one such object per process.
 */
export const provider = {
  /**
   * Keeps the configuration. The host caches the provider before it awaits this, and does not call it again after a
   * failure; so nothing here waits or throws, and a mistake is told by every operation that follows.
   */
  configure(request: ConfigureRequest): Promise<void> {
    configuration = readConfiguration((key) => request.config.get(key));
    client = undefined;
    endWithEngine();
    return Promise.resolve();
  },
  check: (_olds: Properties, news: Properties) => plainly(() => withMistake(lifecycle.check(news))),
  diff: (id: string, olds: Properties, news: Properties) => plainly(() => lifecycle.diff(id, olds, news)),
  create: (news: Properties) => plainly(() => lifecycle.create(news), news),
  read: (id: string, olds: Properties) => plainly(() => lifecycle.read(id, olds)),
  update: (id: string, olds: Properties, news: Properties) => plainly(() => lifecycle.update(id, olds, news), news),
  delete: (id: string, olds: Properties) => plainly(() => lifecycle.delete(id, olds)),
};

function readConfiguration(read: ReadConfig): Configuration {
  try {
    return { options: readConfig(read, process.env) };
  } catch (error) {
    // The process would go on with the environment's account. What is unforeseen may hold a value, so it is not told.
    const isForeseen = error instanceof ConfigurationError;
    return { mistake: isForeseen ? error.message : "The configuration could not be read." };
  }
}

/** A preview makes no call, and should tell of a mistake in the configuration all the same. */
function withMistake(result: CheckResult): CheckResult {
  if (!("mistake" in configuration)) return result;
  return { ...result, failures: [...result.failures, { property: "", reason: configuration.mistake }] };
}

/** Loads the client with the first call to the service: a preview starts faster without it. */
async function connect(): Promise<Client> {
  if ("mistake" in configuration) throw new Error(configuration.mistake);
  const { createClient } = await import("../api/index.js");
  const made = createClient(configuration.options, { notice: (text) => void voice.warn(text) });
  voice.listenTo(made);
  return made;
}

/**
 * The host can hang on an error that is not a plain one, and reads meanings into an `id`, a `code` or `metadata` of it;
 * it also prints the stack, which says nothing to a user. With an `id`, it keeps the `properties` as the resource's
 * state, and the resource as one that is not finished: that is what an unconfirmed write is.
 */
async function plainly<T>(operation: () => T | Promise<T>, news: Properties = {}): Promise<T> {
  try {
    return await operation();
  } catch (error) {
    const plain = new Error(error instanceof Error ? error.message : String(error));
    plain.stack = "";
    if (error instanceof UnconfirmedWrite) {
      const properties = { ...error.outs, __provider: news["__provider"] };
      throw Object.assign(plain, { id: error.id, properties, reasons: [plain.message] });
    }
    throw plain;
  }
}
