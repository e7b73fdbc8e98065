import type { FaultName } from "../faults/faults.js";
import type { Claim } from "./signing/claim.js";

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

/** A call, with what only the log knows of it. */
export interface LoggedCall extends RecordedRequest {
  /** Its place in the order of arrival. */
  readonly index: number;
  /** Whether it was within its limit and counts toward it. */
  readonly isAdmitted: boolean;
}

/** Records every call, in order of arrival. */
export class RequestLog {
  #entries: RecordedRequest[] = [];
  /** The revision in which an entry last changed, by its index. */
  #changed: number[] = [];
  readonly #admitted = new WeakSet<RecordedRequest>();
  #revision = 0;

  /** Counts the changes of entries. */
  get revision(): number {
    return this.#revision;
  }

  /** Adds a call that has arrived. The caller fills in the rest of the entry later, by `change`. */
  add({ operation, accessKeyId }: Claim, time: number): RecordedRequest {
    const unknown = { custSpaceId: "", phoneNumber: "", status: null, code: null, fault: null };
    const entry = { operation, accessKeyId, time, ...unknown };
    this.#entries.push(entry);
    this.change(entry, {});
    return entry;
  }

  /** Fills in what has become known of a call. */
  change(entry: RecordedRequest, known: Partial<RecordedRequest>): void {
    Object.assign(entry, known);
    this.#revision += 1;
    // A reset may have removed it.
    const index = this.#entries.lastIndexOf(entry);
    if (index >= 0) this.#changed[index] = this.#revision;
  }

  /** Notes that a call was within its limit and counts toward it. */
  admit(entry: RecordedRequest): void {
    this.#admitted.add(entry);
    this.change(entry, {});
  }

  /** Copies of the entries. */
  list(): RecordedRequest[] {
    return this.#entries.map((entry) => ({ ...entry }));
  }

  /** The calls that changed after a revision; of many, the last ones. */
  changedSince(revision: number): LoggedCall[] {
    const first = Math.max(0, this.#entries.length - MOST_CHANGES);
    return this.#entries.slice(first).flatMap((entry, offset) => {
      const index = first + offset;
      if ((this.#changed[index] ?? 0) <= revision) return [];
      return [{ ...entry, index, isAdmitted: this.#admitted.has(entry) }];
    });
  }

  /** Removes every entry. */
  clear(): void {
    this.#entries = [];
    this.#changed = [];
  }
}

const MOST_CHANGES = 1_000;
