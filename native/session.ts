import { endWithProcess, ProviderRun } from "../provider/run.js";
import { DeclaredNumbers } from "./declared-numbers.js";
import type { Properties } from "./envelopes.js";
import { FleetProcess } from "./fleet-process.js";
import { loadFromPulumi } from "./pulumi.js";
import { NativeResource } from "./resource.js";

/** One provider of a run of the engine: its resources, and its fleets. */
export class Session {
  readonly engine: string | undefined;
  readonly run: ProviderRun;
  readonly resource: NativeResource;
  readonly fleets: FleetProcess;
  readonly #declared = new DeclaredNumbers();

  /** @param other - Another provider of the same run in this process. */
  constructor(engine: string | undefined, run: ProviderRun, other?: Session) {
    this.engine = engine;
    this.run = run;
    this.resource = new NativeResource(run, other?.resource.owners);
    this.fleets = new FleetProcess(engine);
  }

  /** Notes what the program declares, for the person who waits. */
  note(declared: { fleet: Properties } | { urn: string }): void {
    if ("fleet" in declared) this.#declared.addFleet(declared.fleet);
    else this.#declared.addResource(declared.urn);
    this.run.progress.expect(this.#declared.total);
  }
}

/**
 * The sessions of this process. One that an engine has started has a single session. To one that was started by hand,
 * engines attach (`PULUMI_DEBUG_PROVIDERS`), each provider of a run with a connection of its own.
 */
export class Sessions {
  readonly #own: Session;
  /** By the peer of the connection. */
  readonly #attached = new Map<string, Session>();

  /** @param engine - The address of the engine that has started this process. */
  constructor(engine: string | undefined) {
    const run = new ProviderRun({ engine, load: loadFromPulumi });
    if (engine !== undefined) endWithProcess(run);
    this.#own = new Session(engine, run);
  }

  of(peer: string): Session {
    return this.#attached.get(peer) ?? this.#own;
  }

  attach(peer: string, engine: string): void {
    const other = [...this.#attached.values()].find((session) => session.engine === engine);
    const run = new ProviderRun({
      engine,
      load: loadFromPulumi,
      declarations: other?.run.declarations,
      onEngineGone: () => {
        this.#detach(peer);
      },
    });
    this.#attached.set(peer, new Session(engine, run, other));
  }

  #detach(peer: string): void {
    const session = this.#attached.get(peer);
    this.#attached.delete(peer);
    session?.run.cancel();
    session?.fleets.end();
    session?.run.declarations.close();
  }
}
