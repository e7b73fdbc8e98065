import type { FaultName } from "../faults/faults.js";

/** One call that the emulator got. Texts that the call did not carry are empty. */
export interface RecordedRequest {
  /** The operation that was asked for, known or not. */
  operation: string;
  /** The parameter `CustSpaceId`. */
  custSpaceId: string;
  /** The parameter `PhoneNumber`. */
  phoneNumber: string;
  /** The id of the access key that the call names, known or not. */
  accessKeyId: string;
  /** When the call arrived at the service, in milliseconds since the epoch. */
  time: number;
  /** The HTTP status; null while the call is unanswered, and when its connection broke before the answer was out. */
  status: number | null;
  /** The code in the answer; null where there is none. */
  code: string | null;
  /** The fault that the call met; null where it met none. */
  fault: FaultName | null;
}

/** Every call in the order of arrival. */
export class RequestLog {
  #entries: RecordedRequest[] = [];

  /** Notes a call that has arrived. What is learnt of it later is written to the entry. */
  add(operation: string, accessKeyId: string, time: number): RecordedRequest {
    const unknown = { custSpaceId: "", phoneNumber: "", status: null, code: null, fault: null };
    const entry = { operation, accessKeyId, time, ...unknown };
    this.#entries.push(entry);
    return entry;
  }

  /** Copies of the entries. */
  list(): RecordedRequest[] {
    return this.#entries.map((entry) => ({ ...entry }));
  }

  /** Forgets every call. */
  clear(): void {
    this.#entries = [];
  }
}
