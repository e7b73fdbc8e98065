import { missingParameter } from "../../answers/refusal.js";
import type { Behaviour } from "../../behaviour.js";
import { checkSpace, owns } from "./number-access.js";
import type { Call, Operation } from "./operation.js";

/** Lists the numbers that were written or set in one space, or in all of the account's spaces. */
export const queryChatappPhoneNumbers: Operation = {
  name: "QueryChatappPhoneNumbers",
  callsPerSecond: 10,
  run(call) {
    const listed = listNumbers(call);
    const numbers = isWanted(call.parameters.get("Status") ?? "", call.behaviour.queryStatus) ? listed : [];
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

function listNumbers(call: Call): Record<string, unknown>[] {
  const { account, parameters, store, behaviour } = call;
  const wantedSpace = parameters.get("CustSpaceId") ?? "";
  if (wantedSpace !== "") checkSpace(call, wantedSpace);
  else if (behaviour.queryWithoutSpace === "reject") throw missingParameter("CustSpaceId");
  else if (behaviour.queryWithoutSpace === "none") return [];
  return store
    .list()
    .filter(({ custSpaceId }) => (wantedSpace === "" ? owns(account, custSpaceId) : custSpaceId === wantedSpace))
    .map(({ phoneNumber }) => ({ PhoneNumber: phoneNumber, ...DETAILS }));
}

// The documentation does not say which of the two statuses the filter compares.
function isWanted(status: string, queryStatus: Behaviour["queryStatus"]): boolean {
  if (status === "" || queryStatus === "ignored") return true;
  return (
    (queryStatus !== "verification" && status === DETAILS.Status) ||
    (queryStatus !== "status" && status === DETAILS.CodeVerificationStatus)
  );
}
