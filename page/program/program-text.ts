import type { NumberSettings } from "../emulator/data.js";

export type Language = "TypeScript" | "YAML";

/** A program that declares a number as the emulator holds it. Settings with their default value are left out. */
export function programText(language: Language, number: NumberSettings): string {
  return language === "TypeScript" ? typescript(number) : yaml(number);
}

function typescript({ custSpaceId, phoneNumber, enableWelcomeMessage, prompts, commands }: NumberSettings): string {
  const commandTexts = commands.map(
    ({ commandName, commandDescription }) =>
      `    { commandName: ${ts(commandName)}, commandDescription: ${ts(commandDescription)} },`,
  );
  return lines([
    `import * as cams from "pulumi-cams";`,
    "",
    `new cams.ConversationalAutomation(${ts(phoneNumber)}, {`,
    `  custSpaceId: ${ts(custSpaceId)},`,
    `  phoneNumber: ${ts(phoneNumber)},`,
    enableWelcomeMessage && "  enableWelcomeMessage: true,",
    ...listed(
      "  prompts: [",
      prompts.map((prompt) => `    ${ts(prompt)},`),
      "  ],",
    ),
    ...listed("  commands: [", commandTexts, "  ],"),
    "});",
  ]);
}

function yaml({ custSpaceId, phoneNumber, enableWelcomeMessage, prompts, commands }: NumberSettings): string {
  const commandTexts = commands.map(
    ({ commandName, commandDescription }) =>
      `        - commandName: ${scalar(commandName)}\n          commandDescription: ${scalar(commandDescription)}`,
  );
  return lines([
    "resources:",
    `  ${scalar(phoneNumber)}:`,
    "    type: cams:ConversationalAutomation",
    "    properties:",
    `      custSpaceId: ${scalar(custSpaceId)}`,
    `      phoneNumber: ${scalar(phoneNumber)}`,
    enableWelcomeMessage && "      enableWelcomeMessage: true",
    ...listed(
      "      prompts:",
      prompts.map((prompt) => `        - ${scalar(prompt)}`),
    ),
    ...listed("      commands:", commandTexts),
  ]);
}

function listed(open: string, elements: readonly string[], ...close: readonly string[]): readonly string[] {
  return elements.length === 0 ? [] : [open, ...elements, ...close];
}

function lines(all: readonly (string | false)[]): string {
  return `${all.filter((line) => line !== false).join("\n")}\n`;
}

function ts(text: string): string {
  return quoted("TypeScript", text);
}

/** Pulumi reads `${…}` as a reference, and `$$` as `$`. */
function scalar(text: string): string {
  return quoted("YAML", text.replace(/\$(?=[${])/g, "$$$$"));
}

/**
 * A string in double quotes. What cannot be seen is an escape: in source, a character that
 * turns the direction can hide what a program does. Half of a surrogate pair is no character in YAML.
 */
function quoted(language: Language, text: string): string {
  return JSON.stringify(text.toWellFormed()).replace(UNSEEN, (character) => escapeIn(language, character));
}

/** Without the two marks that only part or join letters, as Persian and Hindi need. */
const UNSEEN = /(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Cn}\p{Zl}\p{Zp}]/gu;

function escapeIn(language: Language, character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  if (code.length <= 4) return `\\u${code.padStart(4, "0")}`;
  return language === "TypeScript" ? `\\u{${code}}` : `\\U${code.padStart(8, "0")}`;
}
