import type { Hidden, Known } from "../../chat/known.js";
import type { ChatCommand, ChatSettings } from "../../chat/settings.js";
import { EMPTY_SETTINGS } from "../../settings/settings.js";
import { UNKNOWN } from "../../settings/unknown.js";
import { SECRET } from "../stack/preview-document.js";

/** The three settings among a resource's properties in a preview, as far as it shows them. */
export function readSettings(properties: Readonly<Record<string, unknown>>): ChatSettings {
  const { enableWelcomeMessage, prompts, commands } = properties;
  return {
    enableWelcomeMessage: propertyOf(enableWelcomeMessage ?? EMPTY_SETTINGS.enableWelcomeMessage, asBoolean),
    prompts: propertyOf(prompts ?? EMPTY_SETTINGS.prompts, listOf(asText)),
    commands: propertyOf(commands ?? EMPTY_SETTINGS.commands, listOf(asCommand)),
  };
}

/** A text property, such as the number. */
export function readText(value: unknown): Known<string> {
  return propertyOf(value, asText);
}

export const A_SECRET: Hidden = { why: "a secret, which a preview does not show" };

export const NOT_YET: Hidden = { why: "not known before the update" };

const ODD: Hidden = { why: "not of the form that was expected" };

/** A whole property can be a secret; within a list, the same text is only a text. */
function propertyOf<T>(value: unknown, read: (value: unknown) => Known<T>): Known<T> {
  return value === SECRET ? A_SECRET : read(value);
}

function asBoolean(value: unknown): Known<boolean> {
  if (value === UNKNOWN) return NOT_YET;
  return typeof value === "boolean" ? value : ODD;
}

function asText(value: unknown): Known<string> {
  if (value === UNKNOWN) return NOT_YET;
  return typeof value === "string" ? value : ODD;
}

function asCommand(value: unknown): Known<ChatCommand> {
  if (value === UNKNOWN) return NOT_YET;
  if (typeof value !== "object" || value === null) return ODD;
  const { commandName, commandDescription } = value as Record<string, unknown>;
  return { commandName: asText(commandName), commandDescription: asText(commandDescription) };
}

function listOf<T>(read: (value: unknown) => T): (value: unknown) => Known<readonly T[]> {
  return (value) => {
    if (value === UNKNOWN) return NOT_YET;
    return Array.isArray(value) ? value.map(read) : ODD;
  };
}
