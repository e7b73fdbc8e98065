import { isRecord } from "../../api/wire/body.js";
import type { PhoneNumberKey } from "../../api/index.js";
import { parseId } from "../../provider/lifecycle/number-id.js";
import { nameIn } from "../../provider/engine/urn.js";
import { isNumberType } from "./number-resource.js";
import { nameStack, runPulumi, type StackPlace } from "./run-pulumi.js";

/**
 * Reads which numbers a stack manages and which operations were interrupted, but no settings.
 *
 * @throws Error if `pulumi` cannot read the state
 */
export async function readStackState(place: StackPlace): Promise<StackState> {
  const { printed, missing, problem } = await runPulumi("stack export", place);
  if (printed === undefined)
    throw new Error(`Could not read the state of ${nameStack(place.stack)}: ${missing ?? problem}.`);
  const deployment = recordAt(printed, "deployment");
  return {
    numbers: listAt(deployment, "resources")
      .filter((resource) => isNumberType(resource["type"]) && isManaged(resource))
      .map(({ id }) => parseId(String(id))),
    pending: listAt(deployment, "pending_operations").map(pendingFrom),
  };
}

/** What is of interest in a state. */
export interface StackState {
  numbers: PhoneNumberKey[];
  pending: PendingOperation[];
}

/** An operation that had begun when the engine was killed. */
export interface PendingOperation {
  /** Such as `creating`. */
  type: string;
  /** The name of the resource. */
  name: string;
  /** Whether the resource is a number's. */
  isNumber: boolean;
}

type Fields = Record<string, unknown>;

function recordAt(value: unknown, name: string): Fields {
  const field = isRecord(value) ? value[name] : undefined;
  return isRecord(field) ? field : {};
}

function listAt(record: Fields, name: string): Fields[] {
  const list = record[name];
  return Array.isArray(list) ? list.filter(isRecord) : [];
}

/** What is marked for deletion has been replaced already, and what is external is only read, by `.get()`. */
function isManaged(resource: Fields): boolean {
  return resource["delete"] !== true && resource["external"] !== true;
}

/** https://github.com/pulumi/pulumi/blob/master/sdk/go/common/apitype/core.go, `OperationV2` */
function pendingFrom(operation: Fields): PendingOperation {
  const resource = recordAt(operation, "resource");
  return {
    type: String(operation["type"]),
    name: nameIn(String(resource["urn"])),
    isNumber: isNumberType(resource["type"]),
  };
}
