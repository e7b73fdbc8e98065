import { BusinessRefusal } from "../answers/refusal.js";
import { LIMIT_NAMES, type Behaviour, type LimitName } from "../behaviour.js";
import type { Settings } from "./settings.js";

/** Refuses settings that Meta would refuse. */
export function checkLimits(changes: Partial<Settings>, strictLimits: Behaviour["strictLimits"]): void {
  const enforced = Array.isArray(strictLimits) ? strictLimits : strictLimits ? LIMIT_NAMES : PROVEN;
  for (const [limit, message] of brokenLimits(changes)) {
    const code = limit.startsWith("prompt") ? "InvalidParameter.Prompts" : "InvalidParameter.Commands";
    if (enforced.includes(limit)) throw new BusinessRefusal(code, message, limit);
  }
}

/** The limits that settings break, each with Meta's message. */
function* brokenLimits({ prompts = [], commands = [] }: Partial<Settings>): Generator<[LimitName, string]> {
  if (prompts.length > MOST_PROMPTS) yield ["prompt-count", tooMany("prompts", MOST_PROMPTS, prompts.length)];
  for (const [index, { commandName }] of commands.entries())
    if (lengthOf(commandName) > LONGEST_COMMAND_NAME)
      yield ["command-name-length", tooLong(index, "command_name", LONGEST_COMMAND_NAME)];
  for (const [index, prompt] of prompts.entries()) {
    const param = `(#100) Param prompts[${index}]`;
    if (prompt === "") yield ["prompt-empty", `${param} must be non-empty.`];
    if (lengthOf(prompt) > LONGEST_PROMPT)
      yield ["prompt-length", `Prompt text exceeds maximum length of ${LONGEST_PROMPT} characters`];
    if (EMOJI.test(prompt)) yield ["prompt-emoji", `${param} must not contain emoji.`];
  }
  if (commands.length > MOST_COMMANDS) yield ["command-count", tooMany("commands", MOST_COMMANDS, commands.length)];
  const seen = new Set<string>();
  for (const [index, command] of commands.entries()) {
    yield* brokenByName(command.commandName, seen);
    yield* brokenByDescription(command.commandDescription, index);
  }
}

// The two limits that real errors from Meta prove, with their texts:
// https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/conversational-components
const MOST_PROMPTS = 4;
const LONGEST_COMMAND_NAME = 32;

const PROVEN: readonly LimitName[] = ["prompt-count", "command-name-length"];

// The limits that are only documented.
const MOST_COMMANDS = 30;
const LONGEST_PROMPT = 80;
const LONGEST_COMMAND_DESCRIPTION = 256;
const EMOJI = /\p{Emoji_Presentation}|\p{Emoji}\uFE0F/u;

function* brokenByName(name: string, seen: Set<string>): Generator<[LimitName, string]> {
  if (!/^[a-zA-Z0-9_]+$/.test(name))
    yield [
      "command-name-characters",
      "Invalid command name format. Command names must contain only alphanumeric characters and underscores",
    ];
  if (seen.has(name))
    yield ["command-name-unique", `Command names must be unique. Duplicate command name found: ${name}`];
  seen.add(name);
}

function* brokenByDescription(description: string, index: number): Generator<[LimitName, string]> {
  const param = `(#100) Param commands[${index}]['command_description']`;
  if (description === "") yield ["command-description-empty", `${param} must be non-empty.`];
  if (lengthOf(description) > LONGEST_COMMAND_DESCRIPTION)
    yield ["command-description-length", tooLong(index, "command_description", LONGEST_COMMAND_DESCRIPTION)];
  if (EMOJI.test(description)) yield ["command-description-emoji", `${param} must not contain emoji.`];
}

function tooMany(list: string, most: number, found: number): string {
  return `(#105) The parameter ${list} must have at most ${most} elements, ${found} found.`;
}

function tooLong(index: number, key: string, most: number): string {
  return `(#100) Param commands[${index}]['${key}'] must be at most ${most} characters long.`;
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}
