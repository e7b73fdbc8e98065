import type { NumberSettings } from "../emulator/data.js";

/** The numbers in which every word of a query occurs, whatever its case: in the number, its space or its texts. */
export function findNumbers(numbers: Iterable<NumberSettings>, query: string): NumberSettings[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return [...numbers].filter((number) => {
    const text = words.length === 0 ? "" : textOf(number);
    return words.every((word) => text.includes(word.replace(/^\+(?=\d)/, "")));
  });
}

const texts = new WeakMap<NumberSettings, string>();

function textOf(number: NumberSettings): string {
  const { custSpaceId, phoneNumber, prompts, commands } = number;
  const known = texts.get(number);
  if (known !== undefined) return known;
  const commandTexts = commands.flatMap(({ commandName, commandDescription }) => [
    `/${commandName}`,
    commandDescription,
  ]);
  const text = [phoneNumber, custSpaceId, ...prompts, ...commandTexts].join("\n").toLowerCase();
  texts.set(number, text);
  return text;
}
