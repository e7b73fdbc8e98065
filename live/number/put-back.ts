import { isDeepStrictEqual } from "node:util";
import { isCamsError } from "../../api/index.js";
import type { Settings } from "../../api/index.js";
import { settingsToQuery } from "../../api/wire/body.js";
import { NoAnswer } from "../call/no-answer.js";
import type { Clock } from "../clock.js";
import { NotShown, type TriedNumber } from "./number.js";

/**
 * Writes what a number had, and reads it back. Returns undefined, or what went wrong. It is patient, and tries the other ways to clear
 * a list, in case `[]` does not.
 */
export async function putBack(number: TriedNumber, settings: Settings, clock: Clock): Promise<string | undefined> {
  let problem = "";
  for (const waitMs of WAITS_MS) {
    await clock.sleepUntil(clock.now() + waitMs);
    let isWorthAnotherRound = false;
    for (const parameters of waysToWrite(settings)) {
      try {
        const { refusal } = await number.write(parameters);
        if (!refusal) {
          await number.readUntil((shown) => isDeepStrictEqual(shown, settings));
          return undefined;
        }
        problem = `the write was refused: HTTP ${refusal.status} ${refusal.code}`;
      } catch (error) {
        if (!(error instanceof NoAnswer) && !isCamsError(error)) throw error;
        problem = error.message;
        isWorthAnotherRound ||= !(error instanceof NotShown);
      }
    }
    if (!isWorthAnotherRound) break;
  }
  return problem;
}

/**
 * Writes what a number has, in the first way that is accepted.
 *
 * @throws NoAnswer if none is
 */
export async function proveThatItCanBePutBack(number: TriedNumber, settings: Settings): Promise<void> {
  let refused = "";
  for (const parameters of waysToWrite(settings)) {
    const { refusal } = await number.write(parameters);
    if (!refusal) return;
    refused = `HTTP ${refusal.status} ${refusal.code}`;
  }
  throw new NoAnswer(`The service refuses the settings that the number has: ${refused}. Nothing was changed.`);
}

const WAITS_MS = [0, 5000, 60_000];

/** All three settings; then the same with empty values, and without them, in place of empty lists. */
function waysToWrite(settings: Settings): Record<string, string>[] {
  const whole = settingsToQuery(settings);
  const isEmpty = (value: string) => value === "[]";
  if (!Object.values(whole).some(isEmpty)) return [whole];
  const entries = Object.entries(whole);
  return [
    whole,
    Object.fromEntries(entries.map(([name, value]) => [name, isEmpty(value) ? "" : value])),
    Object.fromEntries(entries.filter(([, value]) => !isEmpty(value))),
  ];
}
