import type { FaultName } from "../faults/faults.js";

/** One call that the emulator received. Texts that the call did not carry are empty. */
export interface RecordedRequest {
  /** The requested operation, whether it exists or not. */
  operation: string;
  /** The parameter `CustSpaceId`. */
  custSpaceId: string;
  /** The parameter `PhoneNumber`. */
  phoneNumber: string;
  /** The access key id that the call names, whether it exists or not. */
  accessKeyId: string;
  /** When the call arrived at the service, in milliseconds since the epoch. */
  time: number;
  /** The HTTP status; null until the call is answered, and if its connection broke before that. */
  status: number | null;
  /** The code in the answer; null if there is none. */
  code: string | null;
  /** The fault that the call met; null if it met none. */
  fault: FaultName | null;
}

/** Records every call, in order of arrival. */
export class RequestLog {
  #entries: RecordedRequest[] = [];

  /** Adds a call that has arrived. The caller fills in the rest of the entry later. */
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

  /** Removes every entry. */
  clear(): void {
    this.#entries = [];
  }
}
