import { getConversationalAutomation } from "./get-conversational-automation.js";
import type { Operation } from "./operation.js";
import { queryChatappPhoneNumbers } from "./query-chatapp-phone-numbers.js";
import { updateConversationalAutomation } from "./update-conversational-automation.js";

/** The operations that the emulator has, by name. */
export const OPERATIONS: ReadonlyMap<string, Operation> = new Map(
  [updateConversationalAutomation, getConversationalAutomation, queryChatappPhoneNumbers].map((operation) => [
    operation.name,
    operation,
  ]),
);
