import { isCamsError } from "../../api/errors.js";
import type { Client, PhoneNumberKey, Settings } from "../../api/index.js";
import { areEqual, EMPTY_SETTINGS, readInputs, withDefaults, type Inputs } from "../../settings/settings.js";
import { containsUnknown } from "../../settings/unknown.js";
import { Progress } from "../progress/counts.js";
import { LimitErrors } from "../progress/limit-errors.js";
import { failuresOf, type CheckFailure } from "./check-failures.js";
import { formatId, parseId } from "./number-id.js";
import { RunDeclarations } from "./run-declarations.js";
import { readState, SCHEMA_VERSION, type State } from "./state.js";
import { UnconfirmedWrite } from "./unconfirmed-write.js";

/**
 * The lifecycle of one number's settings. A number always has settings, so create adopts and writes them, and delete
 * resets, restores or retains them. It takes and returns plain values and knows no host.
 */
export class ConversationalAutomationLifecycle {
  readonly #connect: () => Promise<Client>;
  /** The numbers that a resource has created in this process. */
  readonly #created = new Set<string>();
  readonly #declared: RunDeclarations;
  readonly #progress: Progress;
  readonly #limitErrors: LimitErrors;

  /**
   * @param connect - Returns the client. Called only when a call is due: a preview needs neither client nor credentials.
   * @param declared - What the program declares, shared with the other provider processes of the run.
   * @param progress - Counts what is done.
   */
  constructor(connect: () => Promise<Client>, declared = new RunDeclarations(), progress = new Progress()) {
    this.#connect = connect;
    this.#declared = declared;
    this.#progress = progress;
    this.#limitErrors = new LimitErrors(progress);
  }

  check(news: Properties): CheckResult {
    const { __declaredBy: declaredBy, ...written } = news;
    const inputs = withDefaults(written);
    const { custSpaceId, phoneNumber } = inputs;
    // The engine checks every resource of a run before it deletes what the program no longer has.
    if (typeof custSpaceId === "string" && typeof phoneNumber === "string") {
      this.#declared.declare(formatId({ custSpaceId, phoneNumber }));
    }
    return { inputs: withoutUndefined(inputs), failures: failuresOf(written, declaredBy) };
  }

  diff(id: string, olds: Properties, news: Properties): DiffResult {
    const old = readState(id, olds);
    const replaces = (["custSpaceId", "phoneNumber"] as const).filter((name) => news[name] !== old[name]);
    const changes =
      replaces.length > 0 || containsUnknown(news) || old.isUnconfirmed === true || isChanged(old, readInputs(news));
    if (!changes) this.#progress.record("unchanged");
    return { changes, replaces };
  }

