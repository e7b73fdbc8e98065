import type * as pulumi from "@pulumi/pulumi";
import { quoted } from "../../settings/quoted.js";
import type { ConversationalAutomationFleetListedNumberArgs, ConversationalAutomationFleetNumberArgs } from "./args.js";

/** The numbers of a fleet, once it is known which they are: by phone number, or as a list. */
export type FleetNumbers = Record<string, DeclaredNumber> | ConversationalAutomationFleetListedNumberArgs[];

/** What a fleet declares of one number. */
export type DeclaredNumber = pulumi.Input<string | ConversationalAutomationFleetNumberArgs>;

/** What a fleet declares, by phone number. */
export function byPhoneNumber(numbers: FleetNumbers): Record<string, DeclaredNumber> {
  if (!Array.isArray(numbers)) return numbers;
  return Object.fromEntries(numbers.map(({ phoneNumber, line: _, ...declared }) => [phoneNumber, declared]));
}

/** One number as the program has it, which may be anything in JavaScript. */
export interface WrittenNumber {
  phoneNumber: unknown;
  declared: unknown;
  /** How messages name it. */
  name: string;
}

/** The numbers in the order of the program. */
export function writtenNumbers(numbers: FleetNumbers): WrittenNumber[] {
  if (!Array.isArray(numbers)) {
    return Object.entries(numbers).map(([phoneNumber, declared]) => ({
      phoneNumber,
      declared,
      name: quoted(phoneNumber),
    }));
  }
  return numbers.map((listed: unknown, index) => {
    const isObject = typeof listed === "object" && listed !== null;
    const { phoneNumber, line, ...declared } = isObject ? (listed as Record<string, unknown>) : { phoneNumber: listed };
    const place = typeof line === "number" ? `line ${line}` : `numbers[${index}]`;
    const isNamed = typeof phoneNumber === "string" && phoneNumber !== "";
    return { phoneNumber, declared, name: isNamed ? `${place}, ${quoted(phoneNumber)}` : place };
  });
}
