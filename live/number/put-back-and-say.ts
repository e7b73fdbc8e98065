import type { Settings } from "../../api/index.js";
import type { LiveOutput } from "../../cli/command-line/live-output.js";
import type { Clock } from "../clock.js";
import type { TriedNumber } from "./number.js";
import { putBack } from "./put-back.js";
import { forget } from "./recovery-file.js";

/** Puts back what a number had and says so, or says what to do. Returns whether it is put back. */
export async function putBackAndSay(
  number: TriedNumber,
  settings: Settings,
  file: string,
  { clock, output }: { clock: Clock; output: LiveOutput },
): Promise<boolean> {
  output.print("Putting back what the number had …");
  const problem = await putBack(number, settings, clock);
  if (problem === undefined) {
    forget(file);
    output.print("The number has again what it had.");
    return true;
  }
  output.print(`THE NUMBER IS NOT AS IT WAS: ${problem}.`);
  output.print(
    `Its settings are in ${file}. Put them back with \`npm run live -- --restore ${file}\`, or in the console.`,
  );
  return false;
}
