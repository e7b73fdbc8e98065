import { inputsSchema } from "./settings.js";
import { isUnknownAt, UNKNOWN } from "./unknown.js";

/** Every problem of the inputs at once. Values that a preview does not know yet are no problem. */
export function problemsOf(inputs: Readonly<Record<string, unknown>>): CheckFailure[] {
  const { error } = inputsSchema.safeParse(inputs);
  const known = (error?.issues ?? []).filter(({ path }) => !isUnknownAt(inputs, path));
  return [...known.flatMap(failuresOf), ...duplicateNames(inputs["commands"])];
}

/** One problem of a resource's inputs. */
export interface CheckFailure {
  /** The exact place, like `commands[3].commandName`. */
  property: string;
  /** What was expected, what was found, and what to write instead. */
  reason: string;
}

/**
 * Appends to every reason the fleet and the profile that a problem comes from. The fleet sends that sentence as an input,
 * which the provider does not keep: the program names the profile in one place, and the problem shows in another.
 */
export function withFleet(failures: CheckFailure[], declaredBy: unknown): CheckFailure[] {
  if (typeof declaredBy !== "string" || declaredBy === UNKNOWN) return failures;
  return failures.map(({ property, reason }) => ({ property, reason: `${reason} ${declaredBy}` }));
}

type Issue = NonNullable<ReturnType<typeof inputsSchema.safeParse>["error"]>["issues"][number];

type Path = readonly PropertyKey[];

function failuresOf(issue: Issue): CheckFailure[] {
  const { path, message } = issue;
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => failure([...path, key], surplusReason(path, key)));
  }
  const firstSurplus = issue.code === "custom" ? (issue.params?.["firstSurplus"] as number | undefined) : undefined;
  return [failure(firstSurplus === undefined ? path : [...path, firstSurplus], message)];
}

const PROPERTIES = Object.keys(inputsSchema.shape);
const COMMAND_PROPERTIES = ["commandName", "commandDescription"];

function surplusReason(path: Path, key: string): string {
  const known = path.length === 0 ? PROPERTIES : COMMAND_PROPERTIES;
  const meant = known.find((name) => name.toLowerCase().includes(key.toLowerCase()) && key.length > 2);
  return `Unknown property. ${meant ? `Write ${meant}.` : `Known properties: ${known.join(", ")}.`}`;
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
    return [failure(["commands", index, "commandName"], `Expected a unique name, found that of commands[${first}].`)];
  });
}

function failure(path: Path, reason: string): CheckFailure {
  const [root, ...rest] = path;
  return { property: `${rootOf(String(root), rest.length === 0)}${rest.map(stepOf).join("")}`, reason };
}

function stepOf(step: PropertyKey): string {
  if (typeof step === "number") return `[${step}]`;
  return /^[A-Za-z_$][\w$]*$/.test(String(step)) ? `.${String(step)}` : `[${JSON.stringify(step)}]`;
}

/** Properties that cannot be secret: two make up the resource's id, the others are switches. */
const SHOWN = new Set(["custSpaceId", "phoneNumber", "enableWelcomeMessage", "onDelete"]);

/**
 * The engine prints the value of the input that a failure names, even a secret one
 * (`issueCheckFailures` in https://github.com/pulumi/pulumi/blob/master/pkg/resource/deploy/step_generator.go).
 * For `["prompts"]`, the same path in Pulumi's other notation, it prints nothing.
 */
function rootOf(name: string, isWholePath: boolean): string {
  return isWholePath && !SHOWN.has(name) ? `[${JSON.stringify(name)}]` : name;
}
