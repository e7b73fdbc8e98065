import type { CamsError, ErrorKind, Probe } from "../../api/index.js";

/** Finds why a call failed, if every other call would fail for the same reason. */
export function commonCauseIn({ hindrance: error }: Probe): CommonCause | undefined {
  if (!error) return undefined;
  const place = PLACES[error.kind] ?? (isForeign(error) ? "endpoint" : undefined);
  return place && { place, error, isAnswer: place !== "endpoint" && error.kind !== "no-credentials" };
}

/** Whether something other than the service answered: the service puts a request id into every answer. */
export function isForeign({ kind, requestId }: CamsError): boolean {
  return PLACES[kind] === undefined && requestId === undefined;
}

/** A failure that every call has in common. */
export interface CommonCause {
  /** The check that reports it. */
  place: "credentials" | "endpoint" | "clock";
  error: CamsError;
  /** Whether the service itself answered. */
  isAnswer: boolean;
}

const PLACES: Partial<Record<ErrorKind, CommonCause["place"]>> = {
  "no-credentials": "credentials",
  "access-key": "credentials",
  signature: "credentials",
  token: "credentials",
  "token-expired": "credentials",
  subscription: "credentials",
  unavailable: "endpoint",
  network: "endpoint",
  timeout: "endpoint",
  "not-listening": "endpoint",
  "host-not-found": "endpoint",
  "not-the-service": "endpoint",
  "request-too-long": "endpoint",
  clock: "clock",
};
