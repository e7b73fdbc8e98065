import type { Client, ClientOptions } from "../api/index.js";
import { ownFolders } from "../api/own-folder.js";
import { readConfig } from "./config/config.js";
import { ConfigurationError } from "./config/configuration-error.js";
import { beforeEnd } from "./engine/before-end.js";
import { hasTerminal } from "./engine/has-terminal.js";
import { pulumiHome } from "./engine/home.js";
import { logToEngine, type Load } from "./engine/log.js";
import { endWithEngine } from "./engine/watch.js";
import { ConversationalAutomationLifecycle } from "./lifecycle/conversational-automation.js";
import { adviseOnError } from "./lifecycle/error-advice.js";
import { RunDeclarations } from "./lifecycle/run-declarations.js";
import { Progress } from "./progress/counts.js";
import { ProgressReporter } from "./progress/reporter.js";

/**
 * One provider of a run, whichever door the engine came through: the lifecycle, with the client that it calls, the engine
 * that it belongs to, and the person who waits.
 */
export class ProviderRun {
  readonly lifecycle: ConversationalAutomationLifecycle;
  readonly progress = new Progress();
  readonly declarations: RunDeclarations;
  readonly #engine: string | undefined;
  readonly #onEngineGone: (() => void) | undefined;
  readonly #reporter: ProgressReporter;
  /** The URN of each number's resource, by id. */
  readonly #rows = new Map<string, string>();
  #configuration: Configuration = readConfiguration(() => undefined);
  readonly #canceling = new AbortController();
  #client: Promise<Client> | undefined;

  constructor({ engine, load, declarations, onEngineGone }: RunOptions) {
    this.#engine = engine;
    this.#onEngineGone = onEngineGone;
    const folders = ownFolders("runs", pulumiHome(process.env));
    const warn = (text: string) => void this.#reporter.warn(text);
    const shared = engine === undefined ? undefined : { engineAddress: engine, folders, warn, owner: process.pid };
    this.declarations = declarations ?? new RunDeclarations(shared);
    this.#reporter = new ProgressReporter({
      counts: () => this.progress.counts(),
      log: async (...lines) => {
        if (engine !== undefined) await logToEngine(lines, engine, load);
      },
      rowOf: (id) => this.#rows.get(id),
      hasTerminal,
    });
    this.lifecycle = new ConversationalAutomationLifecycle(() => this.#connect(), this.declarations, this.progress);
  }

  /** Keeps the configuration. It neither waits nor throws: `mistake` has what is wrong with it. */
  configure(read: (key: string) => unknown): void {
    this.#configuration = readConfiguration(read);
    this.#client = undefined;
    if (this.#engine !== undefined) endWithEngine(this.#engine, this.#onEngineGone);
  }

  /** What is wrong with a configuration before it is kept. */
  static mistakeIn(read: (key: string) => unknown): string | undefined {
    const configuration = readConfiguration(read);
    return "mistake" in configuration ? configuration.mistake : undefined;
  }

  /** What is wrong with the configuration. A preview makes no call, and should report it anyway. */
  get mistake(): string | undefined {
    return "mistake" in this.#configuration ? this.#configuration.mistake : undefined;
  }

  /** Notes on which row of the engine's display a number is. */
  place(id: string, row: string): void {
    this.#rows.set(id, row);
  }

  /** Fails every call that waits. Calls that have left are awaited. */
  cancel(): void {
    this.#canceling.abort();
  }

  /** Tells the person the outcome. */
  end(): Promise<void> {
    return this.#reporter.end();
  }

  #connect(): Promise<Client> {
    this.#reporter.wake();
    return (this.#client ??= this.#createClient());
  }

  /** Loads the client with the first call to the service: a preview starts faster without it. */
  async #createClient(): Promise<Client> {
    if ("mistake" in this.#configuration) throw new Error(this.#configuration.mistake);
    const { createClient } = await import("../api/index.js");
    const created = createClient(this.#configuration.options, {
      notice: (text) => void this.#reporter.warn(text),
      advise: adviseOnError,
      signal: this.#canceling.signal,
    });
    this.#reporter.watch(created);
    return created;
  }
}

export interface RunOptions {
  /** The engine's address; undefined outside of an engine. */
  engine: string | undefined;
  /** Loads a module of Pulumi's, to log to the engine. */
  load: Load;
  /** Those of another provider of the run that is in this process. */
  declarations?: RunDeclarations | undefined;
  /**
   * Called when the engine has gone without a word.
   *
   * @default this process ends
   */
  onEngineGone?: () => void;
}

/** Ends a run with this process, which an engine has started for it alone. */
export function endWithProcess(run: ProviderRun): void {
  beforeEnd(() => run.end());
  process.once("exit", () => {
    run.declarations.close();
  });
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
