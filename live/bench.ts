import type { Command, Settings } from "../api/index.js";
import { settingsToQuery } from "../api/wire/body.js";
import type { Answer, Refusal } from "./call/answer.js";
import type { Caller } from "./call/caller.js";
import { NoAnswer } from "./call/no-answer.js";
import type { Clock } from "./clock.js";
import type { Shown, TriedNumber } from "./number/number.js";

/** Where the probes of one run work. */
export class Bench {
  readonly number: TriedNumber;
  readonly caller: Caller;
  readonly clock: Clock;
  /** A space that the account does not own. */
  readonly foreignSpace: string;
  /** Refusals that later probes compare with, by probe. */
  readonly refusals = new Map<string, Refusal>();
  /** Whether the service stores the welcome message switch. */
  hasWelcomeMessage = true;
  #known: Settings | undefined;
  #marks = 0;

  constructor(number: TriedNumber, caller: Caller, clock: Clock, foreignSpace: string) {
    this.number = number;
    this.caller = caller;
    this.clock = clock;
    this.foreignSpace = foreignSpace;
  }

  /** A list of prompts that was never written before. */
  newPrompts(): string[] {
    return [`Test ${this.#nextMark()}`];
  }

  /** A list of commands that was never written before. */
  newCommands(): Command[] {
    return [{ commandName: `test_${this.#nextMark()}`, commandDescription: "A test" }];
  }

  /** Makes sure that no setting is empty, and returns all. */
  async fill(): Promise<Settings> {
    if (this.#known && this.#isFull(this.#known)) return this.#known;
    const settings = { enableWelcomeMessage: true, prompts: this.newPrompts(), commands: this.newCommands() };
    const { refusal } = await this.write(settingsToQuery(settings));
    if (refusal) throw new NoAnswer(`ordinary settings were refused: HTTP ${refusal.status} ${refusal.code}`);
    return (await this.show(({ prompts }) => isSame(prompts, settings.prompts))).settings;
  }

  /** Writes some parameters, as they are. */
  async write(...args: Parameters<TriedNumber["write"]>): Promise<Answer> {
    const answer = await this.number.write(...args);
    if (!answer.refusal) this.#known = undefined;
    return answer;
  }

  /** Reads until an earlier write shows. */
  async show(isThere: (settings: Settings) => boolean): Promise<Shown> {
    const shown = await this.number.readUntil(isThere);
    this.#known = shown.settings;
    return shown;
  }

  #isFull({ enableWelcomeMessage, prompts, commands }: Settings): boolean {
    return (enableWelcomeMessage || !this.hasWelcomeMessage) && prompts.length > 0 && commands.length > 0;
  }

  #nextMark(): string {
    this.#marks += 1;
    return String(this.#marks).padStart(3, "0");
  }
}

/** Whether two lists have the same elements, in any order. */
export function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  const sorted = (list: readonly unknown[]) => JSON.stringify(list.map((element) => JSON.stringify(element)).sort());
  return sorted(one) === sorted(other);
}
