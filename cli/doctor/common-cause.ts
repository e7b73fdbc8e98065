import type { CamsError, ErrorKind, Probe } from "../../api/index.js";

/** What stands in the way of every operation. */
export interface Cause {
  /** The check that tells of it. */
  place: "credentials" | "endpoint" | "clock";
  error: CamsError;
  /** Whether it was the service that answered. */
  isAnswer: boolean;
}

const PLACES: Partial<Record<ErrorKind, Cause["place"]>> = {
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

/** The cause that a call has met; nothing when it has met none, or one that is about its operation. */
export function causeIn({ hindrance: error }: Probe): Cause | undefined {
  if (!error) return undefined;
  const place = PLACES[error.kind] ?? (isForeign(error) ? "endpoint" : undefined);
  return place && { place, error, isAnswer: place !== "endpoint" && error.kind !== "no-credentials" };
}

/** Every answer of the service has a request id: without one, and with no better explanation, another answered. */
export function isForeign({ kind, requestId }: CamsError): boolean {
  return PLACES[kind] === undefined && requestId === undefined;
}
