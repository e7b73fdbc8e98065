import { EMPTY_SETTINGS } from "../../settings/settings.js";
import { nameIn } from "../../provider/engine/urn.js";
import { isAboutNumber, readDocument, SECRET, type Step } from "./preview-document.js";

/** What a preview says about the numbers of a stack. */
export interface Plan {
  numbers: PlannedNumber[];
  /** Errors of the preview, which is incomplete if there is one. */
  errors: string[];
  /** Whether it leaves out resources that are unchanged, as Pulumi does without `--show-sames`. */
  isPartial: boolean;
}

/** A number's resource, as the stack will have it. */
export interface PlannedNumber {
  /** The resource's name in the stack. */
  name: string;
  change: "create" | "update" | "none" | "delete";
  /** The explicit provider's name; undefined for the stack's own configuration. */
  provider?: string;
  /** As the program declares them; as the state has them for a delete. */
  inputs: Readonly<Record<string, unknown>>;
  /** Pulumi's `retainOnDelete`. */
  isRetained: boolean;
  /** Settings that the state has as secrets; undefined if there are none. */
  secrets?: readonly string[];
}

/**
 * Reads the document of `pulumi preview --json`.
 *
 * @throws Error if it is not one
 */
export function planOf(text: string): Plan {
  const { steps, diagnostics, isPartial } = readDocument(text);
  const planned = steps.filter(isAboutNumber).flatMap(numbersOf);
  const kept = new Set(planned.filter(({ change }) => change !== "delete").map(keyOf));
  return {
    // A rename creates and deletes one number, which keeps its settings.
    numbers: planned
      .filter((number) => number.change !== "delete" || !kept.has(keyOf(number)))
      .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
    errors: diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message.trim()),
    isPartial,
  };
}

function keyOf({ inputs }: PlannedNumber): string {
  return JSON.stringify([inputs["custSpaceId"], inputs["phoneNumber"]]);
}

/** A replaced resource can be for another number, and its earlier number is then deleted. */
function numbersOf({ op, urn, newState, oldState }: Step): PlannedNumber[] {
  const name = nameIn(urn);
  const secrets = secretsOf(oldState?.outputs);
  const isRetained = oldState?.retainOnDelete === true;
  const inState = oldState && { name, ...providerOf(oldState.provider), ...secrets, isRetained };
  const deleted = inState && ({ ...inState, change: "delete", inputs: oldState.outputs } as const);
  if (op.startsWith("delete") || !newState) return deleted ? [deleted] : [];
  const change = oldState === null || oldState === undefined ? "create" : op === "same" ? "none" : "update";
  const declared = {
    name,
    ...providerOf(newState.provider),
    ...secrets,
    change,
    inputs: newState.inputs,
    isRetained: false,
  } as const;
  return op.includes("replace") && deleted ? [{ ...declared, change: "create" }, deleted] : [declared];
}

function secretsOf(outputs: Readonly<Record<string, unknown>> = {}): Pick<PlannedNumber, "secrets"> {
  const secrets = Object.keys(EMPTY_SETTINGS).filter((setting) => outputs[setting] === SECRET);
  return secrets.length === 0 ? {} : { secrets };
}

/** A reference is `urn::id`; the engine names its own providers `default`, or that with a version. */
function providerOf(reference = ""): Pick<PlannedNumber, "provider"> {
  const name = reference.split("::").at(-2) ?? "";
  return name === "" || /^default($|_\d)/.test(name) ? {} : { provider: name };
}
