import { isCamsError } from "../../api/errors.js";
import type { Client, PhoneNumberKey, Settings } from "../../api/index.js";
import { problemsOf, type CheckFailure } from "../settings/check.js";
import { LimitErrors } from "../progress/limit-errors.js";
import { formatId, parseId } from "./number-id.js";
import { withOrigin } from "../settings/origin.js";
import { Progress } from "../progress/counts.js";
import { RunDeclarations } from "./run-declarations.js";
import { areEqual, EMPTY_SETTINGS, normalForm, settingsOf, type Inputs } from "../settings/settings.js";
import { inputsOf, readState, SCHEMA_VERSION, type State } from "./state.js";
import { UnconfirmedWrite } from "./unconfirmed-write.js";
import { containsUnknown } from "../settings/unknown.js";

type Properties = Readonly<Record<string, unknown>>;

export interface CheckResult {
  inputs: Record<string, unknown>;
  failures: CheckFailure[];
}

export interface DiffResult {
  changes: boolean;
  replaces: string[];
}

/** An empty id says that the number is gone. */
export type ReadResult = { id: string; props: State; inputs: Inputs } | { id: "" };

/**
 * The lifecycle of one number's settings. A number always has settings: create adopts and writes them, delete gives
 * them back. It takes and returns plain values and knows no host.
 *
 * `connect` gives the client of the service; it is called when a call is due and not before, since a preview needs
 * neither the client nor credentials. `declared` is shared with the run's other processes, and `progress` hears how far
 * the run is.
 */
export class ConversationalAutomationLifecycle {
  readonly #connect: () => Promise<Client>;
  /** Numbers that a resource of this process has created. */
  readonly #created = new Set<string>();
  /**
   * Numbers that the program declares, as far as the run's processes have seen. A rename and a forced replace create
   * first and delete second, with the same id; after an interrupted one, or with one of two resources for a number
   * removed, a later process deletes what is still declared.
   */
  readonly #declared: RunDeclarations;
  readonly #progress: Progress;
  readonly #limitErrors: LimitErrors;

  constructor(connect: () => Promise<Client>, declared = new RunDeclarations(undefined), progress = new Progress()) {
    this.#connect = connect;
    this.#declared = declared;
    this.#progress = progress;
    this.#limitErrors = new LimitErrors(progress);
  }

  check(news: Properties): CheckResult {
    const inputs = normalForm(news);
    // The engine checks every resource that a run is about before it deletes what the program no longer has.
    this.#declared.declare(formatId(inputs as unknown as Inputs));
    // The dynamic host's own property stands among the inputs, and that of the fleet that declares the number.
    const { __provider: _, __declaredBy: declaredBy, ...written } = news;
    return { inputs: withoutUndefined(inputs), failures: withOrigin(problemsOf(written), declaredBy) };
  }

  diff(id: string, olds: Properties, news: Properties): DiffResult {
    const old = readState({ ...parseId(id), ...olds });
    const wanted = normalForm(news);
    const replaces = (["custSpaceId", "phoneNumber"] as const).filter((name) => wanted[name] !== old[name]);
    const changes =
      replaces.length > 0 ||
      containsUnknown(wanted) ||
      old.isUnconfirmed === true ||
      wanted.onDelete !== old.onDelete ||
      !areEqual(wanted as unknown as Inputs, old);
    return { changes, replaces };
  }

  create(news: Properties): Promise<{ id: string; outs: State }> {
    const wanted = normalForm(news) as unknown as Inputs;
    const id = formatId(wanted);
    return this.#perform(id, async () => {
      this.#claim(id);
      try {
        const client = await this.#connect();
        const previousSettings = await client.getConversationalAutomation(wanted);
        const outs = { ...inputsOf(wanted), previousSettings, requestId: "", schemaVersion: SCHEMA_VERSION };
        const isFound = areEqual(previousSettings, wanted);
        const written = isFound ? outs : await writeFor(client, outs);
        this.#progress.note(isFound ? "found" : "written");
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
      const old = readState(olds);
      const client = await this.#connect();
      try {
        const found = await client.getConversationalAutomation(key);
        this.#progress.note("read");
        const { isUnconfirmed: _, ...known } = old;
        const inputs = inputsOf({ ...key, ...found, onDelete: old.onDelete });
        // Without an old state this is `.get()`. An imported resource has one, and what it had before nobody knows.
        const previous = "phoneNumber" in olds ? old.previousSettings : found;
        return { id, props: { ...known, ...inputs, ...(previous ? { previousSettings: previous } : {}) }, inputs };
      } catch (error) {
        if (!(await isGone(error, client, key))) throw error;
        return { id: "" };
      }
    });
  }

  update(id: string, olds: Properties, news: Properties): Promise<{ outs: State }> {
    return this.#perform(id, async () => {
      const old = readState(olds);
      const wanted = normalForm(news) as unknown as Inputs;
      const outs = { ...old, ...inputsOf(wanted) };
      const isWritten = areEqual(old, wanted) && !old.isUnconfirmed;
      const written = isWritten ? outs : await writeFor(await this.#connect(), outs);
      if (!isWritten) this.#progress.note("written");
      this.#declared.declare(id);
      return { outs: written };
    });
  }

  delete(id: string, olds: Properties): Promise<void> {
    return this.#perform(id, async () => {
      const key = parseId(id);
      const old = readState(olds);
      if (old.onDelete === "retain" || this.#declared.has(id)) return;
      const settings = settingsAfter(id, old);
      const client = await this.#connect();
      try {
        await client.updateConversationalAutomation(key, settings);
        this.#progress.note("givenBack");
      } catch (error) {
        if (!(await isGone(error, client, key))) throw error;
      }
    });
  }

  async #perform<T>(id: string, operation: () => Promise<T>): Promise<T> {
    try {
      return await this.#progress.during(operation);
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

/** Brings a number to a state, and returns the state with the request id of the write. */
async function writeFor(client: Client, { isUnconfirmed: _, ...outs }: State): Promise<State> {
  const { custSpaceId, phoneNumber } = outs;
  try {
    const requestId = await client.updateConversationalAutomation({ custSpaceId, phoneNumber }, settingsOf(outs));
    return { ...outs, requestId };
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
      "and delete the resource then.",
  );
}

/**
 * Whether a number has left its space. A status of 404 never says so: a mistyped access key has it too. Only the
 * service's own words about the number count, and only when its list of the space's numbers agrees.
 */
async function isGone(error: unknown, client: Client, key: PhoneNumberKey): Promise<boolean> {
  if (!isCamsError(error) || error.kind !== "phone-number") return false;
  try {
    const listed = await client.queryChatappPhoneNumbers(key.custSpaceId);
    return !listed.some(({ phoneNumber }) => phoneNumber === key.phoneNumber);
  } catch (queryError) {
    throw new Error(
      `${error.message} Whether the number has left the space could not be found out: ${(queryError as Error).message} ` +
        "If it has left, `pulumi state delete` takes the resource out of the stack.",
      { cause: queryError },
    );
  }
}

/** The host cannot pass on what is undefined, and would fail before it has told the problem. */
function withoutUndefined(inputs: Properties): Record<string, unknown> {
  return Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== undefined));
}
