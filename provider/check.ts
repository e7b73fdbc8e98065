import { inputsSchema } from "./settings.js";
import { isUnknownAt, UNKNOWN } from "./unknown.js";

/** One problem of a resource's inputs. */
export interface CheckFailure {
  /** The exact place, like `commands[3].commandName`. */
  property: string;
  /** What was expected, what was found, and what to write instead. */
  reason: string;
}

type Path = readonly PropertyKey[];

/** Every problem of the inputs at once. What a preview does not know yet is no problem. */
export function problemsOf(inputs: Readonly<Record<string, unknown>>): CheckFailure[] {
  const { error } = inputsSchema.safeParse(inputs);
  const failures = (error?.issues ?? []).flatMap((issue) =>
    isUnknownAt(inputs, issue.path)
      ? []
      : issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => failure([...issue.path, key], surplusReason(issue.path, key)))
        : [failure(issue.path, issue.message)],
  );
  return [...failures, ...duplicateNames(inputs["commands"])];
}

const PROPERTIES = ["custSpaceId", "phoneNumber", "enableWelcomeMessage", "prompts", "commands", "onDelete"];
const COMMAND_PROPERTIES = ["commandName", "commandDescription"];

function surplusReason(path: Path, key: string): string {
  const known = path.length === 0 ? PROPERTIES : COMMAND_PROPERTIES;
  const meant = known.find((name) => name.toLowerCase().includes(key.toLowerCase()) && key.length > 2);
  return `Unknown property. ${meant ? `Write ${meant}.` : `Known are ${known.join(", ")}.`}`;
}

/** Names are unique within a number, compared as written: whether case matters is not documented. */
function duplicateNames(commands: unknown): CheckFailure[] {
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
    return [
      failure(["commands", index, "commandName"], `Expected a name of its own, found that of commands[${first}].`),
    ];
  });
}

function failure(path: Path, reason: string): CheckFailure {
  const property = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`)).join("");
  return { property: property.replace(/^\./, ""), reason };
}
