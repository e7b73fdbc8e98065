import { isCamsError, type CamsError } from "./errors.js";

/** What a call without parameters found out. */
export interface Probe {
  /** What prevents the operation from being called; absent when nothing does. */
  hindrance?: CamsError;
  /** By how many milliseconds this machine's clock is ahead of the service's, to within a second. */
  clockAheadMs?: number | undefined;
  /** Where the credentials came from, in words. */
  credentialsSource?: string | undefined;
}

/**
 * Finds out whether an operation may be called, by a call without parameters. It reads and writes nothing if the
 * operation needs parameters: the service asks for them, or refuses the call for another reason. Whether it checks
 * permissions or parameters first is not documented.
 */
export async function probe(call: () => Promise<unknown>): Promise<Probe> {
  try {
    await call();
    return {};
  } catch (error) {
    if (!isCamsError(error)) throw error;
    const { clockAheadMs, credentialsSource } = error;
    return { clockAheadMs, credentialsSource, ...(asksForParameters(error) ? {} : { hindrance: error }) };
  }
}

/**
 * The codes of missing and invalid parameters follow a rule: https://help.aliyun.com/document_detail/48054.html. An error
 * about a space or a number counts too, since the call names neither.
 */
function asksForParameters({ kind, code, requestId }: CamsError): boolean {
  if (kind === "space" || kind === "phone-number") return true;
  const isComplaint = /^(Missing|Invalid)(CustSpaceId|PhoneNumber|Parameter)\b/.test(code ?? "");
  return kind === "rejected" && requestId !== undefined && isComplaint;
}
