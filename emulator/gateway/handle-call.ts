import type { Account } from "./accounts.js";
import { refuse, success } from "../answers/answers.js";
import type { Answer } from "../answers/answers.js";
import { authenticate } from "./authentication.js";
import type { Delivery } from "../answers/delivery.js";
import { THROTTLES, deliverFault } from "../faults/fault-deliveries.js";
import { OPERATIONS } from "../service/operations/index.js";
import type { Operation } from "../service/operations/operation.js";
import type { Moment } from "./rate-limit.js";
import { parametersOf } from "./received-request.js";
import type { ReceivedRequest } from "./received-request.js";
import {
  Refusal,
  internalError,
  limitControl,
  missingParameter,
  throttled,
  unknownAction,
} from "../answers/refusal.js";
import type { RecordedRequest } from "../control/request-log.js";
import type { World } from "../world.js";

const VERSION = "2020-06-06";

/** Judges a request, does what it asks, notes the fault that it meets, and says how to answer. */
export function handle(request: ReceivedRequest, world: World, arrival: Moment, entry: RecordedRequest): Delivery {
  try {
    const operation = findOperation(request);
    const account = authenticate(request, world.accounts, world.nonces, world.clock.wallMs());
    const parameters = parametersOf(request);
    const run = () => answer(operation, account, parameters, world, arrival.monotonicMs);
    const fault = world.faults.find(operation.name, parameters.get("PhoneNumber") ?? "", world.behaviour.faultSeed);
    if (fault === undefined || !THROTTLES.has(fault.fault)) checkRate(operation, account, world, arrival);
    if (fault === undefined) return { how: "whole", answer: run() };
    world.faults.use(fault);
    entry.fault = fault.fault;
    return deliverFault({ fault, operation: operation.name, run });
  } catch (error) {
    return { how: "whole", answer: refuse(asRefusal(error), world.behaviour) };
  }
}

function findOperation(request: ReceivedRequest): Operation {
  const operation = OPERATIONS.get(request.headers.get("x-acs-action") ?? "");
  if (operation === undefined || request.path !== "/" || !["GET", "POST"].includes(request.method))
    throw unknownAction();
  if (request.headers.get("x-acs-version") !== VERSION)
    throw new Refusal(400, "InvalidVersion", "Specified parameter Version is not valid.");
  return operation;
}

function checkRate(operation: Operation, account: Account, { rates, behaviour }: World, arrival: Moment): void {
  const key = JSON.stringify([account.accessKeyId, operation.name]);
  const retryAfterMs = rates.admit(behaviour.rateLimit, key, operation.callsPerSecond, arrival);
  if (retryAfterMs === 0) return;
  throw behaviour.throttleCode === "Throttling.User" ? throttled(400, retryAfterMs) : limitControl();
}

function answer(
  operation: Operation,
  account: Account,
  parameters: ReadonlyMap<string, string>,
  { store, behaviour }: World,
  arrivalMs: number,
): Answer {
  try {
    for (const name of operation.mandatory) if (!parameters.get(name)) throw missingParameter(name);
    return success(operation.run({ account, parameters, store, behaviour, arrivalMs }));
  } catch (error) {
    return refuse(asRefusal(error), behaviour);
  }
}

function asRefusal(error: unknown): Refusal {
  return error instanceof Refusal ? error : internalError();
}
