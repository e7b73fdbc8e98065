import { Refusal } from "../../answers/refusal.js";
import type { GatewayCheck } from "../../behaviour.js";
import type { Account, Accounts } from "../../service/accounts.js";
import { isSignedInParameters } from "./claim.js";
import type { GatewayState } from "../gateway-state.js";
import { readHeaderSignature } from "./header-signature.js";
import { readParameterSignature } from "./parameter-signature.js";
import type { ReceivedRequest } from "../received-request.js";

/**
 * Returns the account that signed a request. Refuses a request without a valid signature, or whose action `checkAction` refuses: the
 * switch `gatewayChecks` decides what is looked at first.
 */
export function authenticate(
  request: ReceivedRequest,
  { accounts, nonces, clock, behaviour }: Authenticator,
  checkAction: () => unknown,
): Account {
  const nowMs = clock.signatureMs();
  if (behaviour.gatewayChecks[0] === "action") checkAction();
  const signature = isSignedInParameters(request) ? readParameterSignature(request) : readHeaderSignature(request);
  const account = findAccount(accounts, signature.accessKeyId);
  const checks: Record<GatewayCheck, () => unknown> = {
    action: checkAction,
    date: () => {
      checkDate(signature.date, nowMs);
    },
    signature: () => {
      checkToken(signature.securityToken, account, nowMs);
      const mismatch = signature.mismatch(account.accessKeySecret);
      if (mismatch !== undefined) throw new Refusal(400, "SignatureDoesNotMatch", mismatch);
    },
  };
  for (const check of behaviour.gatewayChecks) checks[check]();
  if (!nonces.use(account.accessKeyId, signature.nonce, nowMs))
    throw new Refusal(400, "SignatureNonceUsed", "Specified signature nonce was used already.");
  return account;
}

type Authenticator = Pick<GatewayState, "accounts" | "nonces" | "clock" | "behaviour">;

const ALLOWED_SKEW_MS = 15 * 60 * 1000;

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
