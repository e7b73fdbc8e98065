import * as z from "zod";
import { EARLIER_RESOURCE_TYPE, RESOURCE_TYPE } from "../../sdk/type-tokens.js";

/** What a preview says about the numbers of a stack. */
export interface Plan {
  numbers: PlannedNumber[];
  /** Errors of the preview, which is incomplete if there is one. */
  errors: string[];
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
}

/**
 * Reads the document of `pulumi preview --json`.
 *
 * @throws Error if it is not one
 */
export function planOf(text: string): Plan {
  const { steps, diagnostics } = documentIn(text);
  const last = new Map(steps.filter(isNumber).map((step) => [step.urn, step]));
  return {
    numbers: [...last.values()].map(numberOf).sort((a, b) => a.name.localeCompare(b.name)),
    errors: diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message.trim()),
  };
}

const state = z.object({
  type: z.string(),
  provider: z.string().optional(),
  inputs: z.record(z.string(), z.unknown()).optional(),
  outputs: z.record(z.string(), z.unknown()).optional(),
});

const step = z.object({ op: z.string(), urn: z.string(), oldState: state.nullish(), newState: state.nullish() });

const preview = z.object({
  steps: z.array(step).nullish().transform((steps) => steps ?? []),
  diagnostics: z
    .array(z.object({ severity: z.string().optional(), message: z.string().default("") }))
    .nullish()
    .transform((diagnostics) => diagnostics ?? []),
});

type Step = z.output<typeof step>;

function documentIn(text: string): z.output<typeof preview> {
  try {
    return preview.parse(JSON.parse(text.trim()));
  } catch {
    // The error of `JSON.parse` quotes the text.
    throw new Error("This is not what `pulumi preview --json` writes: expected one JSON document with steps.");
  }
}

function isNumber({ newState, oldState }: Step): boolean {
  const type = newState?.type ?? oldState?.type;
  return type === RESOURCE_TYPE || type === EARLIER_RESOURCE_TYPE;
}

const CHANGES: Partial<Record<string, PlannedNumber["change"]>> = {
  same: "none",
  create: "create",
  "create-replacement": "create",
  replace: "create",
  import: "create",
  delete: "delete",
  "delete-replaced": "delete",
};

function numberOf({ op, urn, newState, oldState }: Step): PlannedNumber {
  const change = CHANGES[op] ?? "update";
  const provider = providerOf(newState?.provider ?? oldState?.provider);
  const inputs = change === "delete" ? oldState?.outputs : newState?.inputs;
  return { name: urn.split("::").slice(3).join("::"), change, inputs: inputs ?? {}, ...(provider && { provider }) };
}

/** A reference is `urn::id`; the engine names its own providers `default…`. */
function providerOf(reference = ""): string | undefined {
  const name = reference.split("::").at(-2) ?? "";
  return name === "" || name.startsWith("default") ? undefined : name;
}
