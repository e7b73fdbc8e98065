/**
 * Makes a text of the service fit for a log: without the contents of the settings and the credentials, whatever encoding
 * it echoes them in, without URLs, signatures and control characters, on one line and not too long.
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
  if (secrets.some((secret) => mentions(scrubbed, secret))) return WITHHELD;
  return scrubbed.length > LONGEST_TEXT ? `${scrubbed.slice(0, LONGEST_TEXT)}…` : scrubbed;
}

const LONGEST_TEXT = 300;
const WITHHELD = "[a text that repeats the settings]";

/** A shorter secret may be an ordinary word, and is removed only where it stands alone. */
const SHORTEST_CONTENT = 4;

/** This many characters in a row are not a coincidence. */
const TELLING_LENGTH = 10;

/** Whether a text contains a secret, or a long beginning of one, in an encoding that was not replaced. */
function mentions(text: string, secret: string): boolean {
  const plainSecret = plain(secret);
  return plainSecret.length >= TELLING_LENGTH && plain(text).includes(plainSecret.slice(0, TELLING_LENGTH));
}

/** A text in lower case, with form, percent, JSON and HTML encoding undone, and without spaces. */
function plain(text: string): string {
  return text
    .replace(/(?:%[0-9a-f]{2})+/gi, (bytes) => Buffer.from(bytes.replaceAll("%", ""), "hex").toString("utf8"))
    .replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    .replace(/&#x?([0-9a-f]+);/gi, (entity, code: string) =>
      String.fromCharCode(parseInt(code, /x/i.test(entity) ? 16 : 10)),
    )
    .replace(/&(quot|amp|lt|gt|apos);/gi, (_, name: string) => ENTITIES[name.toLowerCase()] ?? "")
    .replace(/[\s+\\]+/g, "")
    .toLowerCase();
}

const ENTITIES: Record<string, string> = { quot: '"', amp: "&", lt: "<", gt: ">", apos: "'" };

function formsOf(secret: string): string[] {
  const texts = [secret, JSON.stringify(secret).slice(1, -1)].filter((text) => text.isWellFormed());
  const encoded = texts.flatMap((text) => [encodeURIComponent(text), percentEncode(text)]);
  const twice = encoded.flatMap((text) => [encodeURIComponent(text), percentEncode(text)]);
  return [...new Set([secret, ...texts, ...encoded, ...twice])].filter((form) => form !== "");
}

/** As in signatures: RFC 3986, while `encodeURIComponent` leaves five characters as they are. */
function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Replaces a short text only where it stands alone: a one-letter prompt must not remove every such letter. */
function replaceWhole(text: string, part: string): string {
  const isWordy = (character: string | undefined) => character !== undefined && /[\p{L}\p{N}_]/u.test(character);
  let result = "";
  let from = 0;
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, from)) {
    const end = at + part.length;
    const isInsideWord =
      part.length < SHORTEST_CONTENT &&
      ((isWordy(text[at - 1]) && isWordy(part[0])) || (isWordy(text[end]) && isWordy(part.at(-1))));
    result += text.slice(from, at) + (isInsideWord ? part : "[removed]");
    from = end;
  }
  return result + text.slice(from);
}
