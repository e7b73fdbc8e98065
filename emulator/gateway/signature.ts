import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { parsePairs, percentDecode, percentEncode } from "./encoding.js";
import type { ReceivedRequest } from "./received-request.js";

/** The one algorithm that the emulator verifies. */
export const ALGORITHM = "ACS3-HMAC-SHA256";

/** The parts of an `Authorization` header. */
export interface Authorization {
  readonly accessKeyId: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** Reads an `Authorization` header; undefined when it is not one of ACS3-HMAC-SHA256. */
export function parseAuthorization(header: string): Authorization | undefined {
  const parts = /^ACS3-HMAC-SHA256 Credential=([^,\s]+), ?SignedHeaders=([^,\s]+), ?Signature=([0-9a-f]{64})$/.exec(
    header,
  );
  const [, accessKeyId, signedHeaders, signature] = parts ?? [];
  if (accessKeyId === undefined || signedHeaders === undefined || signature === undefined) return undefined;
  return { accessKeyId, signedHeaders: signedHeaders.split(";"), signature };
}

/**
 * The names of the headers that a request must have signed, sorted: `host`, `content-type` and every `x-acs-*` header that it has,
 * and whatever else it says it has signed.
 */
export function signedHeaders(request: ReceivedRequest, claimed: readonly string[]): string[] {
  const present = [...request.headers.keys()];
  const bound = present.filter((name) => name === "host" || name === "content-type" || name.startsWith("x-acs-"));
  return [...new Set([...bound, ...claimed])].sort();
}

/** The lower-case hexadecimal SHA-256 of the bytes of a body. */
export function hashedPayload(body: Uint8Array): string {
  return createHash("sha256").update(body).digest("hex");
}

/** The query in canonical form: decoded and encoded anew, because the wire may leave `! ( ) *` as they are. */
export function canonicalQueryString(query: string): string {
  return parsePairs(query)
    .sort(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB))
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join("&");
}

/** The request in the form that is signed; `names` are those of the signed headers. */
export function canonicalRequest(request: ReceivedRequest, names: readonly string[]): string {
  const canonicalUri = request.path.split("/").map((segment) => percentEncode(percentDecode(segment)));
  return [
    request.method,
    canonicalUri.join("/"),
    canonicalQueryString(request.query),
    names.map((name) => `${name}:${request.headers.get(name) ?? ""}\n`).join(""),
    names.join(";"),
    hashedPayload(request.body),
  ].join("\n");
}

/** The text that is signed. */
export function stringToSign(canonicalRequest: string): string {
  return `${ALGORITHM}\n${createHash("sha256").update(canonicalRequest).digest("hex")}`;
}

/** The signature, keyed with the secret itself. */
export function signature(accessKeySecret: string, stringToSign: string): string {
  return createHmac("sha256", accessKeySecret).update(stringToSign).digest("hex");
}

/** Whether two signatures are the same, told in constant time. */
export function isSameSignature(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
