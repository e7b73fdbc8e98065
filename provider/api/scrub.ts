const LONGEST_TEXT = 300;

/**
 * A text of the service, fit for a log: without the contents of the settings and the credentials, in whatever encoding
 * it echoes them, without addresses, signatures and control characters, on one line and not too long.
 */
export function scrub(text: string, secrets: readonly string[]): string {
  let scrubbed = text;
  for (const secret of [...secrets].sort((a, b) => b.length - a.length)) {
    for (const form of formsOf(secret)) scrubbed = replaceWhole(scrubbed, form);
  }
  scrubbed = scrubbed
    .replace(/https?:\/\/\S+/gi, "[address]")
    .replace(/\b[0-9a-f]{40,}\b/gi, "[hash]")
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim();
  return scrubbed.length > LONGEST_TEXT ? `${scrubbed.slice(0, LONGEST_TEXT)}…` : scrubbed;
}

function formsOf(secret: string): string[] {
  const texts = [secret, JSON.stringify(secret).slice(1, -1)].filter((text) => text.isWellFormed());
  const encoded = texts.flatMap((text) => [encodeURIComponent(text), percentEncode(text)]);
  const twice = encoded.flatMap((text) => [encodeURIComponent(text), percentEncode(text)]);
  return [...new Set([secret, ...texts, ...encoded, ...twice])].filter((form) => form !== "");
}

/** As the signature has it: RFC 3986, where `encodeURIComponent` leaves five characters as they are. */
function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Replaces a text where it stands by itself, so that a one-letter prompt does not take every letter with it. */
function replaceWhole(text: string, part: string): string {
  const isWordy = (character: string | undefined) => character !== undefined && /[\p{L}\p{N}_]/u.test(character);
  let result = "";
  let from = 0;
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, from)) {
    const end = at + part.length;
    const isInsideWord =
      part.length < 4 && ((isWordy(text[at - 1]) && isWordy(part[0])) || (isWordy(text[end]) && isWordy(part.at(-1))));
    result += text.slice(from, at) + (isInsideWord ? part : "[removed]");
    from = end;
  }
  return result + text.slice(from);
}
