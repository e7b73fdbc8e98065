import { readArray, readBoolean, readName, readObject, readText } from "../input.js";

/** The conversational automation of one number. */
export interface Settings {
  /** Whether you are notified when a customer first opens a chat. */
  enableWelcomeMessage: boolean;
  /** The opening messages that customers can choose from, in display order. */
  prompts: string[];
  /** The commands, in display order. */
  commands: Command[];
}

/** A command that customers can choose in a chat. */
export interface Command {
  /** What a customer types after the slash. */
  commandName: string;
  /** The hint shown next to it. */
  commandDescription: string;
}

/** The settings of a number that was never configured. */
export const EMPTY_SETTINGS: Readonly<Settings> = { enableWelcomeMessage: false, prompts: [], commands: [] };

/** A number and its settings. */
export interface NumberSettings extends Settings {
  /** The space of the number. */
  custSpaceId: string;
  /** The number: digits with the country code, without a plus sign. */
  phoneNumber: string;
}

/** A number and those of its settings that are not empty. */
export interface NumberSettingsArgs {
  /** The space of the number. */
  custSpaceId: string;
  /** The number: digits with the country code, without a plus sign. */
  phoneNumber: string;
  /**
   * Whether you are notified when a customer first opens a chat.
   * @default false
   */
  enableWelcomeMessage?: boolean;
  /**
   * The opening messages that customers can choose from, in display order.
   * @default []
   */
  prompts?: readonly string[];
  /**
   * The commands, in display order.
   * @default []
   */
  commands?: readonly Readonly<Command>[];
}

/** Reads a list of numbers and their settings from outside. */
export function readNumbers(value: unknown): NumberSettings[] {
  return readArray(value, "numbers", readNumberSettings);
}

/**
 * Reads a number and its settings from outside.
 *
 * @param place - Where it stands, if it is one of several.
 */
export function readNumberSettings(value: unknown, place?: string): NumberSettings {
  const given = readObject(value, place ?? "the number's settings", KEYS);
  const nameOf = (key: string) => (place === undefined ? key : `${place}.${key}`);
  return {
    custSpaceId: readName(given["custSpaceId"], nameOf("custSpaceId")),
    phoneNumber: readName(given["phoneNumber"], nameOf("phoneNumber")),
    enableWelcomeMessage: readBoolean(given["enableWelcomeMessage"] ?? false, nameOf("enableWelcomeMessage")),
    prompts: readArray(given["prompts"] ?? [], nameOf("prompts"), readText),
    commands: readArray(given["commands"] ?? [], nameOf("commands"), readCommand),
  };
}

const KEYS = ["custSpaceId", "phoneNumber", "enableWelcomeMessage", "prompts", "commands"];

function readCommand(value: unknown, name: string): Command {
  const given = readObject(value, name, ["commandName", "commandDescription"]);
  return {
    commandName: readText(given["commandName"], `${name}.commandName`),
    commandDescription: readText(given["commandDescription"], `${name}.commandDescription`),
  };
}
