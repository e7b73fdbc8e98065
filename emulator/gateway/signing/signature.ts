import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { canonicalPairs, parsePairs, percentDecode, percentEncode } from "../encoding.js";
import type { ReceivedRequest } from "../received-request.js";

/** Signs a text. The key is the secret itself, as ACS3-HMAC-SHA256 requires. */
export function signature(accessKeySecret: string, stringToSign: string): string {
  return createHmac("sha256", accessKeySecret).update(stringToSign).digest("hex");
}

export function stringToSign(canonicalRequest: string): string {
  return `${ALGORITHM}\n${createHash("sha256").update(canonicalRequest).digest("hex")}`;
}

export const ALGORITHM = "ACS3-HMAC-SHA256";

/** Returns the canonical form of a request, given the names of its signed headers. */
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

/**
 * Returns the sorted names of the headers that a request must have signed: those of `host`, `content-type` and `x-acs-*` that it
 * carries, plus every other header that it claims to have signed.
 */
export function signedHeaders(request: ReceivedRequest, claimed: readonly string[]): string[] {
  const present = [...request.headers.keys()];
  const bound = present.filter((name) => name === "host" || name === "content-type" || name.startsWith("x-acs-"));
  return [...new Set([...bound, ...claimed])].sort();
}

/** Returns the query in canonical form: decoded and re-encoded, because clients may send `! ( ) *` as they are. */
export function canonicalQueryString(query: string): string {
  return canonicalPairs(parsePairs(query));
}

/** Returns the SHA-256 of a body in lower-case hexadecimal. */
export function hashedPayload(body: Uint8Array): string {
  return createHash("sha256").update(body).digest("hex");
}

/** Parses an `Authorization` header. Returns undefined unless it is one of ACS3-HMAC-SHA256. */
export function parseAuthorization(header: string): Authorization | undefined {
  const parts = /^ACS3-HMAC-SHA256 Credential=([^,\s]+), ?SignedHeaders=([^,\s]+), ?Signature=([0-9a-f]{64})$/.exec(
    header,
  );
  const [, accessKeyId, signedHeaders, signature] = parts ?? [];
  if (accessKeyId === undefined || signedHeaders === undefined || signature === undefined) return undefined;
  return { accessKeyId, signedHeaders: signedHeaders.split(";"), signature };
}

/** The parts of an `Authorization` header. */
export interface Authorization {
  readonly accessKeyId: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** Whether two signatures are equal, compared in constant time. */
export function isSameSignature(one: string, other: string): boolean {
  const [bytes, otherBytes] = [Buffer.from(one), Buffer.from(other)];
  return bytes.length === otherBytes.length && timingSafeEqual(bytes, otherBytes);
}
