import { invalidParameter } from "../../answers/refusal.js";
import type { SettingParameter } from "../../behaviour.js";
import { checkLimits } from "../limits.js";
import type { Command, Settings } from "../settings.js";
import { numberOf } from "./number-access.js";
import type { Call, Operation } from "./operation.js";

/** Writes the settings of one number. Switches decide what an absent, empty or unreadable parameter does to its setting. */
export const updateConversationalAutomation: Operation = {
  name: "UpdateConversationalAutomation",
  callsPerSecond: 5,
  run(call) {
    const { custSpaceId, phoneNumber } = numberOf(call, () => readChanges(call));
    const changes = readChanges(call);
    checkLimits(changes, call.behaviour.strictLimits);
    call.store.write(custSpaceId, phoneNumber, changes, call.arrivalMs, call.behaviour.staleReadMs);
    return { AccessDeniedDetail: "None", Message: "OK" };
  },
};

function readChanges(call: Call): Partial<Settings> {
  const { listOrder, welcomeMessage } = call.behaviour;
  const enableWelcomeMessage = readSetting(call, "EnableWelcomeMessage", readSwitch, false);
  const prompts = readSetting(call, "Prompts", (text) => readList(text, readPrompt), []);
  const commands = readSetting(call, "Commands", (text) => readList(text, readCommand), []);
  if (listOrder === "sorted") {
    prompts?.sort();
    commands?.sort((one, other) => (one.commandName < other.commandName ? -1 : 1));
  }
  return {
    ...(enableWelcomeMessage !== undefined && welcomeMessage === "stored" && { enableWelcomeMessage }),
    ...(prompts && { prompts }),
    ...(commands && { commands }),
  };
}

/** The new value of a setting; undefined keeps the old one. */
function readSetting<T>(
  { parameters, behaviour }: Call,
  name: SettingParameter,
  read: (text: string) => T | undefined,
  empty: T,
): T | undefined {
  const treat = (treatment: "keep" | "clear" | "reject"): T | undefined => {
    if (treatment === "reject") throw invalidParameter(name);
    return treatment === "clear" ? empty : undefined;
  };
  const text = parameters.get(name);
  if (text === undefined) return treat(behaviour.absentParameters);
  if (text === "") return treat(behaviour.emptyParameters);
  const value = read(text);
  if (value === undefined) return treat(behaviour.wrongValues[name] ?? "reject");
  return Array.isArray(value) && value.length === 0 ? treat(behaviour.emptyLists) : value;
}

function readSwitch(text: string): boolean | undefined {
  return text === "true" || text === "false" ? text === "true" : undefined;
}

function readList<T>(text: string, read: (element: unknown) => T | undefined): T[] | undefined {
  const elements = parseArray(text)?.map(read);
  const known = elements?.filter((element) => element !== undefined);
  return known?.length === elements?.length ? known : undefined;
}

function parseArray(text: string): unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
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
