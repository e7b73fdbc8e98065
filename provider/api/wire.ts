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

/** Meta leaves unset fields out of its answer: absent and null mean empty, or false. */
export function settingsFromBody(body: Body): Settings {
  const data = isRecord(body["Data"]) ? body["Data"] : {};
  return {
    enableWelcomeMessage: data["EnableWelcomeMessage"] === true,
    prompts: listFrom(data["Prompts"]).map(textFrom),
    commands: listFrom(data["Commands"]).map(commandFrom),
  };
}

export function phoneNumbersFromBody(body: Body): ListedPhoneNumber[] {
  return listFrom(body["PhoneNumbers"])
    .filter(isRecord)
    .map((entry) => {
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

function commandFrom(value: unknown): Command {
  const command = isRecord(value) ? value : {};
  return {
    commandName: textFrom(command["CommandName"]),
    commandDescription: textFrom(command["CommandDescription"]),
  };
}

function listFrom(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function textFrom(value: unknown): string {
  return typeof value === "string" ? value : "";
}
