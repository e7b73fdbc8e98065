import { Refusal } from "../answers/refusal.js";
import type { Account, Accounts } from "../service/accounts.js";
import type { Nonces } from "./nonces.js";
import type { ReceivedRequest } from "./received-request.js";
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

/** Returns the account that signed a request. Refuses a request without a valid ACS3-HMAC-SHA256 signature. */
export function authenticate(request: ReceivedRequest, accounts: Accounts, nonces: Nonces, nowMs: number): Account {
  const authorization = readAuthorization(request);
  const account = findAccount(accounts, authorization.accessKeyId);
  checkDate(request.headers.get("x-acs-date") ?? "", nowMs);
  checkToken(request.headers.get("x-acs-security-token"), account, nowMs);
  checkSignature(request, authorization, account.accessKeySecret);
  if (!nonces.use(account.accessKeyId, request.headers.get("x-acs-signature-nonce") ?? "", nowMs))
    throw new Refusal(400, "SignatureNonceUsed", "Specified signature nonce was used already.");
  return account;
}

const ALLOWED_SKEW_MS = 15 * 60 * 1000;
const REQUIRED_HEADERS = ["host", "x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256"];

function readAuthorization(request: ReceivedRequest): Authorization {
  const authorization = parseAuthorization(request.headers.get("authorization") ?? "");
  if (authorization === undefined || REQUIRED_HEADERS.some((name) => !request.headers.get(name)))
    throw new Refusal(400, "IncompleteSignature", "The request signature does not conform to Aliyun standards.");
  return authorization;
}

function findAccount(accounts: Accounts, accessKeyId: string): Account {
  const account = accounts.find(accessKeyId);
  if (account === undefined)
    throw new Refusal(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found.");
  if (account.disabled === true)
    throw new Refusal(400, "InvalidAccessKeyId.Inactive", "Specified access key is disabled.");
  return account;
}

function checkDate(date: string, nowMs: number): void {
  const dateMs = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(date) ? Date.parse(date) : NaN;
  if (Number.isNaN(dateMs))
    throw new Refusal(400, "InvalidTimeStamp.Format", "Specified time stamp or date value is not well formatted.");
  if (Math.abs(nowMs - dateMs) > ALLOWED_SKEW_MS)
    throw new Refusal(400, "InvalidTimeStamp.Expired", "Specified time stamp or date value is expired.");
}

function checkToken(token: string | undefined, account: Account, nowMs: number): void {
  if (token === account.securityToken) {
    if (token !== undefined && nowMs >= (account.expiration ?? Infinity))
      throw new Refusal(400, "InvalidSecurityToken.Expired", "Specified SecurityToken is expired.");
    return;
  }
  if (token === undefined)
    throw new Refusal(400, "MissingSecurityToken", "SecurityToken is mandatory for this action.");
  throw new Refusal(
    400,
    "InvalidSecurityToken.MismatchWithAccessKey",
    "Specified SecurityToken mismatch with the AccessKey.",
  );
}

function checkSignature(request: ReceivedRequest, authorization: Authorization, accessKeySecret: string): void {
  const names = signedHeaders(request, authorization.signedHeaders);
  const canonical = canonicalRequest(request, names);
  const text = stringToSign(canonical);
  const isSigned = isSameSignature(authorization.signature, signature(accessKeySecret, text));
  const isWhole = names.join(";") === authorization.signedHeaders.join(";");
  if (!isSigned || !isWhole || request.headers.get("x-acs-content-sha256") !== hashedPayload(request.body))
    throw new Refusal(
      400,
      "SignatureDoesNotMatch",
      `Specified signature does not match our calculation. server StringToSign is [${text}] server CanonicalRequest is [${canonical}]`,
    );
}
