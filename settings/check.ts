import { quoted } from "./quoted.js";
import { inputsSchema } from "./settings.js";
import { isUnknownAt, UNKNOWN } from "./unknown.js";

/** Every problem of the inputs at once. Values that a preview does not know yet are no problem. */
export function problemsOf(inputs: Readonly<Record<string, unknown>>): Problem[] {
  const { error } = inputsSchema.safeParse(inputs);
  const known = (error?.issues ?? []).filter(({ path }) => !isUnknownAt(inputs, path));
  return [...known.flatMap(problemsIn), ...duplicateNames(inputs["commands"])];
}

/** One problem of a resource's inputs. */
export interface Problem {
  /** The exact place, like `commands[3].commandName`. */
  property: string;
  /** What was expected, what was found, and what to write instead; never a value, which may be a secret. */
  reason: string;
}

/** A problem in words: its place, the value if that cannot be secret, and the reason. */
export function describe({ property, reason }: Problem, inputs: Readonly<Record<string, unknown>>): string {
  return `${property}${shownValue(property, inputs[property])}: ${reason}`;
}

/** Properties that cannot be secret: two make up the resource's id, the others are switches. */
const SHOWN: readonly string[] = ["custSpaceId", "phoneNumber", "enableWelcomeMessage", "onDelete"];

function shownValue(property: string, value: unknown): string {
  if (!SHOWN.includes(property)) return "";
  if (typeof value === "string") return ` ${quoted(value)}`;
  return typeof value === "number" || typeof value === "boolean" ? ` ${value}` : "";
}

type Issue = NonNullable<ReturnType<typeof inputsSchema.safeParse>["error"]>["issues"][number];

type Path = readonly PropertyKey[];

function problemsIn(issue: Issue): Problem[] {
  const { path, message } = issue;
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => problem([...path, key], surplusReason(path, key)));
  }
  const firstSurplus = issue.code === "custom" ? (issue.params?.["firstSurplus"] as number | undefined) : undefined;
  return [problem(firstSurplus === undefined ? path : [...path, firstSurplus], message)];
}

const PROPERTIES = Object.keys(inputsSchema.shape);
const COMMAND_PROPERTIES = ["commandName", "commandDescription"];

function surplusReason(path: Path, key: string): string {
  const known = path.length === 0 ? PROPERTIES : COMMAND_PROPERTIES;
  const meant = known.find((name) => name.toLowerCase().includes(key.toLowerCase()) && key.length > 2);
  return `Unknown property. ${meant ? `Write ${meant}.` : `Known properties: ${known.join(", ")}.`}`;
}

/** Names are unique within a number, compared as written: whether case matters is not documented. */
function duplicateNames(commands: unknown): Problem[] {
  if (!Array.isArray(commands)) return [];
  const firstByName = new Map<string, number>();
  return commands.flatMap((command: unknown, index) => {
    const name =
      typeof command === "object" && command !== null ? (command as Record<string, unknown>)["commandName"] : undefined;
    if (typeof name !== "string" || name === UNKNOWN) return [];
    const first = firstByName.get(name);
    if (first === undefined) {
      firstByName.set(name, index);
      return [];
    }
    return [problem(["commands", index, "commandName"], `Expected a unique name, found that of commands[${first}].`)];
  });
}

function problem(path: Path, reason: string): Problem {
  return { property: path.map(stepOf).join("").replace(/^\./, ""), reason };
}

function stepOf(step: PropertyKey): string {
  return /^[A-Za-z_$][\w$]*$/.test(String(step)) ? `.${String(step)}` : `[${JSON.stringify(step)}]`;
}
