import type { Fault } from "../emulator/data.js";

/** Faults that one switch each turns on, by what breaks. */
export const FAULT_GROUPS: readonly FaultGroup[] = [
  {
    title: "Throttling",
    switches: [
      { fault: "throttled", client: "Throttled, and asked to wait for a second: 400 Throttling.User" },
      { fault: "limit-control", client: "Throttled by the system: 400 System.LimitControl" },
      { fault: "too-many-requests", client: "Throttled: 429 Throttling.User, without a time to wait" },
    ],
  },
  {
    title: "Refusals and errors",
    switches: [
      { fault: "no-permission", client: "May not do this: 403 NoPermission" },
      { fault: "ram-permission-deny", client: "May not do this: 400 Ram.PermissionDeny" },
      { fault: "failure", client: "200, but no success: Authentication.NoAuth" },
      { fault: "internal-error", client: "500 InternalError" },
      { fault: "bad-gateway", client: "502 with a page of HTML" },
      { fault: "unavailable", client: "503 without a body" },
    ],
  },
  {
    title: "Answers that make no sense",
    switches: [
      { fault: "redirect", client: "302 to another address" },
      { fault: "html", client: "200 with a page of HTML" },
      { fault: "empty", client: "200 without a body" },
      { fault: "null", client: "200 with null" },
      { fault: "array", client: "200 with a list" },
      { fault: "key-case", client: "Get answers with keys in lower camel case" },
    ],
  },
  {
    title: "Broken connections",
    switches: [
      { fault: "reset", client: "Connection reset before the answer; nothing written" },
      { fault: "end", client: "Connection ended before the answer; nothing written" },
      { fault: "hang", client: "No answer at all; nothing written" },
      { fault: "applied-then-reset", client: "Written, but connection reset before the answer" },
      { fault: "reset-in-body", client: "Written, but connection reset within the answer" },
      { fault: "slow-body", client: "Written, but the answer stalls for a second" },
    ],
  },
];

export interface FaultGroup {
  readonly title: string;
  readonly switches: readonly FaultSwitch[];
}

export interface FaultSwitch {
  readonly fault: string;
  /** What the client sees. */
  readonly client: string;
}

/** Stands for "until switched off": the emulator counts down from it. */
export const UNTIL_OFF = Number.MAX_SAFE_INTEGER;

/** How often a fault that waits still applies, in words. */
export function describeTimes({ times = 1 }: Fault): string {
  if (times > UNTIL_OFF / 2) return "until switched off";
  return times === 1 ? "next call" : `next ${times} calls`;
}

/** The calls that a fault selects, in words; empty if it selects all. */
export function describeSelection({ operation, phoneNumber, chance }: Fault): string {
  return [
    operation,
    phoneNumber === undefined ? undefined : `number ${phoneNumber}`,
    chance === undefined ? undefined : `${Math.round(chance * 100)} % of the calls`,
  ]
    .filter((part) => part !== undefined)
    .join(", ");
}

/** Whether a fault that waits is one that its switch has turned on: for every call, as it comes. */
export function isSwitched(fault: Fault): boolean {
  const { operation, ...rest } = fault;
  const isForAll = operation === undefined || fault.fault === "key-case";
  return isForAll && Object.keys(rest).every((name) => ["fault", "times"].includes(name));
}
