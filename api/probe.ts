import { isCamsError, type CamsError } from "./errors.js";

/** What a call without parameters told. */
export interface Probe {
  /** What keeps the operation from being called; absent when the service had nothing against it. */
  hindrance?: CamsError;
  /** By how many milliseconds this machine's clock is ahead of the service's, give or take a second. */
  clockAheadMs?: number | undefined;
  /** Where the credentials came from, in words. */
  credentialsSource?: string | undefined;
}

/**
 * Learns from a call without parameters whether the operation may be called. Nothing is read or written where the
 * service needs parameters: it asks for them, or says why it does not even look at them. Which of the two it does
 * first, look at permissions or at parameters, is not documented.
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
 * Codes of missing and wrong parameters are made by a rule: https://help.aliyun.com/document_detail/48054.html. Words
 * about a space or a number, of which the call names none, are as good.
 */
function asksForParameters({ kind, code, requestId }: CamsError): boolean {
  if (kind === "space" || kind === "phone-number") return true;
  const isComplaint = /^(Missing|Invalid)(CustSpaceId|PhoneNumber|Parameter)\b/.test(code ?? "");
  return kind === "rejected" && requestId !== undefined && isComplaint;
}
