import { visible } from "../../api/visible.js";
import { isHidden, type Known } from "../../chat/known.js";
import type { ChatCommand, ChatSettings } from "../../chat/settings.js";
import { SETTING_NAMES, type Comparison } from "./compare-settings.js";
import { longestCommonSequence } from "./element-marks.js";

/** The settings that differ, as the lines of a `diff`. Each text is on one line. */
export function diffLines(comparison: Comparison): string[] {
  const [before, after] = [comparison.before.settings, comparison.after.settings];
  if (isHidden(before)) {
    const lines = isHidden(after) ? [`! after: ${after.why}`] : allLines("+", after);
    return [`! before: ${before.why}`, ...lines];
  }
  if (isHidden(after)) return [...allLines("-", before), `! after: ${after.why}`];
  return SETTINGS.flatMap((setting) => {
    const name = SETTING_NAMES[setting];
    const isDifferent = comparison.differences.some((difference) => difference.startsWith(name));
    return isDifferent ? [`  ${name}`, ...compared(linesOf(setting, before), linesOf(setting, after))] : [];
  });
}

const SETTINGS = Object.keys(SETTING_NAMES) as (keyof ChatSettings)[];

function allLines(sign: "+" | "-", settings: ChatSettings): string[] {
  return SETTINGS.flatMap((setting) => {
    const lines = linesOf(setting, settings);
    return [`  ${SETTING_NAMES[setting]}${lines.length === 0 ? ": none" : ""}`, ...lines.map((line) => sign + line)];
  });
}

function compared(before: readonly string[], after: readonly string[]): string[] {
  const kept = longestCommonSequence(before, after, (a, b) => a === b);
  const ends = [[-1, -1] as const, ...kept, [before.length, after.length] as const];
  return ends.slice(1).flatMap(([fromEnd, toEnd], index) => {
    const [fromStart, toStart] = ends[index] ?? [-1, -1];
    return [
      ...before.slice(fromStart + 1, fromEnd).map((line) => `-${line}`),
      ...after.slice(toStart + 1, toEnd).map((line) => `+${line}`),
      ...before.slice(fromEnd, fromEnd + 1).map((line) => ` ${line}`),
    ];
  });
}

/** What cannot be shown has another sign than any text. */
function linesOf(setting: keyof ChatSettings, settings: ChatSettings): string[] {
  const { enableWelcomeMessage, prompts, commands } = settings;
  if (setting === "enableWelcomeMessage") {
    return [
      isHidden(enableWelcomeMessage) ? lineOf(enableWelcomeMessage) : lineOf(enableWelcomeMessage ? "on" : "off"),
    ];
  }
  const list = setting === "prompts" ? prompts : commands;
  if (isHidden(list)) return [lineOf(list)];
  return list.map((element) =>
    typeof element === "string" || isHidden(element) ? lineOf(element) : commandLine(element),
  );
}

function commandLine({ commandName, commandDescription }: ChatCommand): string {
  const hidden = [commandName, commandDescription].find(isHidden);
  const [name, description] = [commandName, commandDescription].map((text) => (isHidden(text) ? "…" : text));
  const text = lineOf(`/${name}: ${description}`);
  return hidden === undefined ? text : `${text} ! ${hidden.why}`;
}

function lineOf(text: Known<string>): string {
  return isHidden(text) ? ` ! ${text.why}` : `   ${visible(text)}`;
}
