import type { Operation } from "../../api/index.js";

export type CheckName = "node" | "engine" | "configuration" | "credentials" | "endpoint" | "clock" | Operation;

/** One thing that was looked at. */
export interface Check {
  name: CheckName;
  /** `unknown` is what could not be looked at because of an earlier problem. */
  status: "ok" | "problem" | "unknown";
  /** What was found, in words that hold no credential. */
  found: string;
  /** What to do about it. */
  cure?: string;
}

export function ok(name: CheckName, found: string): Check {
  return { name, status: "ok", found };
}

export function problem(name: CheckName, found: string, cure: string): Check {
  return { name, status: "problem", found, cure };
}

export function unknown(name: CheckName, because: CheckName): Check {
  return { name, status: "unknown", found: `because of ${because}` };
}

/** The operations that doctor asks for, in this order. */
export const OPERATIONS: readonly Operation[] = [
  "GetConversationalAutomation",
  "UpdateConversationalAutomation",
  "QueryChatappPhoneNumbers",
];
