import type { PhoneNumberKey } from "../../api/index.js";
import { plural } from "../plural.js";
import type { StackPlace } from "../stack/run-pulumi.js";
import { readStackState, type PendingOperation, type StackState } from "../stack/state.js";
import { ok, problem, type Check } from "./check-result.js";

/** Reads the stack's state, and reports operations that were interrupted. */
export async function checkState(place: StackPlace): Promise<StateCheck> {
  try {
    const { numbers, pending } = await readStackState(place);
    return { check: pending.length === 0 ? describe(numbers) : pendingProblem(pending), numbers };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { check: problem("state", error.message, "Run `pulumi stack export` here and fix what it reports.") };
  }
}

/** A check of the state, and the numbers in it if it could be read. */
export interface StateCheck {
  check: Check;
  numbers?: StackState["numbers"];
}

function describe(numbers: readonly PhoneNumberKey[]): Check {
  return ok("state", `${plural(numbers.length, "number")}, no pending operations`);
}

/** The most operations that are named. */
const MOST_NAMED = 5;

function pendingProblem(pending: readonly PendingOperation[]): Check {
  const named = pending.slice(0, MOST_NAMED).map(({ type, name }) => `${type} ${name}`);
  const rest = pending.length > MOST_NAMED ? [`${pending.length - MOST_NAMED} more`] : [];
  const found = `${plural(pending.length, "pending operation")}: ${[...named, ...rest].join(", ")}.`;
  return problem("state", found, `${cureFor(pending)} ${IF_LOCKED}`);
}

/** A number always exists, so that it has been written in part or not at all makes no difference to the next update. */
function cureFor(pending: readonly PendingOperation[]): string {
  if (pending.every(({ isNumber }) => isNumber)) {
    return (
      "A run was interrupted, or is in progress. If it was interrupted, run `pulumi refresh --clear-pending-creates`, " +
      "and then `pulumi up`, which reads these numbers again and does the rest."
    );
  }
  return (
    "A run was interrupted, or is in progress. If it was interrupted, run `pulumi refresh`, which asks about each: " +
    "clear those of numbers, and see what became of the others. Then run `pulumi up`."
  );
}

const IF_LOCKED = "If Pulumi says that the stack is locked although no run is in progress, run `pulumi cancel` first.";
