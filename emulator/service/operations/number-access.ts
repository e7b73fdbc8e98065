import { BusinessRefusal, missingParameter } from "../../answers/refusal.js";
import type { ParameterCheck } from "../../behaviour.js";
import type { Account } from "../accounts.js";
import type { Call } from "./operation.js";

/**
 * Returns the space and number that a call is for. Refuses a call without them, with values that `checkValues` refuses, for a space of
 * another account, or for a number that does not exist.
 */
export function numberOf(
  call: Call,
  checkValues: () => void = () => undefined,
): { custSpaceId: string; phoneNumber: string } {
  const custSpaceId = call.parameters.get("CustSpaceId") ?? "";
  const phoneNumber = call.parameters.get("PhoneNumber") ?? "";
  const checks: Record<ParameterCheck, () => void> = {
    missing: () => {
      if (custSpaceId === "") throw missingParameter("CustSpaceId");
      if (phoneNumber === "") throw missingParameter("PhoneNumber");
    },
    values: checkValues,
    space: () => {
      checkSpace(call, custSpaceId);
      if (call.behaviour.unknownNumbers === "reject" && !call.store.has(custSpaceId, phoneNumber))
        throw new BusinessRefusal("InvalidParameter.PhoneNumberError", "The phone number is invalid.");
    },
  };
  for (const check of call.behaviour.parameterChecks) checks[check]();
  return { custSpaceId, phoneNumber };
}

/** Refuses a space that the account does not own, or that does not exist. */
export function checkSpace({ account, behaviour, store }: Call, custSpaceId: string): void {
  const isKnown =
    behaviour.unknownSpaces === "accept" || store.list().some((number) => number.custSpaceId === custSpaceId);
  if (!isKnown || !owns(account, custSpaceId))
    throw new BusinessRefusal("Unknown.ResourceOwnerId", "The resource does not belong to the current user.");
}

export function owns(account: Account, custSpaceId: string): boolean {
  return account.spaces?.includes(custSpaceId) ?? true;
}
