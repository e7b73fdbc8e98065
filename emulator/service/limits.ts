import { BusinessRefusal } from "../answers/refusal.js";
import type { Settings } from "./settings.js";

/** Refuses settings that Meta would refuse. `isStrict` adds the limits that are documented but unproven. */
export function checkLimits(changes: Partial<Settings>, isStrict: boolean): void {
  const { prompts = [], commands = [] } = changes;
  if (prompts.length > MOST_PROMPTS) throw refusePrompts(tooMany("prompts", MOST_PROMPTS, prompts.length));
  commands.forEach(({ commandName }, index) => {
    if (lengthOf(commandName) > LONGEST_COMMAND_NAME)
      throw refuseCommands(tooLong(index, "command_name", LONGEST_COMMAND_NAME));
  });
  if (!isStrict) return;
  prompts.forEach(checkPrompt);
  checkCommands(commands);
}

// The two limits that real errors from Meta prove, with their texts:
// https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/conversational-components
const MOST_PROMPTS = 4;
const LONGEST_COMMAND_NAME = 32;

// The limits that are only documented.
const MOST_COMMANDS = 30;
const LONGEST_PROMPT = 80;
const LONGEST_COMMAND_DESCRIPTION = 256;
const EMOJI = /\p{Emoji_Presentation}|\p{Emoji}\uFE0F/u;

function checkPrompt(prompt: string, index: number): void {
  if (prompt === "") throw refusePrompts(`(#100) Param prompts[${index}] must be non-empty.`);
  if (lengthOf(prompt) > LONGEST_PROMPT)
    throw refusePrompts(`Prompt text exceeds maximum length of ${LONGEST_PROMPT} characters`);
  if (EMOJI.test(prompt)) throw refusePrompts(`(#100) Param prompts[${index}] must not contain emoji.`);
}

function checkCommands(commands: Settings["commands"]): void {
  if (commands.length > MOST_COMMANDS) throw refuseCommands(tooMany("commands", MOST_COMMANDS, commands.length));
  const seen = new Set<string>();
  commands.forEach(({ commandName, commandDescription }, index) => {
    if (!/^[a-zA-Z0-9_]+$/.test(commandName))
      throw refuseCommands(
        "Invalid command name format. Command names must contain only alphanumeric characters and underscores",
      );
    if (seen.has(commandName))
      throw refuseCommands(`Command names must be unique. Duplicate command name found: ${commandName}`);
    seen.add(commandName);
    checkDescription(commandDescription, index);
  });
}

function checkDescription(description: string, index: number): void {
  const param = `(#100) Param commands[${index}]['command_description']`;
  if (description === "") throw refuseCommands(`${param} must be non-empty.`);
  if (lengthOf(description) > LONGEST_COMMAND_DESCRIPTION)
    throw refuseCommands(tooLong(index, "command_description", LONGEST_COMMAND_DESCRIPTION));
  if (EMOJI.test(description)) throw refuseCommands(`${param} must not contain emoji.`);
}

function tooMany(list: string, most: number, found: number): string {
  return `(#105) The parameter ${list} must have at most ${most} elements, ${found} found.`;
}

function tooLong(index: number, key: string, most: number): string {
  return `(#100) Param commands[${index}]['${key}'] must be at most ${most} characters long.`;
}

function refusePrompts(message: string): BusinessRefusal {
  return new BusinessRefusal("InvalidParameter.Prompts", message);
}

function refuseCommands(message: string): BusinessRefusal {
  return new BusinessRefusal("InvalidParameter.Commands", message);
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}
