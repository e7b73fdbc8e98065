import { parametersOf } from "../received-request.js";
import type { ReceivedRequest } from "../received-request.js";

/** What a call asks for and in whose name, which nothing has checked yet. */
export interface Claim {
  readonly operation: string;
  readonly version: string;
  readonly accessKeyId: string;
}

/** Reads what a call claims from where its signature is: from its headers or from its parameters. */
export function claimOf(request: ReceivedRequest): Claim {
  return isSignedInParameters(request) ? parameterClaim(parametersOf(request)) : headerClaim(request.headers);
}

/** Whether a call has the older kind of signature. Its clients send the operation in a header, too. */
export function isSignedInParameters(request: ReceivedRequest): boolean {
  return !request.headers.has("authorization") && parametersOf(request).has("Action");
}

function parameterClaim(parameters: ReadonlyMap<string, string>): Claim {
  return {
    operation: parameters.get("Action") ?? "",
    version: parameters.get("Version") ?? "",
    accessKeyId: parameters.get("AccessKeyId") ?? "",
  };
}

function headerClaim(headers: ReadonlyMap<string, string>): Claim {
  return {
    operation: headers.get("x-acs-action") ?? "",
    version: headers.get("x-acs-version") ?? "",
    accessKeyId: /Credential=([^,\s]+)/.exec(headers.get("authorization") ?? "")?.[1] ?? "",
  };
}