  async create(news: Properties): Promise<{ id: string; outs: State }> {
    const wanted = readInputs(news);
    const id = formatId(wanted);
    return await this.#perform(id, async () => {
      this.#claim(id);
      try {
        const client = await this.#connect();
        const previousSettings = await client.getConversationalAutomation(wanted);
        const outs = { ...wanted, previousSettings, requestId: "", schemaVersion: SCHEMA_VERSION };
        const isFound = areEqual(previousSettings, wanted);
        const written = isFound ? outs : await write(client, outs);
        this.#progress.record(isFound ? "found" : "written");
        if (!isFound && !areEqual(previousSettings, EMPTY_SETTINGS)) this.#progress.recordReplaced();
        this.#declared.declare(id);
        return { id, outs: written };
      } catch (error) {
        this.#created.delete(id);
        throw error;
      }
    });
  }

  read(id: string, olds: Properties): Promise<ReadResult> {
    return this.#perform(id, async () => {
      const key = parseId(id);
      const { isUnconfirmed: _, ...old } = readState(id, olds);
      const client = await this.#connect();
      try {
        const found = await client.getConversationalAutomation(key);
        this.#progress.record("read");
        const inputs = { ...key, ...found, onDelete: old.onDelete };
        // Without an old state this is `.get()`. An import has one, and its number's earlier settings are not known.
        const previous = "phoneNumber" in olds ? old.previousSettings : found;
        return { id, props: { ...old, ...inputs, ...(previous ? { previousSettings: previous } : {}) }, inputs };
      } catch (error) {
        if (!(await isGone(error, client, key))) throw error;
        return { id: "" };
      }
    });
  }

  update(id: string, olds: Properties, news: Properties): Promise<{ outs: State }> {
    return this.#perform(id, async () => {
      const old = readState(id, olds);
      const wanted = readInputs(news);
      const outs = { ...old, ...wanted };
      const isWritten = areEqual(old, wanted) && !old.isUnconfirmed;
      const written = isWritten ? outs : await write(await this.#connect(), outs);
      this.#progress.record(isWritten ? "unchanged" : "written");
      this.#declared.declare(id);
      return { outs: written };
    });
  }

  delete(id: string, olds: Properties): Promise<void> {
    return this.#perform(id, async () => {
      const old = readState(id, olds);
      // A rename and a forced replace create first and delete second, with the same id. After an interrupted one, and
      // when one of two resources for a number is removed, a later process deletes what is still declared.
      if (old.onDelete === "retain" || this.#declared.has(id)) return;
      const settings = settingsAfter(id, old);
      const client = await this.#connect();
      const key = parseId(id);
      try {
        await client.updateConversationalAutomation(key, settings);
        this.#progress.record(old.onDelete === "restore" ? "restored" : "reset");
      } catch (error) {
        if (!(await isGone(error, client, key))) throw error;
      }
    });
  }

  async #perform<T>(id: string, operation: () => Promise<T>): Promise<T> {
    try {
      return await this.#progress.during(id, operation);
    } catch (error) {
      throw isCamsError(error) && error.kind === "meta-limit" ? this.#limitErrors.errorFor(id, error) : error;
    }
  }

  #claim(id: string): void {
    if (this.#created.has(id)) {
      throw new Error(
        `Two resources manage the number ${id}. A number has one set of settings, so each would overwrite the other's: ` +
          "remove one of them.",
      );
    }
    this.#created.add(id);
  }
}

export interface CheckResult {
  inputs: Record<string, unknown>;
  failures: CheckFailure[];
}

export interface DiffResult {
  changes: boolean;
  replaces: string[];
}

/** An empty id means that the number is gone. */
export type ReadResult = { id: string; props: State; inputs: Inputs } | { id: "" };

type Properties = Readonly<Record<string, unknown>>;

function isChanged(old: State, wanted: Inputs): boolean {
  return wanted.onDelete !== old.onDelete || !areEqual(wanted, old);
}

/** Writes the settings of a state, and returns the state with the request id of the write. */
async function write(client: Client, { isUnconfirmed: _, ...outs }: State): Promise<State> {
  const { custSpaceId, phoneNumber } = outs;
  try {
    return { ...outs, requestId: await client.updateConversationalAutomation({ custSpaceId, phoneNumber }, outs) };
  } catch (error) {
    if (isCamsError(error) && error.isAmbiguous) throw new UnconfirmedWrite(error, formatId(outs), outs);
    throw error;
  }
}

function settingsAfter(id: string, old: State): Settings {
  if (old.onDelete === "reset") return EMPTY_SETTINGS;
  if (old.previousSettings) return old.previousSettings;
  throw new Error(
    `The state holds no previous settings of ${id} to restore. Set onDelete to "reset" or "retain", run \`pulumi up\`, ` +
      "and then delete the resource.",
  );
}

/**
 * Whether a number has left its space. A status of 404 never means that: a mistyped access key causes it too. Only the
 * service's own words about the number count, and only if its list of the space's numbers agrees.
 */
async function isGone(error: unknown, client: Client, key: PhoneNumberKey): Promise<boolean> {
  if (!isCamsError(error) || error.kind !== "phone-number") return false;
  try {
    const listed = await client.queryChatappPhoneNumbers(key.custSpaceId);
    return !listed.some(({ phoneNumber }) => phoneNumber === key.phoneNumber);
  } catch (queryError) {
    throw new Error(
      `${error.message} Whether the number has left the space could not be determined: ${(queryError as Error).message} ` +
        "If it has, remove the resource from the stack with `pulumi state delete`.",
      { cause: queryError },
    );
  }
}

/** The host cannot pass on `undefined`, and would fail before it reports the problem. */
function withoutUndefined(inputs: Properties): Record<string, unknown> {
  return Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== undefined));
}
