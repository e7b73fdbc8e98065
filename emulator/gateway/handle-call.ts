import { refuse, success, type Answer } from "../answers/answers.js";
import type { Delivery } from "../answers/delivery.js";
import { Refusal, internalError, limitControl, throttled, unknownAction } from "../answers/refusal.js";
import type { Moment } from "../clock.js";
import { THROTTLES, deliverFault } from "../faults/deliver-fault.js";
import type { Account } from "../service/accounts.js";
import { DataFileError } from "../service/data-file.js";
import { OPERATIONS } from "../service/operations.js";
import type { Operation } from "../service/operations/operation.js";
import { warn } from "../warn.js";
import { authenticate } from "./signing/authentication.js";
import { claimOf } from "./signing/claim.js";
import type { GatewayState } from "./gateway-state.js";
import { parametersOf, type ReceivedRequest } from "./received-request.js";
import type { RecordedRequest } from "./request-log.js";

/** Checks a call, runs it, records the fault it meets, and returns how to answer. */
export function handleCall(
  request: ReceivedRequest,
  state: GatewayState,
  arrival: Moment,
  entry: RecordedRequest,
): Delivery {
  try {
    const account = authenticate(request, state, () => findOperation(request));
    const operation = findOperation(request);
    const parameters = parametersOf(request, state.behaviour);
    const run = () => answer(operation, account, parameters, state, arrival.monotonicMs);
    const fault = state.faults.find(operation.name, parameters.get("PhoneNumber") ?? "", state.behaviour.faultSeed);
    if (fault === undefined || !THROTTLES.has(fault.fault)) {
      checkRate(operation, account, state, arrival);
      state.log.admit(entry);
    }
    if (fault === undefined) return { how: "whole", answer: run() };
    state.faults.use(fault);
    entry.fault = fault.fault;
    return deliverFault({ fault, operation: operation.name, run });
  } catch (error) {
    return { how: "whole", answer: refuse(asRefusal(error), state.behaviour) };
  }
}

const VERSION = "2020-06-06";

function findOperation(request: ReceivedRequest): Operation {
  const claim = claimOf(request);
  const operation = OPERATIONS.get(claim.operation);
  if (operation === undefined || request.path !== "/" || !["GET", "POST"].includes(request.method))
    throw unknownAction();
  if (claim.version !== VERSION) throw new Refusal(400, "InvalidVersion", "Specified parameter Version is not valid.");
  return operation;
}

function checkRate(operation: Operation, account: Account, { rates, behaviour }: GatewayState, arrival: Moment): void {
  const key = JSON.stringify([account.accessKeyId, operation.name]);
  const callsPerSecond = behaviour.callsPerSecond[operation.name] ?? operation.callsPerSecond;
  const retryAfterMs = rates.admit(behaviour, key, callsPerSecond, arrival);
  if (retryAfterMs === 0) return;
  const isUser = behaviour.throttleCode === "Throttling.User";
  const hasHint = behaviour.retryAfter === "always" || (behaviour.retryAfter === "throttling-user" && isUser);
  const hint = hasHint ? retryAfterMs : undefined;
  throw isUser ? throttled(400, hint) : limitControl(hint);
}

function answer(
  operation: Operation,
  account: Account,
  parameters: ReadonlyMap<string, string>,
  { store, behaviour }: GatewayState,
  arrivalMs: number,
): Answer {
  try {
    return success(operation.run({ account, parameters, store, behaviour, arrivalMs }));
  } catch (error) {
    return refuse(asRefusal(error), behaviour);
  }
}

function asRefusal(error: unknown): Refusal {
  if (error instanceof DataFileError) warn(error.message);
  return error instanceof Refusal ? error : internalError();
}
