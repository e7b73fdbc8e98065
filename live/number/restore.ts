import { parseEndpoint } from "../../api/index.js";
import type { LiveOutput } from "../../cli/command-line/live-output.js";
import { Caller } from "../call/caller.js";
import { systemClock } from "../clock.js";
import { connect } from "../connect.js";
import { TriedNumber } from "./number.js";
import { putBackAndSay } from "./put-back-and-say.js";
import { readKept } from "./recovery-file.js";

/** Puts back what an earlier run kept in a file. Returns the exit status. */
export async function restore(file: string, profile: string | undefined, output: LiveOutput): Promise<number> {
  const { endpoint, key, settings } = readKept(file);
  const place = parseEndpoint(endpoint);
  if (typeof place === "string") throw new Error(`${file}: ${place}`);
  const caller = new Caller({ ...connect(profile, place), clock: systemClock, secrets: Object.values(key) });
  try {
    const number = new TriedNumber(key, caller, systemClock);
    return (await putBackAndSay(number, settings, file, { clock: systemClock, output })) ? 0 : 1;
  } finally {
    caller.close();
  }
}
