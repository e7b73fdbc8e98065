import { isDeepStrictEqual } from "node:util";
import { isHidden, type Hidden, type Known } from "../../chat/known.js";
import type { ChatSettings } from "../../chat/settings.js";
import { nameIn } from "../../provider/engine/urn.js";
import { DEFAULT_ON_DELETE, ON_DELETE } from "../../settings/settings.js";
import type { Step } from "../stack/preview-document.js";
import { NOTHING } from "./compare-settings.js";
import { fleetIn } from "./fleets.js";
import type { ChangeKind } from "./kinds.js";
import { readSettings, readText } from "./read-settings.js";

/** What a preview says that happens to one number. */
export interface NumberChange {
  kind: ChangeKind;
  number: ChangedNumber;
  before: Known<ChatSettings>;
  after: Known<ChatSettings>;
  /** The properties that differ, hidden ones too, if the preview says so. */
  changedPaths?: readonly string[] | undefined;
  /** What else is to know, in sentences. */
  notes: string[];
}

/** A number that changes. */
export interface ChangedNumber {
  phoneNumber: Known<string>;
  custSpaceId: Known<string>;
  /** The resource's name in the stack. */
  name: string;
  /** The fleet's name, if it is in one. */
  fleet?: string | undefined;
}

/**
 * What the steps of a preview do to each number. A number that leaves one resource for another, as in a rename, changes
 * once: the provider does not delete what it has just written.
 *
 * @param unknownFleets - The URNs of fleets whose numbers are not known yet.
 */
export function numberChanges(steps: readonly Step[], unknownFleets: ReadonlySet<string>): NumberChange[] {
  const leaving = new Map(steps.filter(isLeaving).map((step) => [keyOf(step.oldState?.outputs), step]));
  const coming = new Set(steps.filter(isComing).map((step) => keyOf(step.newState?.inputs)));
  const mayStay = [...coming].some((key) => typeof key === "symbol") ? [MAY_STAY_NOTE] : [];
  return steps.flatMap((step): NumberChange[] => {
    const changes: NumberChange[] = [];
    if (isComing(step)) changes.push(comes(step, leaving.get(keyOf(step.newState?.inputs))));
    if (isLeaving(step) && !coming.has(keyOf(step.oldState?.outputs))) {
      const change = leaves(step, unknownFleets);
      changes.push({ ...change, notes: [...change.notes, ...mayStay] });
    }
    return isComing(step) || isLeaving(step) ? changes : [...changes, ...stays(step)];
  });
}

function isComing({ op }: Step): boolean {
  return op === "create" || op === "replace";
}

function isLeaving({ op }: Step): boolean {
  return op === "delete" || op === "replace";
}

type Properties = Readonly<Record<string, unknown>>;

/** What makes a number the same one. One that is not known is like no other. */
function keyOf({ custSpaceId, phoneNumber }: Properties = {}): unknown {
  const [space, number] = [readText(custSpaceId), readText(phoneNumber)];
  return isHidden(space) || isHidden(number) ? Symbol("unknown") : JSON.stringify([space, number]);
}

function comes({ op, urn, oldState, newState }: Step, leaving: Step | undefined): NumberChange {
  const inputs = newState?.inputs ?? {};
  const number = numberOf(urn, newState?.parent, inputs);
  const after = readSettings(inputs);
  if (leaving === undefined) {
    const notes = op === "replace" ? [replaceNote(oldState?.outputs, inputs)] : [];
    return { kind: op === "replace" ? "replace" : "create", number, before: NOT_READ, after, notes };
  }
  const before = readSettings(leaving.oldState?.outputs ?? {});
  const isRename = leaving.urn !== urn;
  const note = isRename
    ? "The number moves to another resource, or its resource gets another name."
    : "The resource is replaced, and the number stays.";
  return { kind: isRename ? "rename" : "replace", number, before, after, notes: [note, ...visibility(before, after)] };
}

function replaceNote(old: Properties = {}, next: Properties): string {
  const reasons = ["custSpaceId", "phoneNumber"].filter((property) => old[property] !== next[property]);
  return `Takes the place of another number: the resource's ${reasons.join(" and ")} changes.`;
}

