import type { Known } from "./known.js";

/** A number's settings, as far as they can be shown. */
export interface ChatSettings {
  readonly enableWelcomeMessage: Known<boolean>;
  readonly prompts: Known<readonly Known<string>[]>;
  readonly commands: Known<readonly Known<ChatCommand>[]>;
}

export interface ChatCommand {
  readonly commandName: Known<string>;
  readonly commandDescription: Known<string>;
}

/** How an element of a list differs from before. */
export type Mark = "new" | "gone" | "changed" | "moved";

/** The marks of the elements that differ, by index. */
export type Marks = readonly (Mark | undefined)[];
