import type { Command, ListedPhoneNumber, PhoneNumberKey, Settings } from "./types.js";

/** The answer of any operation, as far as it is read. */
export type Body = Record<string, unknown>;

export function keyToQuery({ custSpaceId, phoneNumber }: PhoneNumberKey): Record<string, string> {
  return { CustSpaceId: custSpaceId, PhoneNumber: phoneNumber };
}

/**
 * All three settings are sent, always: what the service does with an absent one is not documented.
 * The client signs arrays wrongly, so the lists travel as JSON text, as in Alibaba's own SDK.
 */
export function settingsToQuery(settings: Settings): Record<string, string> {
  return {
    EnableWelcomeMessage: String(settings.enableWelcomeMessage),
    Prompts: JSON.stringify(settings.prompts),
    Commands: JSON.stringify(
      settings.commands.map(({ commandName, commandDescription }) => ({
        CommandName: commandName,
        CommandDescription: commandDescription,
      })),
    ),
  };
}

/**
 * Meta leaves unset fields out of its answer: absent and null mean empty, or false. Any other form is not guessed at,
 * because settings taken for empty would be lost: then there is no result.
 */
export function settingsFromBody(body: Body): Settings | undefined {
  const data = fieldOf(body, "Data") ?? {};
  if (!isRecord(data)) return undefined;
  const enableWelcomeMessage = fieldOf(data, "EnableWelcomeMessage") ?? false;
  const prompts = fieldOf(data, "Prompts") ?? [];
  const commands = fieldOf(data, "Commands") ?? [];
  if (typeof enableWelcomeMessage !== "boolean" || !isListOf(prompts, isText) || !isListOf(commands, isRecord)) {
    return undefined;
  }
  return { enableWelcomeMessage, prompts, commands: commands.map(commandFrom) };
}

/** An id to quote to the service's support; undefined when it is absent, or not fit to stand in a log. */
export function requestIdOf(body: Body): string | undefined {
  return asRequestId(fieldOf(body, "RequestId"));
}

export function asRequestId(value: unknown): string | undefined {
  return isText(value) && /^[\w-]{1,64}$/.test(value) ? value : undefined;
}

export function phoneNumbersFromBody(body: Body): ListedPhoneNumber[] {
  const listed = fieldOf(body, "PhoneNumbers");
  return (Array.isArray(listed) ? listed : []).filter(isRecord).map((entry) => {
    const listed: ListedPhoneNumber = { phoneNumber: textFrom(entry["PhoneNumber"]) };
    if (typeof entry["Status"] === "string") listed.status = entry["Status"];
    if (typeof entry["VerifiedName"] === "string") listed.verifiedName = entry["VerifiedName"];
    if (typeof entry["QualityRating"] === "string") listed.qualityRating = entry["QualityRating"];
    return listed;
  });
}

export function isRecord(value: unknown): value is Body {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Some answers of the gateway have been seen with lower camel case keys. */
function fieldOf(record: Body, name: string): unknown {
  return record[name] ?? record[name.charAt(0).toLowerCase() + name.slice(1)];
}

function commandFrom(command: Body): Command {
  return {
    commandName: textFrom(fieldOf(command, "CommandName")),
    commandDescription: textFrom(fieldOf(command, "CommandDescription")),
  };
}

function isListOf<T>(value: unknown, isElement: (element: unknown) => element is T): value is T[] {
  return Array.isArray(value) && value.every(isElement);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function textFrom(value: unknown): string {
  return isText(value) ? value : "";
}
