/**
 * What breaks the rules for a text of the settings. Its length is counted in code points: the lenient reading of Meta's
 * "characters", whose unit is not published. Emoji are not supported:
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/conversational-components
 */
export function problemsOfText(text: string, longest: number): string[] {
  if (!text.isWellFormed()) return ["Expected well-formed Unicode text, found half of a surrogate pair."];
  const characters = Array.from(text);
  const problems: string[] = [];
  if (characters.length < 1 || characters.length > longest) {
    problems.push(`Expected 1 to ${longest} characters, found ${characters.length}.`);
  }
  const emoji = EMOJI.exec(text);
  if (emoji) {
    const position = Array.from(text.slice(0, emoji.index)).length + 1;
    problems.push(
      `Expected text without emoji, which WhatsApp does not support here, found one at character ${position}.`,
    );
  }
  return problems;
}

/** What is displayed as an emoji: by itself, with a variation selector, as a keycap, or with a skin tone. */
const EMOJI = /\p{Emoji_Presentation}|\p{Emoji}\uFE0F|[0-9#*]\u20E3|\p{Emoji_Modifier}/u;
