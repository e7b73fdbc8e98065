import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import type { Settings } from "../api/types.js";
import { LIMITS } from "./limits.js";
import { problemOfPhoneNumber } from "./phone-number.js";
import { shapeOf } from "./shape.js";
import { problemsOfText } from "./text.js";

/** The defaults of the three settings: those of a number that was never configured, and of one that is reset. */
export const EMPTY_SETTINGS: Settings = { enableWelcomeMessage: false, prompts: [], commands: [] };

export const ON_DELETE = ["reset", "restore", "retain"] as const;

export const DEFAULT_ON_DELETE = "reset";

/** The inputs as a program may write them, with every rule and default. */
export const inputsSchema = z.strictObject({
  custSpaceId: custSpaceId(),
  phoneNumber: phoneNumber(),
  enableWelcomeMessage: optional(z.boolean({ error: expected("true or false") }), EMPTY_SETTINGS.enableWelcomeMessage),
  prompts: optional(list(text(LIMITS.promptLength), LIMITS.prompts, "prompts"), EMPTY_SETTINGS.prompts),
  commands: optional(list(command(), LIMITS.commands, "commands"), EMPTY_SETTINGS.commands),
  onDelete: optional(z.enum(ON_DELETE, { error: expected('"reset", "restore" or "retain"') }), DEFAULT_ON_DELETE),
});

/** The three settings as a state holds them, without rules: those of an earlier version may have been different. */
export const storedSettingsSchema = z.object({
  enableWelcomeMessage: optional(z.boolean(), EMPTY_SETTINGS.enableWelcomeMessage),
  prompts: optional(z.array(z.string()), EMPTY_SETTINGS.prompts),
  commands: optional(
    z.array(z.object({ commandName: z.string(), commandDescription: z.string() })),
    EMPTY_SETTINGS.commands,
  ),
});

/** What happens to a number's settings when its resource leaves the stack. */
export type OnDelete = (typeof ON_DELETE)[number];

/** The inputs of a resource, complete. */
export interface Inputs extends Settings {
  custSpaceId: string;
  phoneNumber: string;
  onDelete: OnDelete;
}

/** Fills in the defaults. The inputs may still hold mistakes, and values that a preview does not know yet. */
export function withDefaults(properties: Readonly<Record<string, unknown>>): Record<keyof Inputs, unknown> {
  return {
    custSpaceId: properties["custSpaceId"],
    phoneNumber: properties["phoneNumber"],
    enableWelcomeMessage: properties["enableWelcomeMessage"] ?? EMPTY_SETTINGS.enableWelcomeMessage,
    prompts: properties["prompts"] ?? EMPTY_SETTINGS.prompts,
    commands: properties["commands"] ?? EMPTY_SETTINGS.commands,
    onDelete: properties["onDelete"] ?? DEFAULT_ON_DELETE,
  };
}

/**
 * Reads inputs that have passed the check.
 *
 * @throws Error that names a property when they have not
 */
export function readInputs(properties: Readonly<Record<string, unknown>>): Inputs {
  const { data, error } = inputsSchema.safeParse(withDefaults(properties));
  if (error) throw new Error(`The inputs have not passed the check: ${error.issues[0]?.path.join(".")} is invalid.`);
  return data;
}

/** Order is meaningful: it is the order on the customer's screen. */
export function areEqual(a: Settings, b: Settings): boolean {
  const picked = ({ enableWelcomeMessage, prompts, commands }: Settings) => [enableWelcomeMessage, prompts, commands];
  return isDeepStrictEqual(picked(a), picked(b));
}

/** A property that has a default. `null` counts as absent. */
export function optional<T extends z.ZodType>(schema: T, byDefault: z.output<T>) {
  return schema.nullish().transform((value): z.output<T> => value ?? byDefault);
}

function custSpaceId() {
  return z.string({ error: expected("a string") }).superRefine((value, context) => {
    if (/^[^\s\p{Cc}]+$/u.test(value)) return;
    context.addIssue(`Expected a space id without spaces, like "cams-3ie…", found ${shapeOf(value)}.`);
  });
}

function phoneNumber() {
  return z.string({ error: expected("a string of digits, in quotes") }).superRefine((value, context) => {
    const problem = problemOfPhoneNumber(value);
    if (problem !== undefined) context.addIssue(problem);
  });
}

function command() {
  return z.strictObject(
    { commandName: commandName(), commandDescription: text(LIMITS.commandDescriptionLength) },
    { error: expected("an object with commandName and commandDescription") },
  );
}

function commandName() {
  return text(LIMITS.commandNameLength).superRefine((value, context) => {
    if (value.startsWith("/")) {
      context.addIssue("Expected a name without the slash, which WhatsApp adds itself, found a slash at the start.");
    } else if (/[^A-Za-z0-9_]/.test(value)) {
      const position = Array.from(value).findIndex((character) => !/[A-Za-z0-9_]/.test(character)) + 1;
      context.addIssue(`Expected only letters A to Z, digits and underscores, found another character at ${position}.`);
    }
  });
}

function text(longest: number) {
  return z.string({ error: expected("a string") }).superRefine((value, context) => {
    for (const problem of problemsOfText(value, longest)) context.addIssue(problem);
  });
}

function list<T extends z.ZodType>(element: T, most: number, what: string) {
  return z.array(element, { error: expected(`a list of ${what}`) }).refine((elements) => elements.length <= most, {
    // Checked even when an element is wrong, so that all problems are reported at once.
    when: ({ value }) => Array.isArray(value),
    params: { firstSurplus: most },
    error: ({ input }) => `Expected at most ${most} ${what}, found ${(input as unknown[]).length}.`,
  });
}

function expected(what: string) {
  return ({ input }: { input?: unknown }) => `Expected ${what}, found ${shapeOf(input)}.`;
}
