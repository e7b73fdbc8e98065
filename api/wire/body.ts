import type { Command, ListedPhoneNumber, PhoneNumberKey, Settings } from "../types.js";

/** The JSON body of an answer. */
export type Body = Record<string, unknown>;

export function keyToQuery({ custSpaceId, phoneNumber }: PhoneNumberKey): Record<string, string> {
  return { CustSpaceId: custSpaceId, PhoneNumber: phoneNumber };
}

/**
 * All three settings are always sent: what the service does with an absent one is not documented.
 * The official client signs arrays incorrectly, so the lists travel as JSON text, as in Alibaba's own SDK.
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
 * The settings in an answer, or undefined if it has an unknown form: settings mistaken for empty would be lost. Meta
 * leaves unset fields out of `Data`, so an absent or null field means empty, or false. `Data` itself is documented as
 * always there.
 */
export function settingsFromBody(body: Body): Settings | undefined {
  const data = fieldOf(body, "Data");
  if (!isRecord(data)) return undefined;
  const enableWelcomeMessage = fieldOf(data, "EnableWelcomeMessage") ?? false;
  const prompts = fieldOf(data, "Prompts") ?? [];
  const commands = fieldOf(data, "Commands") ?? [];
  if (typeof enableWelcomeMessage !== "boolean" || !isListOf(prompts, isText) || !Array.isArray(commands)) {
    return undefined;
  }
  const known = commands.map(commandFrom).filter((command) => command !== undefined);
  return known.length === commands.length ? { enableWelcomeMessage, prompts, commands: known } : undefined;
}

/** The id to quote to Alibaba Cloud's support; undefined when it is absent or not fit for a log. */
export function requestIdOf(body: Body): string | undefined {
  return asRequestId(fieldOf(body, "RequestId"));
}

export function asRequestId(value: unknown): string | undefined {
  return isText(value) && /^[\w-]{1,64}$/.test(value) ? value : undefined;
}

/** The numbers that an answer lists, none if the list is absent; undefined if it has an unknown form. */
export function phoneNumbersFromBody(body: Body): ListedPhoneNumber[] | undefined {
  const entries = fieldOf(body, "PhoneNumbers") ?? [];
  if (!Array.isArray(entries)) return undefined;
  const listed = entries.map(listedFrom).filter((entry) => entry !== undefined);
  return listed.length === entries.length ? listed : undefined;
}

function listedFrom(entry: unknown): ListedPhoneNumber | undefined {
  if (!isRecord(entry)) return undefined;
  const phoneNumber = fieldOf(entry, "PhoneNumber");
  if (!isText(phoneNumber)) return undefined;
  const optional = { status: "Status", verifiedName: "VerifiedName", qualityRating: "QualityRating" };
  const texts = Object.entries(optional).map(([name, wireName]) => [name, fieldOf(entry, wireName)] as const);
  return { phoneNumber, ...Object.fromEntries(texts.filter(([, value]) => isText(value))) };
}

export function isRecord(value: unknown): value is Body {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The gateway sometimes answers with keys in lower camel case. */
export function fieldOf(record: Body, name: string): unknown {
  return record[name] ?? record[name.charAt(0).toLowerCase() + name.slice(1)];
}

function commandFrom(command: unknown): Command | undefined {
  if (!isRecord(command)) return undefined;
  const commandName = fieldOf(command, "CommandName");
  // Alibaba calls the description optional.
  const commandDescription = fieldOf(command, "CommandDescription") ?? "";
  return isText(commandName) && isText(commandDescription) ? { commandName, commandDescription } : undefined;
}

function isListOf<T>(value: unknown, isElement: (element: unknown) => element is T): value is T[] {
  return Array.isArray(value) && value.every(isElement);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}
