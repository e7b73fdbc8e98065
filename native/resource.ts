import { visible } from "../api/visible.js";
import type { CheckFailure } from "../provider/lifecycle/check-failures.js";
import { nameIn } from "../provider/engine/urn.js";
import { formatId } from "../provider/lifecycle/number-id.js";
import type { ProviderRun } from "../provider/run.js";
import { bothManage } from "../settings/one-owner.js";
import { containsUnknown, UNKNOWN } from "../settings/unknown.js";
import { detailedDiff, type ChangeKind } from "./detailed-diff.js";
import { open, seal, type Opened, type Properties } from "./envelopes.js";

/** The resource of a number, between the engine's envelopes and the lifecycle. */
export class NativeResource {
  readonly #run: ProviderRun;
  /** Which resource of the program manages a number, by id. Other providers of the run in this process add to it. */
  readonly owners: Map<string, string>;

  constructor(run: ProviderRun, owners = new Map<string, string>()) {
    this.#run = run;
    this.owners = owners;
  }

  check(urn: string, sent: Properties): { inputs: Properties; failures: CheckFailure[] } {
    const { values, secrets } = withoutDynamic(open(sent));
    const { inputs, failures } = this.#run.lifecycle.check(values);
    const mistakes = [this.#run.mistake, this.#secondOwner(urn, inputs)].filter((each) => each !== undefined);
    const all = [...failures, ...mistakes.map((reason) => ({ property: "" as const, reason }))];
    return {
      inputs: seal(inputs, secrets),
      failures: all.map(({ property, reason }) => ({ property, reason: visible(reason) })),
    };
  }

  diff(id: string, olds: Properties, news: Properties): Diff {
    const before = withoutDynamic(open(olds)).values;
    const after = open(news).values;
    const { changes, replaces } = this.#run.lifecycle.diff(id, before, after);
    const declared = Object.fromEntries(Object.keys(after).map((name) => [name, before[name]]));
    return { changes, replaces, details: detailedDiff(declared, after) };
  }

  async create(sent: Properties, isPreview: boolean): Promise<{ id: string; outs: Properties }> {
    const { values, secrets } = open(sent);
    if (!isPreview) {
      const { id, outs } = await this.#run.lifecycle.create(values);
      return { id, outs: sealed({ ...outs }, secrets) };
    }
    const { custSpaceId, phoneNumber } = values;
    const isKnown = typeof custSpaceId === "string" && typeof phoneNumber === "string";
    const id = isKnown && !containsUnknown([custSpaceId, phoneNumber]) ? formatId({ custSpaceId, phoneNumber }) : "";
    return { id, outs: sealed({ ...values, previousSettings: UNKNOWN, requestId: UNKNOWN }, secrets) };
  }

  async update(id: string, olds: Properties, news: Properties, isPreview: boolean): Promise<Properties> {
    const before = withoutDynamic(open(olds)).values;
    const { values, secrets } = open(news);
    if (isPreview) return sealed({ ...before, ...values, requestId: UNKNOWN }, secrets);
    const { outs } = await this.#run.lifecycle.update(id, before, values);
    return sealed({ ...outs }, secrets);
  }

  /** `sentInputs` are empty for an import and a `.get()`. */
  async read(id: string, sent: Properties, sentInputs: Properties): Promise<Read> {
    const olds = withoutDynamic(open(sent));
    const found = await this.#run.lifecycle.read(id, olds.values);
    if (!("props" in found)) return { id: "", outs: {}, inputs: {} };
    const secrets = new Set([...olds.secrets, ...open(sentInputs).secrets]);
    return { id: found.id, outs: sealed({ ...found.props }, secrets), inputs: seal({ ...found.inputs }, secrets) };
  }

  async delete(id: string, olds: Properties): Promise<void> {
    await this.#run.lifecycle.delete(id, withoutDynamic(open(olds)).values);
  }

  #secondOwner(urn: string, { custSpaceId, phoneNumber }: Properties): string | undefined {
    if (typeof custSpaceId !== "string" || typeof phoneNumber !== "string") return undefined;
    if (containsUnknown([custSpaceId, phoneNumber])) return undefined;
    const id = formatId({ custSpaceId, phoneNumber });
    const owner = this.owners.get(id) ?? urn;
    this.owners.set(id, owner);
    this.#run.place(id, urn);
    if (owner !== urn) return bothManage(`"${nameIn(owner)}"`, `"${nameIn(urn)}"`, id);
    // An explicit provider has a process of its own.
    if (!this.#run.declarations.isDeclaredElsewhere(id)) return undefined;
    return bothManage(`"${nameIn(urn)}"`, "a resource with another provider", id);
  }
}

export interface Diff {
  changes: boolean;
  replaces: string[];
  details: Map<string, ChangeKind>;
}

/** An empty id means that the number is gone. */
export interface Read {
  id: string;
  outs: Properties;
  inputs: Properties;
}

/** A stack that comes from the dynamic provider has the provider's text among its properties. */
function withoutDynamic({ values, secrets }: Opened): Opened {
  const { __provider: _, ...own } = values;
  return { values: own, secrets };
}

/** What a number had before may have been somebody's secret. */
function sealed(outs: Properties, secrets: ReadonlySet<string>): Properties {
  return seal(outs, new Set([...secrets, "previousSettings"]));
}
