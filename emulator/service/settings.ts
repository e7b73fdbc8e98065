import { readArray, readBoolean, readName, readObject, readText } from "../input.js";

/** A command that customers can pick in a chat. */
export interface Command {
  /** What a customer types after the slash. */
  commandName: string;
  /** The hint beside it. */
  commandDescription: string;
}

/** The conversational automation of one number. */
export interface Settings {
  /** Whether a customer's first message is announced. */
  enableWelcomeMessage: boolean;
  /** The opening remarks to pick from, in the order of the screen. */
  prompts: string[];
  /** The commands, in the order of the screen. */
  commands: Command[];
}

/** A number and its settings. */
export interface NumberSettings extends Settings {
  /** The space of the number. */
  custSpaceId: string;
  /** The number: digits with the country code, without a plus. */
  phoneNumber: string;
}

/** A number, and those of its settings that are not empty. */
export interface NumberSettingsArgs {
  /** The space of the number. */
  custSpaceId: string;
  /** The number: digits with the country code, without a plus. */
  phoneNumber: string;
  /**
   * Whether a customer's first message is announced.
   * @default false
   */
  enableWelcomeMessage?: boolean;
  /**
   * The opening remarks to pick from.
   * @default []
   */
  prompts?: readonly string[];
  /**
   * The commands.
   * @default []
   */
  commands?: readonly Readonly<Command>[];
}

/** The settings of a number that was never configured. */
export const EMPTY_SETTINGS: Readonly<Settings> = { enableWelcomeMessage: false, prompts: [], commands: [] };

const KEYS = ["custSpaceId", "phoneNumber", "enableWelcomeMessage", "prompts", "commands"];

/** Reads a number and its settings from outside. */
export function readNumberSettings(value: unknown): NumberSettings {
  const given = readObject(value, "a number", KEYS);
  return {
    custSpaceId: readName(given["custSpaceId"], "custSpaceId"),
    phoneNumber: readName(given["phoneNumber"], "phoneNumber"),
    enableWelcomeMessage: readBoolean(given["enableWelcomeMessage"] ?? false, "enableWelcomeMessage"),
    prompts: readArray(given["prompts"] ?? [], "prompts", readText),
    commands: readArray(given["commands"] ?? [], "commands", readCommand),
  };
}

function readCommand(value: unknown, name: string): Command {
  const given = readObject(value, name, ["commandName", "commandDescription"]);
  return {
    commandName: readText(given["commandName"], `${name}.commandName`),
    commandDescription: readText(given["commandDescription"], `${name}.commandDescription`),
  };
}
