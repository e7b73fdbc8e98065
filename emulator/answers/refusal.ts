import type { LimitName } from "../behaviour.js";

/** A call is refused: by the gateway, or by the service behind it. */
export class Refusal extends Error {
  override name = "Refusal" as const;
  readonly status: number;
  readonly code: string;
  readonly retryAfterMs: number | undefined;
  readonly accessDeniedDetail: Readonly<Record<string, string>> | undefined;

  constructor(status: number, code: string, message: string, more: RefusalParts = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.retryAfterMs = more.retryAfterMs;
    this.accessDeniedDetail = more.accessDeniedDetail;
  }
}

/** What some refusals carry in addition to status, code and message. */
export interface RefusalParts {
  /** The hint `x-acs-retry-after`. */
  readonly retryAfterMs?: number | undefined;
  readonly accessDeniedDetail?: Readonly<Record<string, string>>;
}

/** A refusal by the service behind the gateway. The switch `businessErrors` decides its HTTP status. */
export class BusinessRefusal extends Refusal {
  /** The limit that was broken, if it was one. */
  readonly limit: LimitName | undefined;

  constructor(code: string, message: string, limit?: LimitName) {
    super(400, code, message);
    this.limit = limit;
  }
}

/** Throttles a call, with the hint `x-acs-retry-after` unless `retryAfterMs` is undefined. */
export function throttled(status: number, retryAfterMs?: number): Refusal {
  return new Refusal(status, "Throttling.User", "Request was denied due to user flow control.", { retryAfterMs });
}

/** Throttles a call with this service's own code, with the hint `x-acs-retry-after` if `retryAfterMs` is given. */
export function limitControl(retryAfterMs?: number): Refusal {
  return new Refusal(400, "System.LimitControl", "The system is under flow control.", { retryAfterMs });
}

export function invalidParameter(name: string): Refusal {
  return new Refusal(400, `Invalid${name}`, `Specified parameter ${name} is not valid.`);
}

export function missingParameter(name: string): Refusal {
  return new Refusal(400, `Missing${name}`, `${name} is mandatory for this action.`);
}

export function unknownAction(): Refusal {
  return new Refusal(404, "InvalidAction.NotFound", "Specified api is not found, please check your url and method.");
}

/** Refuses a call that the caller's RAM policies do not allow. */
export function noPermission(operation: string): Refusal {
  return new Refusal(403, "NoPermission", "You are not authorized to perform this operation.", {
    accessDeniedDetail: {
      AuthAction: `cams:${operation}`,
      AuthPrincipalDisplayName: "200000000000000001",
      AuthPrincipalOwnerId: "1000000000000001",
      AuthPrincipalType: "SubUser",
      NoPermissionType: "ImplicitDeny",
      PolicyType: "AccountLevelIdentityBasedPolicy",
      EncodedDiagnosticMessage: "AQIBIAAAAA",
    },
  });
}

export function internalError(): Refusal {
  const message = "The request processing has failed due to some unknown error, exception or failure.";
  return new Refusal(500, "InternalError", message);
}
