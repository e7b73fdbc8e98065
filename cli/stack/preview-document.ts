import * as z from "zod";
import { isNumberType } from "./number-resource.js";

/** What stands in a preview for a secret, also for one in a part of a property. */
export const SECRET = "[secret]";

/** What `pulumi preview --json` says. */
export interface PreviewDocument {
  /** The last step of each resource: with `--refresh`, a step of the refresh comes first. */
  steps: Step[];
  diagnostics: Diagnostic[];
  /** Whether it leaves out resources that are unchanged, as Pulumi does without `--show-sames`. */
  isPartial: boolean;
}

/**
 * Reads what `pulumi preview --json` wrote: one document, or an event a line if it ran with
 * `PULUMI_ENABLE_STREAMING_JSON_PREVIEW`.
 *
 * @throws Error if it is neither
 */
export function readDocument(text: string): PreviewDocument {
  const { steps = [], diagnostics = [], changeSummary } = parse(text);
  const whole = steps.filter(({ op }) => !PARTS_OF_REPLACE.includes(op));
  return {
    steps: [...new Map(whole.map((step) => [step.urn, step])).values()],
    diagnostics,
    isPartial: changeSummary.same > steps.filter(({ op }) => op === "same").length,
  };
}

/** Whether a step is about a number that the stack manages: what `.get()` reads is external. */
export function isAboutNumber({ op, newState, oldState }: Step): boolean {
  const { type, external = false } = newState ?? oldState ?? {};
  return isNumberType(type) && !external && !READS.includes(op);
}

/** With `--show-replacement-steps`, they stand beside the step `replace`, which says the same. */
const PARTS_OF_REPLACE = ["create-replacement", "delete-replaced"];

/** The operations on what a program only reads. */
const READS = ["read", "read-replacement", "discard", "discard-replaced"];

const propertiesSchema = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((properties) =>
    Object.fromEntries(
      Object.entries(properties ?? {}).map(([name, value]) => [name, hasEnvelope(value) ? SECRET : value]),
    ),
  );

const stateSchema = z.object({
  type: z.string(),
  parent: z.string().optional(),
  provider: z.string().optional(),
  external: z.boolean().optional(),
  inputs: propertiesSchema,
  outputs: propertiesSchema,
  retainOnDelete: z.boolean().optional(),
});

const stepSchema = z.object({
  op: z.string(),
  urn: z.string(),
  oldState: stateSchema.nullish(),
  newState: stateSchema.nullish(),
  detailedDiff: z.record(z.string(), z.unknown()).nullish(),
});

export type Step = z.output<typeof stepSchema>;

const diagnosticSchema = z.object({
  severity: z.string().default(""),
  message: z.string().default(""),
  urn: z.string().optional(),
});

export type Diagnostic = z.output<typeof diagnosticSchema>;

const documentSchema = z
  .object({
    steps: z.array(stepSchema).optional(),
    diagnostics: z.array(diagnosticSchema).optional(),
    changeSummary: z.object({ same: z.number().default(0) }).default({ same: 0 }),
  })
  .refine(({ steps, diagnostics }) => steps ?? diagnostics);

type Parsed = z.output<typeof documentSchema>;

function parse(text: string): Parsed {
  const trimmed = text.trim();
  try {
    return isOfEvents(trimmed) ? readEvents(trimmed) : documentSchema.parse(JSON.parse(trimmed));
  } catch {
    // The error of `JSON.parse` quotes the text.
    throw new Error("Expected what `pulumi preview --json` writes: one JSON document with steps.");
  }
}

function isOfEvents(text: string): boolean {
  return /^\{[^\n]*"sequence":[^\n]*\}(\r?\n|$)/.test(text);
}

/** https://github.com/pulumi/pulumi/blob/master/sdk/go/common/apitype/events.go */
const eventSchema = z.object({
  resourcePreEvent: z
    .object({
      metadata: stepSchema
        .omit({ oldState: true, newState: true })
        .extend({ old: stateSchema.nullish(), new: stateSchema.nullish() })
        .transform(({ old: oldState, new: newState, ...step }) => ({ ...step, oldState, newState })),
    })
    .optional(),
  diagnosticEvent: diagnosticSchema.optional(),
  policyEvent: z
    .object({ resourceUrn: z.string().optional(), message: z.string(), enforcementLevel: z.string() })
    .transform(({ resourceUrn, message, enforcementLevel }) => ({
      severity: enforcementLevel === "mandatory" ? "error" : "warning",
      message,
      urn: resourceUrn,
    }))
    .optional(),
  summaryEvent: z.object({ resourceChanges: z.object({ same: z.number().default(0) }) }).optional(),
});

function readEvents(text: string): Parsed {
  const events = text.split("\n").map((line) => eventSchema.parse(JSON.parse(line)));
  const { same } = events.findLast(({ summaryEvent }) => summaryEvent)?.summaryEvent?.resourceChanges ?? { same: 0 };
  return {
    steps: events.flatMap(({ resourcePreEvent }) => (resourcePreEvent ? [resourcePreEvent.metadata] : [])),
    diagnostics: events.flatMap(({ diagnosticEvent, policyEvent }) =>
      [diagnosticEvent, policyEvent].filter((diagnostic) => diagnostic !== undefined),
    ),
    changeSummary: { same },
  };
}

/** Whether a property holds a secret as events have it; a document shows that it is one, and no part of it. */
function hasEnvelope(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return SIGNATURE in value || Object.values(value).some(hasEnvelope);
}

/** Source: https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/sig/sig.go */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
