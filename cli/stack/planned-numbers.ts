import * as z from "zod";
import { EMPTY_SETTINGS } from "../../settings/settings.js";
import { nameIn } from "../../provider/engine/urn.js";
import { isNumberType } from "./number-resource.js";

/** What stands in a preview for a secret, also for one in a part of a property. */
export const SECRET = "[secret]";

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
  const { steps = [], diagnostics = [], changeSummary } = documentIn(text);
  // With `--refresh`, a resource has a step of the refresh first.
  const last = new Map(steps.filter(isNumber).map((step) => [step.urn, step]));
  const planned = [...last.values()].flatMap(numbersOf);
  const kept = new Set(planned.filter(({ change }) => change !== "delete").map(keyOf));
  const shown = steps.filter(({ op }) => op === "same").length;
  return {
    // A rename creates and deletes one number, which keeps its settings.
    numbers: planned
      .filter((number) => number.change !== "delete" || !kept.has(keyOf(number)))
      .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
    errors: diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message.trim()),
    isPartial: changeSummary.same > shown,
  };
}

function keyOf({ inputs }: PlannedNumber): string {
  return JSON.stringify([inputs["custSpaceId"], inputs["phoneNumber"]]);
}

const stateSchema = z.object({
  type: z.string(),
  provider: z.string().optional(),
  external: z.boolean().optional(),
  inputs: z.record(z.string(), z.unknown()).default({}),
  outputs: z.record(z.string(), z.unknown()).default({}),
  retainOnDelete: z.boolean().optional(),
});

const stepSchema = z.object({
  op: z.string(),
  urn: z.string(),
  oldState: stateSchema.nullish(),
  newState: stateSchema.nullish(),
});

const diagnosticSchema = z.object({ severity: z.string().default(""), message: z.string().default("") });

const documentSchema = z
  .object({
    steps: z.array(stepSchema).optional(),
    diagnostics: z.array(diagnosticSchema).optional(),
    changeSummary: z.object({ same: z.number().default(0) }).default({ same: 0 }),
  })
  .refine(({ steps, diagnostics }) => steps ?? diagnostics);

type Step = z.output<typeof stepSchema>;

function documentIn(text: string): z.output<typeof documentSchema> {
  try {
    return documentSchema.parse(JSON.parse(text.trim()));
  } catch {
    // The error of `JSON.parse` quotes the text.
    throw new Error("Expected what `pulumi preview --json` writes: one JSON document with steps.");
  }
}

/** Whether a step is about a number that the stack manages: what `.get()` reads is external. */
function isNumber({ op, newState, oldState }: Step): boolean {
  const { type, external = false } = newState ?? oldState ?? {};
  return isNumberType(type) && !external && !PARTS_OF_REPLACE.includes(op);
}

/** With `--show-replacement-steps`, they stand beside the step `replace`, which says the same. */
const PARTS_OF_REPLACE = ["create-replacement", "delete-replaced"];

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
