import { resolve } from "node:path";
import { executableOnPath } from "./engine.mjs";
import { run } from "./step.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

const HOW_TO_GET_ONE =
  "Install it (Debian and Ubuntu: `sudo apt-get install chromium`; elsewhere: https://www.chromium.org/getting-involved/download-chromium/), " +
  "or set PULUMI_CAMS_CHROMIUM to the path of a Chromium or Chrome, and run this again.";

/**
 * The path of a Chromium for the tests of what people see: the one that PULUMI_CAMS_CHROMIUM names, or one on PATH.
 * Without one, says how to get it, and those tests fail. Nothing is downloaded: a browser needs its system's updates.
 */
export async function findChromium() {
  const named = process.env.PULUMI_CAMS_CHROMIUM;
  const chromium = named ? resolve(named) : NAMES.map(executableOnPath).find((path) => path !== undefined);
  const problem = chromium === undefined ? "none was found." : await problemWith(chromium);
  if (problem === undefined) return chromium;
  process.stderr.write(`The tests of the pages need Chromium, and ${problem} They will fail. ${HOW_TO_GET_ONE}\n`);
  return undefined;
}

async function problemWith(chromium) {
  try {
    await run(chromium, ["--version"]);
    return undefined;
  } catch (error) {
    return `${chromium} does not start: ${error.message}`;
  }
}
