import type { Settings } from "../../../api/index.js";
import type { Declarations, Member } from "../declarations.js";
import type { FoundNumber } from "../found-number.js";
import { problemsIn } from "../limit-problems.js";
import { nameResource } from "../names.js";

/** What a program declares, before a language is chosen. Settings with their default value are omitted. */
export function resourcesOf(declarations: Declarations, custSpaceId: string): DeclaredResource[] {
  const fleets = declarations.profiles.length > 0 ? [fleetOf(declarations, custSpaceId)] : [];
  return [...fleets, ...declarations.others.map(resourceOf)];
}

/** A resource of the program. */
export interface DeclaredResource {
  type: "ConversationalAutomation" | "ConversationalAutomationFleet";
  name: string;
  fields: Field[];
  /** Why the provider rejects the settings. */
  rejections: string[];
}

/** A property, or an entry of a map. */
export interface Field {
  key: string;
  value: Value;
  /** Why the provider rejects the settings. */
  rejections?: string[];
}

/** The profile of a number without overrides, which takes one line. */
export function onlyProfileOf(value: Value): string | undefined {
  if (typeof value !== "object" || value.kind !== "structure" || value.of !== "FleetNumber") return undefined;
  const [profile, ...overrides] = value.fields;
  return overrides.length === 0 && typeof profile?.value === "string" ? profile.value : undefined;
}

export type Value = string | boolean | typeof SPACE | List | Dictionary | Structure;

/** The id of the space, which a program names once. */
export const SPACE = Symbol("custSpaceId");

interface List {
  kind: "list";
  of: "String" | "Command";
  values: Value[];
}

/** Values by keys that are names of profiles or phone numbers. */
interface Dictionary {
  kind: "map";
  of: "Profile" | "FleetNumber";
  fields: Field[];
}

/** Properties that the schema names. */
interface Structure {
  kind: "structure";
  of: "Command" | "Profile" | "FleetNumber";
  fields: Field[];
}

function fleetOf({ profiles, members }: Declarations, custSpaceId: string): DeclaredResource {
  const profileFields = profiles.map(({ name, settings }): Field => {
    const value: Structure = { kind: "structure", of: "Profile", fields: settingsFields(withoutDefaults(settings)) };
    return { key: name, value, rejections: rejectionsOf(settings) };
  });
  return {
    type: "ConversationalAutomationFleet",
    name: custSpaceId,
    fields: [
      { key: "custSpaceId", value: SPACE },
      { key: "profiles", value: { kind: "map", of: "Profile", fields: profileFields } },
      { key: "numbers", value: { kind: "map", of: "FleetNumber", fields: members.map(memberField) } },
    ],
    rejections: [],
  };
}

function memberField({ number, profile, overrides }: Member): Field {
  const fields = [{ key: "profile", value: profile.name }, ...settingsFields(overrides)];
  const value: Structure = { kind: "structure", of: "FleetNumber", fields };
  return { key: number.phoneNumber, value, rejections: rejectionsOf(overrides) };
}

function resourceOf(number: FoundNumber): DeclaredResource {
  const { phoneNumber, settings } = number;
  return {
    type: "ConversationalAutomation",
    name: nameResource(number),
    fields: [
      { key: "custSpaceId", value: SPACE },
      { key: "phoneNumber", value: phoneNumber },
      ...settingsFields(withoutDefaults(settings)),
    ],
    rejections: rejectionsOf(settings),
  };
}

function withoutDefaults({ enableWelcomeMessage, prompts, commands }: Settings): Partial<Settings> {
  return {
    ...(enableWelcomeMessage && { enableWelcomeMessage }),
    ...(prompts.length > 0 && { prompts }),
    ...(commands.length > 0 && { commands }),
  };
}

function settingsFields({ enableWelcomeMessage, prompts, commands }: Partial<Settings>): Field[] {
  const fields: Field[] = [];
  if (enableWelcomeMessage !== undefined) fields.push({ key: "enableWelcomeMessage", value: enableWelcomeMessage });
  if (prompts) fields.push({ key: "prompts", value: { kind: "list", of: "String", values: prompts } });
  if (commands) {
    fields.push({ key: "commands", value: { kind: "list", of: "Command", values: commands.map(commandOf) } });
  }
  return fields;
}

function commandOf({ commandName, commandDescription }: Settings["commands"][number]): Structure {
  const fields = [
    { key: "commandName", value: commandName },
    { key: "commandDescription", value: commandDescription },
  ];
  return { kind: "structure", of: "Command", fields };
}

function rejectionsOf(settings: Partial<Settings>): string[] {
  return problemsIn(settings).map((problem) => `\`pulumi up\` rejects this: ${problem}`);
}
