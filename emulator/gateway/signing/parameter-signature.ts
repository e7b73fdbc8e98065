import { createHmac } from "node:crypto";
import { invalidParameter, missingParameter } from "../../answers/refusal.js";
import type { CallSignature } from "./call-signature.js";
import { canonicalPairs, percentEncode } from "../encoding.js";
import { pairsOf, parametersOf, type ReceivedRequest } from "../received-request.js";
import { isSameSignature } from "./signature.js";

/** Reads an HMAC-SHA1 signature, the older kind, which is in the parameters. Refuses a call that has none. */
export function readParameterSignature(request: ReceivedRequest): CallSignature {
  const parameters = parametersOf(request);
  const read = (name: string) => parameters.get(name) ?? "";
  for (const name of REQUIRED) if (read(name) === "") throw missingParameter(name);
  for (const [name, value] of FIXED) if (parameters.has(name) && read(name) !== value) throw invalidParameter(name);
  return {
    accessKeyId: read("AccessKeyId"),
    securityToken: parameters.get("SecurityToken"),
    date: read("Timestamp"),
    nonce: read("SignatureNonce"),
    mismatch: (accessKeySecret) => {
      const text = parametersToSign(request);
      if (isSameSignature(read("Signature"), parameterSignature(accessKeySecret, text))) return undefined;
      return `Specified signature is not matched with our calculation. server string to sign is:${text}`;
    },
  };
}

const REQUIRED = ["AccessKeyId", "Signature", "SignatureMethod", "SignatureVersion", "SignatureNonce", "Timestamp"];
const FIXED = [
  ["SignatureMethod", "HMAC-SHA1"],
  ["SignatureVersion", "1.0"],
  // Any other value says that a token takes the place of the signature.
  ["SignatureType", ""],
] as const;

/** Returns the text that is signed: the method, the path, and all parameters except the signature itself. */
export function parametersToSign(request: ReceivedRequest): string {
  const signed = pairsOf(request).filter(([name]) => name !== "Signature");
  return [request.method, percentEncode("/"), percentEncode(canonicalPairs(signed))].join("&");
}

/** Signs a text. The key is the secret and an ampersand. */
export function parameterSignature(accessKeySecret: string, stringToSign: string): string {
  return createHmac("sha1", `${accessKeySecret}&`).update(stringToSign).digest("base64");
}
