import { invalidParameter } from "../../answers/refusal.js";
import { checkLimits } from "../limits.js";
import type { Command, Settings } from "../settings.js";
import { numberOf } from "./number-access.js";
import type { Call, Operation } from "./operation.js";

/** Writes the settings of one number. An absent or empty parameter leaves its setting as it is. */
export const updateConversationalAutomation: Operation = {
  name: "UpdateConversationalAutomation",
  callsPerSecond: 5,
  mandatory: ["CustSpaceId", "PhoneNumber"],
  run(call) {
    const changes = readChanges(call.parameters);
    const { custSpaceId, phoneNumber } = numberOf(call);
    checkLimits(changes, call.behaviour.strictLimits);
    call.store.write(custSpaceId, phoneNumber, changes, call.arrivalMs, call.behaviour.staleReadMs);
    return { AccessDeniedDetail: "None", Message: "OK" };
  },
};

function readChanges(parameters: Call["parameters"]): Partial<Settings> {
  const changes: Partial<Settings> = {};
  const enableWelcomeMessage = parameters.get("EnableWelcomeMessage") ?? "";
  if (enableWelcomeMessage !== "") changes.enableWelcomeMessage = readSwitch(enableWelcomeMessage);
  const prompts = parameters.get("Prompts") ?? "";
  if (prompts !== "") changes.prompts = readList(prompts, "Prompts", readPrompt);
  const commands = parameters.get("Commands") ?? "";
  if (commands !== "") changes.commands = readList(commands, "Commands", readCommand);
  return changes;
}

function readSwitch(text: string): boolean {
  if (text !== "true" && text !== "false") throw invalidParameter("EnableWelcomeMessage");
  return text === "true";
}

function readList<T>(text: string, name: string, read: (element: unknown) => T | undefined): T[] {
  return parseArray(text, name).map((element) => {
    const value = read(element);
    if (value === undefined) throw invalidParameter(name);
    return value;
  });
}

function parseArray(text: string, name: string): unknown[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalidParameter(name);
  }
  if (!Array.isArray(value)) throw invalidParameter(name);
  return value;
}

function readPrompt(element: unknown): string | undefined {
  return typeof element === "string" ? element : undefined;
}

// The documentation requires neither key. What the service does without one is unknown.
function readCommand(element: unknown): Command | undefined {
  if (typeof element !== "object" || element === null || Array.isArray(element)) return undefined;
  const { CommandName = "", CommandDescription = "" } = element as Record<string, unknown>;
  if (typeof CommandName !== "string" || typeof CommandDescription !== "string") return undefined;
  return { commandName: CommandName, commandDescription: CommandDescription };
}
