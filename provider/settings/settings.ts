import * as z from "zod";
import type { Command, Settings } from "../../api/index.js";
import { problemsOfText } from "./text.js";

/** What becomes of a number's settings when its resource leaves the stack. */
export type OnDelete = "reset" | "restore" | "retain";

/** The inputs of a resource in normal form: every property is there. */
export interface Inputs extends Settings {
  custSpaceId: string;
  phoneNumber: string;
  onDelete: OnDelete;
}

type Nullish<T> = { [K in keyof T]?: T[K] | null };

/** Meta's limits at run time; its OpenAPI file says 3 prompts and 30 characters, which real answers disprove. */
const LIMITS = { prompts: 4, promptLength: 80, commands: 30, nameLength: 32, descriptionLength: 256 };

export const EMPTY_SETTINGS: Settings = { enableWelcomeMessage: false, prompts: [], commands: [] };

const custSpaceId = z.string({ error: expected("a string") }).superRefine((value, context) => {
  if (!/^[^\s\p{Cc}]+$/u.test(value)) {
    context.addIssue('Expected a space id without spaces, like "cams-3ie…", found ' + shapeOf(value) + ".");
  }
});

const phoneNumber = z.string({ error: expected("a string of digits, in quotes") }).superRefine((value, context) => {
  if (!/^[1-9]\d{5,14}$/.test(value)) context.addIssue(phoneNumberProblem(value));
});

const prompt = text(LIMITS.promptLength);

const commandName = text(LIMITS.nameLength).superRefine((value, context) => {
  if (value.startsWith("/")) {
    context.addIssue("Expected a name without the slash, which WhatsApp adds by itself, found a slash at the start.");
  } else if (/[^A-Za-z0-9_]/.test(value)) {
    const position = Array.from(value).findIndex((character) => !/[A-Za-z0-9_]/.test(character)) + 1;
    context.addIssue(`Expected letters A to Z, digits and underscores only, found another character at ${position}.`);
  }
});

const command = z.strictObject(
  { commandName, commandDescription: text(LIMITS.descriptionLength) },
  { error: expected("an object with commandName and commandDescription") },
);

/** The inputs as a program may write them. `null` is as good as absent. */
export const inputsSchema = z.strictObject({
  custSpaceId,
  phoneNumber,
  enableWelcomeMessage: z.boolean({ error: expected("true or false") }).nullish(),
  prompts: list(prompt, LIMITS.prompts, "prompts").nullish(),
  commands: list(command, LIMITS.commands, "commands").nullish(),
  onDelete: z.enum(["reset", "restore", "retain"], { error: expected('"reset", "restore" or "retain"') }).nullish(),
});

/** Fills in the defaults. Also takes inputs that a preview does not know yet, and leaves those as they are. */
export function normalForm(inputs: Readonly<Record<string, unknown>>): Record<keyof Inputs, unknown> {
  return {
    custSpaceId: inputs["custSpaceId"],
    phoneNumber: inputs["phoneNumber"],
    enableWelcomeMessage: inputs["enableWelcomeMessage"] ?? EMPTY_SETTINGS.enableWelcomeMessage,
    prompts: inputs["prompts"] ?? EMPTY_SETTINGS.prompts,
    commands: inputs["commands"] ?? EMPTY_SETTINGS.commands,
    onDelete: inputs["onDelete"] ?? "reset",
  };
}

/** A copy of the three settings and nothing else; what is absent or null has its default. */
export function settingsOf({ enableWelcomeMessage, prompts, commands }: Nullish<Settings>): Settings {
  return {
    enableWelcomeMessage: enableWelcomeMessage ?? false,
    prompts: [...(prompts ?? [])],
    commands: (commands ?? []).map(({ commandName, commandDescription }) => ({ commandName, commandDescription })),
  };
}

/** Order is meaningful: it is the order on the customer's screen. */
export function areEqual(a: Settings, b: Settings): boolean {
  return (
    a.enableWelcomeMessage === b.enableWelcomeMessage &&
    isSameList(a.prompts, b.prompts, (one, other) => one === other) &&
    isSameList(a.commands, b.commands, isSameCommand)
  );
}

function isSameList<T>(a: readonly T[], b: readonly T[], isSame: (one: T, other: T | undefined) => boolean): boolean {
  return a.length === b.length && a.every((one, index) => isSame(one, b[index]));
}

function isSameCommand(a: Command, b: Command | undefined): boolean {
  return a.commandName === b?.commandName && a.commandDescription === b.commandDescription;
}

function text(longest: number) {
  return z.string({ error: expected("a string") }).superRefine((value, context) => {
    for (const problem of problemsOfText(value, longest)) context.addIssue(problem);
  });
}

function list<T extends z.ZodType>(element: T, most: number, what: string) {
  return z.array(element, { error: expected(`a list of ${what}`) }).refine((elements) => elements.length <= most, {
    // Also counts when an element is wrong, so that all problems are told at once.
    when: ({ value }) => Array.isArray(value),
    params: { firstSurplus: most },
    error: ({ input }) => `Expected at most ${most} ${what}, found ${(input as unknown[]).length}.`,
  });
}

function expected(what: string) {
  return ({ input }: { input?: unknown }) => `Expected ${what}, found ${shapeOf(input)}.`;
}

/** Says what was found without showing it: it may be somebody's secret. */
function shapeOf(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "string")
    return value === "" ? "an empty string" : `a string of ${Array.from(value).length} characters`;
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/** Numbers are copied with a plus sign, spaces and brackets; then the digits are what to write. */
function phoneNumberProblem(value: string): string {
  const expectation = "Expected 6 to 15 digits, beginning with the country code, and nothing else";
  const digits = value.replace(/[\s().+-]/g, "");
  if (/^[1-9]\d{5,14}$/.test(digits)) return `${expectation}. Write "${digits}", without plus sign, spaces and signs.`;
  return `${expectation}, like "8613000000000", found ${shapeOf(value)}.`;
}
