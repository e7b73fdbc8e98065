import { checkOwner, owns } from "./number-access.js";
import type { Call, Operation } from "./operation.js";

/** Lists the numbers that were written or set in one space, or in all of the account's spaces. */
export const queryChatappPhoneNumbers: Operation = {
  name: "QueryChatappPhoneNumbers",
  callsPerSecond: 10,
  mandatory: [],
  run(call) {
    const numbers = isWanted(call.parameters.get("Status") ?? "") ? listNumbers(call) : [];
    const isAbsent = numbers.length === 0 && call.behaviour.emptyList === "absent";
    return { Message: "SUCCESS", ...(isAbsent ? {} : { PhoneNumbers: numbers }) };
  },
};

const DETAILS = {
  Status: "CONNECTED",
  CodeVerificationStatus: "VERIFIED",
  QualityRating: "GREEN",
  MessagingLimitTier: "TIER_10K",
  VerifiedName: "Example",
  NameStatus: "Approval",
  NewNameStatus: "Approval",
  IsOfficial: "N",
};

function listNumbers({ account, parameters, store }: Call): Record<string, unknown>[] {
  const wantedSpace = parameters.get("CustSpaceId") ?? "";
  if (wantedSpace !== "") checkOwner(account, wantedSpace);
  return store
    .list()
    .filter(({ custSpaceId }) => (wantedSpace === "" ? owns(account, custSpaceId) : custSpaceId === wantedSpace))
    .map(({ phoneNumber }) => ({ PhoneNumber: phoneNumber, ...DETAILS }));
}

// The documentation does not say which of the two statuses the filter compares.
function isWanted(status: string): boolean {
  return status === "" || status === DETAILS.Status || status === DETAILS.CodeVerificationStatus;
}
