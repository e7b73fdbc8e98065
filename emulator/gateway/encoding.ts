import { unescape } from "node:querystring";

/** Percent-encodes a text as in RFC 3986: everything except `A-Za-z0-9-_.~`, in upper case. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Decodes percent escapes. Leaves malformed ones as they are. */
export function percentDecode(text: string): string {
  return unescape(text);
}

/** Decodes the names and values of a query or form, in order, including repeated names. */
export function parsePairs(text: string): [name: string, value: string][] {
  return text
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const end = pair.indexOf("=");
      const name = end < 0 ? pair : pair.slice(0, end);
      return [formDecode(name), end < 0 ? "" : formDecode(pair.slice(end + 1))];
    });
}

/** Encodes names and values, sorted by name and then by value, as both signatures require. */
export function canonicalPairs(pairs: readonly (readonly [name: string, value: string])[]): string {
  return [...pairs]
    .sort(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB))
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join("&");
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function formDecode(text: string): string {
  return percentDecode(text.replaceAll("+", " "));
}
