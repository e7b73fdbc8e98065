import type { Account } from "../../gateway/accounts.js";
import { BusinessRefusal } from "../../answers/refusal.js";
import type { Call } from "./operation.js";

/** The space and the number that a call is about; refuses those that are not the account's or do not exist. */
export function numberOf(call: Call): { custSpaceId: string; phoneNumber: string } {
  const custSpaceId = call.parameters.get("CustSpaceId") ?? "";
  const phoneNumber = call.parameters.get("PhoneNumber") ?? "";
  checkOwner(call.account, custSpaceId);
  if (call.behaviour.unknownNumbers === "reject" && !call.store.has(custSpaceId, phoneNumber))
    throw new BusinessRefusal("InvalidParameter.PhoneNumberError", "The phone number is invalid.");
  return { custSpaceId, phoneNumber };
}

/** Whether a space is the account's. */
export function owns(account: Account, custSpaceId: string): boolean {
  return account.spaces?.includes(custSpaceId) ?? true;
}

/** Refuses a space that is not the account's. */
export function checkOwner(account: Account, custSpaceId: string): void {
  if (!owns(account, custSpaceId))
    throw new BusinessRefusal("Unknown.ResourceOwnerId", "The resource does not belong to the current user.");
}
