/** An answer that says no. */
export class Refusal extends Error {
  override name = "Refusal" as const;
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly accessDeniedDetail: Readonly<Record<string, string>> | undefined;

  constructor(status: number, code: string, message: string, more: RefusalParts = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = more.headers ?? {};
    this.accessDeniedDetail = more.accessDeniedDetail;
  }
}

/** What some refusals carry beside status, code and message. */
export interface RefusalParts {
  readonly headers?: Readonly<Record<string, string>>;
  readonly accessDeniedDetail?: Readonly<Record<string, string>>;
}

/** A refusal by the service behind the gateway, whose HTTP status is a switch of the behaviour. */
export class BusinessRefusal extends Refusal {
  constructor(code: string, message: string) {
    super(400, code, message);
  }
}

/** The refusal of a call that is over the rate; undefined `retryAfterMs` leaves the hint out. */
export function throttled(status: number, retryAfterMs?: number): Refusal {
  const headers = retryAfterMs === undefined ? {} : { "x-acs-retry-after": String(retryAfterMs) };
  return new Refusal(status, "Throttling.User", "Request was denied due to user flow control.", { headers });
}

/** The refusal of a call that is over the rate, in this service's own words. */
export function limitControl(): Refusal {
  return new Refusal(400, "System.LimitControl", "The system is under flow control.");
}

/** The refusal of a parameter that is not of its type. */
export function invalidParameter(name: string): Refusal {
  return new Refusal(400, `Invalid${name}`, `Specified parameter ${name} is not valid.`);
}

/** The refusal of a call without a parameter that it needs. */
export function missingParameter(name: string): Refusal {
  return new Refusal(400, `Missing${name}`, `${name} is mandatory for this action.`);
}

/** The refusal of an operation or address that does not exist. */
export function unknownAction(): Refusal {
  return new Refusal(404, "InvalidAction.NotFound", "Specified api is not found, please check your url and method.");
}

/** The refusal of a call that the caller's policies do not allow. */
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

/** The refusal of a call that the service failed to do. */
export function internalError(): Refusal {
  const message = "The request processing has failed due to some unknown error, exception or failure.";
  return new Refusal(500, "InternalError", message);
}
