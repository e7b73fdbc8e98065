import { isDeepStrictEqual } from "node:util";
import { isHidden, type Known } from "../../chat/known.js";
import type { ChatCommand, ChatSettings, Mark, Marks } from "../../chat/settings.js";
import { EMPTY_SETTINGS } from "../../settings/settings.js";
import { markElements, type ElementComparison, type ListMarks } from "./element-marks.js";
import { A_SECRET, NOT_YET } from "./read-settings.js";

/** A number's settings before and after an update, with marks on what differs. */
export interface Comparison {
  before: MarkedSettings;
  after: MarkedSettings;
  /** What differs in words, like `prompts: 1 new, 2 moved`; empty if nothing does. */
  differences: string[];
}

/** Settings, or the reason why none of them can be shown. */
export interface MarkedSettings {
  settings: Known<ChatSettings>;
  welcomeMark?: Mark | undefined;
  promptMarks?: Marks;
  commandMarks?: Marks;
}

/**
 * Compares the settings of a number before and after an update.
 *
 * @param changedPaths - The properties that differ, hidden ones too, if the preview says so.
 */
export function compareSettings(
  before: Known<ChatSettings>,
  after: Known<ChatSettings>,
  changedPaths?: readonly string[],
): Comparison {
  if (isHidden(before) || isHidden(after)) {
    return { before: { settings: before }, after: { settings: after }, differences: [] };
  }
  const prompts = marksOf(before.prompts, after.prompts, PROMPTS);
  const commands = marksOf(before.commands, after.commands, COMMANDS);
  const welcome = switchOf(before.enableWelcomeMessage, after.enableWelcomeMessage);
  const words = { enableWelcomeMessage: welcome.words, prompts: prompts?.words, commands: commands?.words };
  return {
    before: markedOf(before, welcome.mark, prompts?.marks.before, commands?.marks.before),
    after: markedOf(after, welcome.mark, prompts?.marks.after, commands?.marks.after),
    differences: SETTINGS.flatMap((setting) => {
      const hidden = nameHiddenDifference(setting, before[setting], after[setting], changedPaths);
      const difference = hidden ?? words[setting];
      return difference ? [`${SETTING_NAMES[setting]}: ${difference}`] : [];
    }),
  };
}

/** What customers see when all three settings are empty. */
export const NOTHING: ChatSettings = EMPTY_SETTINGS;

export const SETTING_NAMES = {
  enableWelcomeMessage: "welcome message",
  prompts: "prompts",
  commands: "commands",
} as const;

const SETTINGS = Object.keys(SETTING_NAMES) as (keyof ChatSettings)[];

function markedOf(
  settings: ChatSettings,
  welcomeMark: Mark | undefined,
  promptMarks: Marks = [],
  commandMarks: Marks = [],
): MarkedSettings {
  return { settings, welcomeMark, promptMarks, commandMarks };
}

function switchOf(before: Known<boolean>, after: Known<boolean>): { mark?: Mark; words?: string } {
  if (isHidden(before) || isHidden(after) || before === after) return {};
  return { mark: "changed", words: after ? "switched on" : "switched off" };
}

function marksOf<T>(
  before: Known<readonly T[]>,
  after: Known<readonly T[]>,
  comparison: ElementComparison<T>,
): { marks: ListMarks; words: string } | undefined {
  if (isHidden(before) || isHidden(after)) return undefined;
  const marks = markElements(before, after, comparison);
  return { marks, words: countMarks(marks, after) };
}

const PROMPTS = {
  isSame: (before: Known<string>, after: Known<string>) => !isHidden(before) && before === after,
  isEqual: () => true,
  canReplace: true,
  isUnknown: isHidden,
};

/** A command is known by its name, which customers type. */
const COMMANDS = {
  isSame: (before: Known<ChatCommand>, after: Known<ChatCommand>) =>
    !isHidden(before) &&
    !isHidden(after) &&
    typeof before.commandName === "string" &&
    before.commandName === after.commandName,
  isEqual: (before: Known<ChatCommand>, after: Known<ChatCommand>) =>
    isHidden(after) || isHidden(before) || isHidden(after.commandDescription) || isDeepStrictEqual(before, after),
  canReplace: false,
  isUnknown: (command: Known<ChatCommand>) => isHidden(command) || isHidden(command.commandName),
};

function countMarks({ before, after }: ListMarks, elements: readonly unknown[]): string {
  const count = (marks: Marks, mark: Mark) => marks.filter((each) => each === mark).length;
  const counts = [
    [count(after, "new"), "new"],
    [count(before, "gone"), "gone"],
    [count(after, "changed"), "changed"],
    [count(after, "moved"), "moved"],
    [elements.filter(hasHidden).length, NOT_YET.why],
  ] as const;
  return counts.flatMap(([number, what]) => (number > 0 ? [`${number} ${what}`] : [])).join(", ");
}

function hasHidden(element: unknown): boolean {
  return (
    isHidden(element) || (typeof element === "object" && element !== null && Object.values(element).some(isHidden))
  );
}

/** What can be said about a setting that the preview hides before or after the update. */
function nameHiddenDifference(
  setting: keyof ChatSettings,
  before: Known<unknown>,
  after: Known<unknown>,
  changedPaths: readonly string[] | undefined,
): string | undefined {
  if (isHidden(after) && (after !== A_SECRET || before !== A_SECRET)) {
    return after === A_SECRET ? `now ${after.why}` : after.why;
  }
  if (!isHidden(before)) return undefined;
  if (!isHidden(after)) return "no longer a secret";
  if (changedPaths === undefined) return `${after.why}, and may change`;
  return changedPaths.some((path) => path.startsWith(setting)) ? `changed, ${after.why}` : undefined;
}
