import { randomUUID } from "node:crypto";
import { DEFAULT_ACCESS_KEY_ID, DEFAULT_ACCESS_KEY_SECRET } from "../../emulator/index.js";
import { receive } from "../../emulator/gateway/received-request.js";
import {
  ALGORITHM,
  canonicalRequest,
  hashedPayload,
  signature,
  signedHeaders,
  stringToSign,
} from "../../emulator/gateway/signing/signature.js";
import { send } from "./http.js";
import type { Received, Sent } from "./http.js";

export const UPDATE = "UpdateConversationalAutomation";
export const GET = "GetConversationalAutomation";
export const QUERY = "QueryChatappPhoneNumbers";
export const NUMBER = { CustSpaceId: "cams-1", PhoneNumber: "8613000000000" };

interface SignedCall extends Sent {
  target: string;
  headers: Record<string, string>;
}

export interface CallOptions {
  accessKeyId?: string;
  accessKeySecret?: string;
  securityToken?: string;
  method?: string;
  date?: Date;
  nonce?: string;
  form?: string;
  /** Changes the request after it was signed. */
  tamper?: (sent: SignedCall) => void;
}

/** Makes one signed call. The caller may tamper with it after signing. */
export function call(
  endpoint: string,
  action: string,
  parameters: Record<string, string> = NUMBER,
  options: CallOptions = {},
): Promise<Received> {
  const { accessKeyId = DEFAULT_ACCESS_KEY_ID, accessKeySecret = DEFAULT_ACCESS_KEY_SECRET } = options;
  const { method = "POST", form = "" } = options;
  const query = new URLSearchParams(parameters).toString();
  const sent: SignedCall = {
    method,
    target: query === "" ? "/" : `/?${query}`,
    headers: headersOf(endpoint, action, options),
    body: form,
  };
  const received = receive(
    { method, url: sent.target, rawHeaders: Object.entries(sent.headers).flat() },
    Buffer.from(form),
  );
  const names = signedHeaders(received, []);
  const signed = signature(accessKeySecret, stringToSign(canonicalRequest(received, names)));
  const authorization = `${ALGORITHM} Credential=${accessKeyId},SignedHeaders=${names.join(";")},Signature=${signed}`;
  Object.assign(sent.headers, { authorization });
  options.tamper?.(sent);
  return send(endpoint, sent);
}

function headersOf(endpoint: string, action: string, options: CallOptions): Record<string, string> {
  const { date = new Date(), nonce = randomUUID(), form = "", securityToken } = options;
  return {
    host: endpoint,
    "x-acs-action": action,
    "x-acs-version": "2020-06-06",
    "x-acs-date": date.toISOString().replace(/\.\d+Z$/, "Z"),
    "x-acs-signature-nonce": nonce,
    "x-acs-content-sha256": hashedPayload(Buffer.from(form)),
    ...(form === "" ? {} : { "content-type": "application/x-www-form-urlencoded" }),
    ...(securityToken === undefined ? {} : { "x-acs-security-token": securityToken }),
  };
}
