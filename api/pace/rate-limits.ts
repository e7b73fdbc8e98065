import type { Operation } from "../types.js";

/**
 * Calls per second that the service allows one account, by operation. Source: each operation's page, for instance
 * https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-updateconversationalautomation
 */
export const CALLS_PER_SECOND: Readonly<Record<Operation, number>> = {
  GetConversationalAutomation: 5,
  UpdateConversationalAutomation: 5,
  QueryChatappPhoneNumbers: 10,
};

/** Every operation that the client calls. */
export const OPERATIONS = Object.keys(CALLS_PER_SECOND) as readonly Operation[];
