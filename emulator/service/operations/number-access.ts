import { BusinessRefusal } from "../../answers/refusal.js";
import type { Account } from "../accounts.js";
import type { Call } from "./operation.js";

/** Returns the space and number that a call is for. Refuses a space of another account, and a number that does not exist. */
export function numberOf(call: Call): { custSpaceId: string; phoneNumber: string } {
  const custSpaceId = call.parameters.get("CustSpaceId") ?? "";
  const phoneNumber = call.parameters.get("PhoneNumber") ?? "";
  checkOwner(call.account, custSpaceId);
  if (call.behaviour.unknownNumbers === "reject" && !call.store.has(custSpaceId, phoneNumber))
    throw new BusinessRefusal("InvalidParameter.PhoneNumberError", "The phone number is invalid.");
  return { custSpaceId, phoneNumber };
}

/** Refuses a space that the account does not own. */
export function checkOwner(account: Account, custSpaceId: string): void {
  if (!owns(account, custSpaceId))
    throw new BusinessRefusal("Unknown.ResourceOwnerId", "The resource does not belong to the current user.");
}

export function owns(account: Account, custSpaceId: string): boolean {
  return account.spaces?.includes(custSpaceId) ?? true;
}
