/** A text in which characters that cannot be seen, and those that a terminal obeys, are escapes such as `\u009b`. */
export function visible(text: string): string {
  return text.replace(UNSEEN, (unseen) => unseen.split("").map(escapeOf).join(""));
}

/** Without the two marks that only part or join letters, as Persian and Hindi need. */
const UNSEEN = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

function escapeOf(codeUnit: string): string {
  return `\\u${codeUnit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