function leaves({ op, urn, oldState }: Step, unknownFleets: ReadonlySet<string>): NumberChange {
  const outputs = oldState?.outputs ?? {};
  const before = readSettings(outputs);
  const number = numberOf(urn, oldState?.parent, outputs);
  if (unknownFleets.has(oldState?.parent ?? "")) {
    return { kind: "uncertain", number, before, after: UNKNOWN_FLEET, notes: [UNKNOWN_FLEET_NOTE] };
  }
  const { after, note } = afterDelete(before, outputs["onDelete"], oldState?.retainOnDelete === true);
  return { kind: op === "replace" ? "replaced" : "delete", number, before, after, notes: [note] };
}

/** What a number has once its resource is deleted. A replaced one follows what the state says. */
function afterDelete(before: ChatSettings, onDelete: unknown = DEFAULT_ON_DELETE, isRetained: boolean) {
  if (isRetained) return { after: before, note: "The settings stay as they are: the resource has retainOnDelete." };
  if (onDelete === "retain") return { after: before, note: "The settings stay as they are: onDelete is retain." };
  if (onDelete === "reset") return { after: NOTHING, note: "All three settings are emptied: onDelete is reset." };
  if (onDelete === "restore") {
    return { after: EARLIER, note: "The number gets back what it had before this stack: onDelete is restore." };
  }
  return { after: NOT_SAID, note: "The preview does not show onDelete, which decides what the settings become." };
}

function stays({ op, urn, oldState, newState, detailedDiff }: Step): NumberChange[] {
  if (op === "same") return [];
  const [old, next] = [oldState?.outputs, newState?.inputs];
  const before = old ? readSettings(old) : NOT_READ;
  const after = next ? readSettings(next) : NOT_SAID;
  if (op === "refresh" && isDeepStrictEqual(before, after)) return [];
  const number = numberOf(urn, (newState ?? oldState)?.parent, next ?? old ?? {});
  const changedPaths = detailedDiff ? Object.keys(detailedDiff) : undefined;
  const isUpdate = op === "update";
  const notes = [...(isUpdate ? [] : [operationNote(op)]), ...onDeleteNote(old, next), ...visibility(before, after)];
  return [{ kind: isUpdate ? "update" : "other", number, before, after, changedPaths, notes }];
}

/** Pulumi may have more operations some day. */
function operationNote(op: string): string {
  const name = /^[a-z-]{1,40}$/.test(op) ? `"${op}"` : "by a name that is not shown";
  return `Pulumi calls this operation ${name}; what it does is not known here.`;
}

function onDeleteNote(old: Properties = {}, next: Properties = {}): string[] {
  const [before, after] = [old, next].map(({ onDelete }) => ON_DELETE.find((known) => known === onDelete));
  return before && after && before !== after ? [`onDelete changes from ${before} to ${after}.`] : [];
}

function visibility(before: Known<ChatSettings>, after: Known<ChatSettings>): string[] {
  if (isHidden(before)) return [];
  const isKnown = ![before.enableWelcomeMessage, before.prompts, before.commands].some(isHidden);
  return isKnown && isDeepStrictEqual(before, after) ? ["Customers see no change."] : [];
}

function numberOf(urn: string, parent: string | undefined, properties: Properties): ChangedNumber {
  return {
    phoneNumber: readText(properties["phoneNumber"]),
    custSpaceId: readText(properties["custSpaceId"]),
    name: nameIn(urn),
    fleet: fleetIn(parent),
  };
}

const NOT_READ: Hidden = { why: "not read in a preview: the update reads it first" };

const EARLIER: Hidden = { why: "what the number had before this stack, a secret" };

const NOT_SAID: Hidden = { why: "not said in this preview" };

const MAY_STAY_NOTE = "Unless a resource whose number is not shown is for the same number, which then stays.";

const UNKNOWN_FLEET: Hidden = { why: "not known before the update: the fleet's numbers are not" };

const UNKNOWN_FLEET_NOTE =
  "Pulumi calls this a delete, because the numbers of the fleet are not known yet. Those that are still in it stay as " +
  "they are.";
