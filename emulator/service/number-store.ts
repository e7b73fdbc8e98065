import type { DataFile } from "./data-file.js";
import { EMPTY_SETTINGS, type NumberSettings, type Settings } from "./settings.js";

/** Holds the numbers that were written or set, in the order in which each first appeared. */
export class NumberStore {
  readonly #initial: readonly NumberSettings[];
  readonly #file: DataFile | undefined;
  readonly #numbers = new Map<string, StoredNumber>();
  #revision = 0;

  /** Counts the changes of numbers. */
  get revision(): number {
    return this.#revision;
  }

  /**
   * @param initial - What it starts with, and has again after a reset.
   * @param file - Keeps every change. What it holds already comes before `initial`.
   */
  constructor(initial: readonly NumberSettings[], file?: DataFile) {
    this.#initial = initial;
    this.#file = file;
    this.#replaceAll(file?.found.length ? file.found : initial);
  }

  /** Sets a number's settings. Every read shows them at once. */
  set(number: NumberSettings): void {
    this.#keep(number);
    this.#show(number);
  }

  /** Writes some of a number's settings. Reads show the old ones for `staleReadMs`. */
  write(
    custSpaceId: string,
    phoneNumber: string,
    changes: Partial<Settings>,
    nowMs: number,
    staleReadMs: number,
  ): void {
    const old = this.#versions(custSpaceId, phoneNumber);
    const settings = { ...(old.at(-1)?.settings ?? EMPTY_SETTINGS), ...changes };
    const shown = Math.max(
      0,
      old.findLastIndex((version) => version.sinceMs <= nowMs - staleReadMs),
    );
    const versions = [...old.slice(shown), { sinceMs: nowMs, settings }];
    this.#keep({ custSpaceId, phoneNumber, ...settings });
    this.#hold({ custSpaceId, phoneNumber, versions });
  }

  /** Reads the settings as of `nowMs`. Returns undefined if the number was never configured. */
  read(custSpaceId: string, phoneNumber: string, nowMs: number, staleReadMs: number): Readonly<Settings> | undefined {
    const versions = this.#versions(custSpaceId, phoneNumber);
    const shown = versions.findLast((version) => version.sinceMs <= nowMs - staleReadMs) ?? versions[0];
    return shown?.settings;
  }

  has(custSpaceId: string, phoneNumber: string): boolean {
    return this.#numbers.has(keyOf(custSpaceId, phoneNumber));
  }

  /** Lists every number with its newest settings. */
  list(): NumberSettings[] {
    return this.changedSince(-1);
  }

  /** Lists the numbers that changed after a revision. */
  changedSince(revision: number): NumberSettings[] {
    return [...this.#numbers.values()]
      .filter((stored) => stored.revision > revision)
      .map(({ custSpaceId, phoneNumber, versions }) =>
        structuredClone({ custSpaceId, phoneNumber, ...(versions.at(-1)?.settings ?? EMPTY_SETTINGS) }),
      );
  }

  /** Returns to what it started with, or would have started with but for its file. */
  reset(): void {
    this.#replaceAll(this.#initial);
  }

  #replaceAll(numbers: readonly NumberSettings[]): void {
    this.#file?.replace(numbers);
    this.#numbers.clear();
    for (const number of numbers) this.#show(number);
  }

  #show({ custSpaceId, phoneNumber, ...settings }: NumberSettings): void {
    this.#hold({ custSpaceId, phoneNumber, versions: [{ sinceMs: -Infinity, settings }] });
  }

  #keep(number: NumberSettings): void {
    if (this.#file?.isOutdated) this.#file.replace([...this.list(), number]);
    else this.#file?.append(number);
  }

  #hold(number: Omit<StoredNumber, "revision">): void {
    this.#revision += 1;
    const { custSpaceId, phoneNumber } = number;
    this.#numbers.set(keyOf(custSpaceId, phoneNumber), { ...number, revision: this.#revision });
  }

  #versions(custSpaceId: string, phoneNumber: string): readonly Version[] {
    const stored = this.#numbers.get(keyOf(custSpaceId, phoneNumber));
    return stored?.versions ?? [{ sinceMs: -Infinity, settings: undefined }];
  }
}

interface Version {
  readonly sinceMs: number;
  /** Undefined before the number was configured. */
  readonly settings: Readonly<Settings> | undefined;
}

interface StoredNumber {
  readonly custSpaceId: string;
  readonly phoneNumber: string;
  /** The revision of the store in which it last changed. */
  readonly revision: number;
  /** Oldest first. More than one only while reads are stale. */
  readonly versions: readonly Version[];
}

function keyOf(custSpaceId: string, phoneNumber: string): string {
  return JSON.stringify([custSpaceId, phoneNumber]);
}
