import { visible } from "../../api/visible.js";
import type { ListedPhoneNumber, Operation } from "../../api/index.js";

/** The result of one check. */
export interface Check {
  name: CheckName;
  /** `unknown` if the check was skipped because of another problem. */
  status: "ok" | "problem" | "unknown";
  /** What was found, without any credential. Nothing in it, or in the cure, steers a terminal. */
  found: string;
  /** How to fix it. */
  cure?: string;
  /** The numbers of a space, and those of the stack that the space lacks. */
  numbers?: SpaceNumber[];
}

/** One number of a space. What the service left out is absent. */
export interface SpaceNumber extends ListedPhoneNumber {
  /** Whether the space has it. */
  inSpace: boolean;
  /** Whether the stack manages it; absent if there is no stack. */
  inStack?: boolean;
}

export type CheckName =
  "node" | "engine" | "configuration" | "state" | "credentials" | "endpoint" | "clock" | Operation | "space";

export function ok(name: CheckName, found: string): Check {
  return { name, status: "ok", found: visible(found) };
}

export function problem(name: CheckName, found: string, cure: string): Check {
  return { name, status: "problem", found: visible(found), cure: visible(cure) };
}

/** A check that was skipped because of the problem of another one. */
export function unknown(name: CheckName, blockedBy: CheckName): Check {
  const problem = blockedBy === "node" ? "Node.js" : `the ${blockedBy}`;
  return { name, status: "unknown", found: `not checked: fix ${problem} first` };
}
