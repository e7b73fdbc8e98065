import { readDocument } from "../../cli/stack/preview-document.js";
import { changesIn, type StackChanges } from "../../cli/preview/changes.js";

const TYPE = "pulumi-nodejs:cams:ConversationalAutomation";
const FLEET_TYPE = "cams:index:ConversationalAutomationFleet";

/** What stands in a preview for a value that is not known yet. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** What stands there for a secret. */
export const SECRET = "[secret]";

/** The URN of a fleet. */
export function fleetUrn(name: string): string {
  return `urn:pulumi:dev::shop::${FLEET_TYPE}::${name}`;
}

/** The properties of a number whose last digits are given, with a resource's defaults. */
export function properties(digits: number, settings: object = {}): Record<string, unknown> {
  const defaults = { enableWelcomeMessage: false, prompts: [], commands: [], onDelete: "reset" };
  return { custSpaceId: "cams-1", phoneNumber: String(8613000000000 + digits), ...defaults, ...settings };
}

interface StepStates {
  before?: object | undefined;
  after?: object | undefined;
  fleet?: string;
  /** Further fields of the old state. */
  old?: object;
  detailedDiff?: object;
}

/** A step of a preview, about a resource with a name. */
export function stepOf(op: string, name: string, { before, after, fleet, old, detailedDiff }: StepStates): object {
  const parent = fleet === undefined ? "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev" : fleetUrn(fleet);
  const oldState = before && { type: TYPE, parent, inputs: before, outputs: before, ...old };
  const newState = after && { type: TYPE, parent, inputs: after };
  return { op, urn: `urn:pulumi:dev::shop::${TYPE}::${name}`, oldState, newState, detailedDiff: detailedDiff ?? null };
}

/** An update of one number. */
export function update(name: string, digits: number, before: object, after: object, others: object = {}): object {
  return stepOf("update", name, { before: properties(digits, before), after: properties(digits, after), ...others });
}

/** Reads what steps and diagnostics say. */
export function changesOf(steps: readonly object[], others: object = {}): StackChanges {
  return changesIn(readDocument(JSON.stringify({ steps, ...others })));
}
