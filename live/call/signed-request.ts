import { randomBytes } from "node:crypto";
import type { AccessKey } from "../../api/index.js";
import { percentEncode } from "../../emulator/gateway/encoding.js";
import { receive } from "../../emulator/gateway/received-request.js";
import {
  ALGORITHM,
  canonicalRequest,
  hashedPayload,
  signature,
  signedHeaders,
  stringToSign,
} from "../../emulator/gateway/signing/signature.js";

/** A call as a probe wants it, with the mistakes that the package's own client never makes. */
export interface CallPlan {
  readonly operation: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Sends the parameters in a form body. */
  readonly isForm?: boolean;
  /** Sends each of these signs of the values as a plus sign, although it is signed as itself. */
  readonly sentAsPlus?: " " | "+";
  /** Claims to be this much older. */
  readonly ageMs?: number;
  /** Signs with another secret. */
  readonly isWronglySigned?: boolean;
}

/** A request that can be sent. */
export interface SignedRequest {
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Signs a call as documented: https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature */
export function signedRequest(plan: CallPlan, host: string, key: AccessKey, nowMs: number): SignedRequest {
  const pairs = Object.entries(plan.parameters).map((pair) => pair.map(percentEncode).join("="));
  const text = pairs.join("&");
  const [query, body] = plan.isForm ? ["", text] : [text, ""];
  const headers: Record<string, string> = {
    host,
    "x-acs-action": plan.operation,
    "x-acs-version": API_VERSION,
    "x-acs-date": new Date(nowMs - (plan.ageMs ?? 0)).toISOString().replace(/\.\d+Z$/, "Z"),
    "x-acs-signature-nonce": randomBytes(16).toString("hex"),
    "x-acs-content-sha256": hashedPayload(Buffer.from(body)),
    ...(plan.isForm && { "content-type": "application/x-www-form-urlencoded" }),
    ...(key.securityToken !== undefined && { "x-acs-security-token": key.securityToken }),
  };
  const received = receive(
    { method: "POST", url: `/?${query}`, rawHeaders: Object.entries(headers).flat() },
    Buffer.from(body),
  );
  const names = signedHeaders(received, []);
  const secret = plan.isWronglySigned ? `${key.accessKeySecret}-` : key.accessKeySecret;
  const signed = signature(secret, stringToSign(canonicalRequest(received, names)));
  const authorization = `${ALGORITHM} Credential=${key.accessKeyId},SignedHeaders=${names.join(";")},Signature=${signed}`;
  const sent = plan.sentAsPlus === undefined ? query : query.replaceAll(percentEncode(plan.sentAsPlus), "+");
  return { target: `/?${sent}`, headers: { ...headers, authorization }, body };
}

const API_VERSION = "2020-06-06";
