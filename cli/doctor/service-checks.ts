import { CamsError } from "../../api/errors.js";
import { OPERATIONS } from "../../api/pace/rate-limits.js";
import type { ClientOptions, Operation, Probe } from "../../api/index.js";
import { commonCauseIn, isForeign, type CommonCause } from "./common-cause.js";
import { ok, problem, unknown, type Check } from "./check-result.js";
import { checkClock } from "./clock-check.js";
import { adviserFor } from "../error-advice.js";
import type { ConfigurationFlags } from "../command-line/configuration-flags.js";
import { checkSpace, type Space } from "./space-check.js";
import { describeCredentials, describeEndpoint } from "./settings-checks.js";

/** Calls each operation, and checks credentials, endpoint and clock by the answers. Then checks a space, if one is given. */
export async function checkService(
  options: ClientOptions,
  flags: ConfigurationFlags,
  space: Space | undefined,
): Promise<Check[]> {
  const { createClient } = await import("../../api/index.js");
  const notices: string[] = [];
  const client = createClient(
    { ...options, ...TIMEOUTS },
    { notice: (text) => notices.push(text), advise: adviserFor(flags) },
  );
  const [first = "GetConversationalAutomation", ...others] = OPERATIONS;
  const probe = await client.probe(first);
  const cause = commonCauseIn(probe);
  const shared = [
    ...notices.map((text) =>
      problem("configuration", text, "Correct cams:redisUrl, start Redis, or remove what blocks the folder."),
    ),
    checkCredentials(probe, cause, options),
    checkEndpoint(cause, options, flags),
    checkClock(probe.clockAheadMs, cause),
  ];
  if (cause) return [...shared, ...[...OPERATIONS, "space" as const].map((name) => unknown(name, cause.place))];
  const rest = await Promise.all(
    others.map(async (operation) => checkOperation(operation, await client.probe(operation))),
  );
  const ofSpace = space ? [await checkSpace(client, space)] : [];
  return [...shared, checkOperation(first, probe), ...rest, ...ofSpace];
}

/** Short, because a user waits: the first operation is called alone, and then the others together. */
const TIMEOUTS = { attemptTimeoutSeconds: 5, retryTimeoutSeconds: 5 };

function checkCredentials(probe: Probe, cause: CommonCause | undefined, options: ClientOptions): Check {
  const { credentialsSource = options.credentialsSource } = probe;
  const found = describeCredentials({ ...options, credentialsSource });
  if (!cause) return ok("credentials", `${found}, accepted by the service`);
  const { place, error, isAnswer } = cause;
  if (place !== "credentials") return ok("credentials", found);
  return problem("credentials", isAnswer ? `${found}: ${error.answer}` : error.answer, error.advice);
}

function checkEndpoint(cause: CommonCause | undefined, options: ClientOptions, flags: ConfigurationFlags): Check {
  const endpoint = describeEndpoint(options, flags);
  if (!cause || cause.isAnswer) return ok("endpoint", `${endpoint} answers as the service`);
  const { place, error } = cause;
  if (place !== "endpoint") return unknown("endpoint", place);
  return problem(
    "endpoint",
    `${endpoint}: ${error.answer}`,
    isForeign(error) ? foreignAdvice(options, flags) : error.advice,
  );
}

/** What to do about an answer that the client took for the service's. */
function foreignAdvice({ endpoint }: ClientOptions, flags: ConfigurationFlags): string {
  const error = new CamsError("not-the-service", { endpoint });
  return error.withAdvice(adviserFor(flags)(error) ?? "").advice;
}

/** The list operation has no required parameters, and managing numbers does not need it. */
function checkOperation(operation: Operation, { hindrance }: Probe): Check {
  const isList = operation === "QueryChatappPhoneNumbers";
  if (!hindrance) return ok(operation, isList ? "allowed" : "not refused: the service asks for its parameters");
  if (!isList || hindrance.kind !== "permission") return problem(operation, hindrance.answer, hindrance.advice);
  const found = `not allowed; needed to list numbers, not to manage them: ${hindrance.answer}`;
  return { ...problem(operation, found, hindrance.advice), status: "ok" };
}
