import { getConversationalAutomation } from "./operations/get-conversational-automation.js";
import type { Operation } from "./operations/operation.js";
import { queryChatappPhoneNumbers } from "./operations/query-chatapp-phone-numbers.js";
import { updateConversationalAutomation } from "./operations/update-conversational-automation.js";

/** The operations of the emulator, by name. */
export const OPERATIONS: ReadonlyMap<string, Operation> = new Map(
  [updateConversationalAutomation, getConversationalAutomation, queryChatappPhoneNumbers].map((operation) => [
    operation.name,
    operation,
  ]),
);
