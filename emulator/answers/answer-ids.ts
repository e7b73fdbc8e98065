import { createHash, randomBytes } from "node:crypto";

/** The ids of one answer. */
export interface AnswerIds {
  readonly requestId: string;
  readonly traceId: string;
}

/** Makes up the ids of answers. */
export class IdSource {
  readonly #isDeterministic: boolean;
  #count = 0;

  /**
   * @param isDeterministic - Whether the first, the second, and every later answer has the same ids at each run.
   */
  constructor(isDeterministic: boolean) {
    this.#isDeterministic = isDeterministic;
  }

  next(): AnswerIds {
    this.#count += 1;
    const bytes = this.#isDeterministic ? createHash("sha256").update(String(this.#count)).digest() : randomBytes(32);
    const digits = bytes.toString("hex");
    const [, ...groups] = /^(.{8})(.{4})(.{4})(.{4})(.{12})/.exec(digits) ?? [];
    return { requestId: groups.join("-").toUpperCase(), traceId: digits.slice(32) };
  }

  clear(): void {
    this.#count = 0;
  }
}
