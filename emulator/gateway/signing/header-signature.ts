import { Refusal } from "../../answers/refusal.js";
import type { CallSignature } from "./call-signature.js";
import type { ReceivedRequest } from "../received-request.js";
import {
  canonicalRequest,
  hashedPayload,
  isSameSignature,
  parseAuthorization,
  signature,
  signedHeaders,
  stringToSign,
  type Authorization,
} from "./signature.js";

/** Reads an ACS3-HMAC-SHA256 signature, which is in the headers. Refuses a call that has none. */
export function readHeaderSignature(request: ReceivedRequest): CallSignature {
  const { headers } = request;
  const authorization = parseAuthorization(headers.get("authorization") ?? "");
  if (authorization === undefined || REQUIRED_HEADERS.some((name) => !headers.get(name)))
    throw new Refusal(400, "IncompleteSignature", "The request signature does not conform to Aliyun standards.");
  return {
    accessKeyId: authorization.accessKeyId,
    securityToken: headers.get("x-acs-security-token"),
    date: headers.get("x-acs-date") ?? "",
    nonce: headers.get("x-acs-signature-nonce") ?? "",
    mismatch: (accessKeySecret) => mismatch(request, authorization, accessKeySecret),
  };
}

const REQUIRED_HEADERS = ["host", "x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256"];

function mismatch(request: ReceivedRequest, authorization: Authorization, accessKeySecret: string): string | undefined {
  const names = signedHeaders(request, authorization.signedHeaders);
  const canonical = canonicalRequest(request, names);
  const text = stringToSign(canonical);
  const isSigned = isSameSignature(authorization.signature, signature(accessKeySecret, text));
  const isWhole = names.join(";") === authorization.signedHeaders.join(";");
  const isIntact = request.headers.get("x-acs-content-sha256") === hashedPayload(request.body);
  if (isSigned && isWhole && isIntact) return undefined;
  return `Specified signature does not match our calculation. server StringToSign is [${text}] server CanonicalRequest is [${canonical}]`;
}
