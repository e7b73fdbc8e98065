import type { PhoneNumberKey, Settings } from "../../api/index.js";
import { isRecord, keyToQuery, settingsFromBody, settingsToQuery, type Body } from "../../api/wire/body.js";
import type { ErrorKind } from "../../api/index.js";
import type { Answer } from "../call/answer.js";
import type { Caller } from "../call/caller.js";
import { NoAnswer } from "../call/no-answer.js";
import type { Clock } from "../clock.js";

export const GET = "GetConversationalAutomation";
export const UPDATE = "UpdateConversationalAutomation";
export const QUERY = "QueryChatappPhoneNumbers";

/** The settings that an answer shows, and how it shows them. */
export interface Shown {
  readonly settings: Settings;
  readonly data: Body;
}

/** The number that is tried on. */
export class TriedNumber {
  readonly key: PhoneNumberKey;
  readonly #caller: Caller;
  readonly #clock: Clock;

  constructor(key: PhoneNumberKey, caller: Caller, clock: Clock) {
    this.key = key;
    this.#caller = caller;
    this.#clock = clock;
  }

  get parameters(): Record<string, string> {
    return keyToQuery(this.key);
  }

  /** @throws NoAnswer */
  async read(): Promise<Shown> {
    const { body, refusal } = await this.#caller.call({ operation: GET, parameters: this.parameters });
    if (refusal) throw new NoAnswer(`the settings could not be read: HTTP ${refusal.status} ${refusal.code}`);
    const settings = settingsFromBody(body);
    const data = body["Data"] ?? body["data"];
    if (!settings || !isRecord(data)) throw new NoAnswer("the settings were shown in an unknown form");
    return { settings, data };
  }

  /** Reads until an earlier write shows. */
  async readUntil(isThere: (settings: Settings) => boolean): Promise<Shown> {
    const start = this.#clock.now();
    for (;;) {
      const shown = await this.read();
      if (isThere(shown.settings)) return shown;
      const waitedMs = this.#clock.now() - start;
      await this.#clock.sleepUntil(this.#clock.now() + waitedMs / 4);
      if (waitedMs >= PATIENCE_MS) throw new NotShown(`a write did not show within ${PATIENCE_MS / 1000} s`);
    }
  }

  /** Writes some parameters, as they are. */
  async write(
    parameters: Readonly<Record<string, string>>,
    { sentAsPlus, deliberate }: WriteOptions = {},
  ): Promise<Answer> {
    const plan = { operation: UPDATE, parameters: { ...this.parameters, ...parameters } };
    return await this.#caller.call(sentAsPlus === undefined ? plan : { ...plan, sentAsPlus }, deliberate);
  }

  /** Writes all three settings. */
  async writeAll(settings: Settings): Promise<Answer> {
    return await this.write(settingsToQuery(settings));
  }
}

/** A write was accepted, and reads do not show it. */
export class NotShown extends NoAnswer {}

interface WriteOptions {
  sentAsPlus?: " " | "+";
  deliberate?: readonly ErrorKind[];
}

const PATIENCE_MS = 20_000;
