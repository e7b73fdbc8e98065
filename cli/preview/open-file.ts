import { spawn } from "node:child_process";
import { once } from "node:events";
import { platform } from "node:process";
import { setTimeout } from "node:timers/promises";

/** Opens a file with the program that the desktop has for it. Returns whether there seems to be one. */
export async function openFile(file: string): Promise<boolean> {
  const [command, ...args] = OPENERS[platform] ?? ["xdg-open"];
  const ended = once(spawn(command, [...args, file], { detached: true, stdio: "ignore" }), "exit").then(
    ([status]) => status === 0,
    () => false,
  );
  // Some openers run as long as the browser does.
  return await Promise.race([ended, setTimeout(LONGEST_MS, true)]);
}

const LONGEST_MS = 2_000;

/** Without a shell, which would read the name of the file as a command. */
const OPENERS: Partial<Record<NodeJS.Platform, [string, ...string[]]>> = {
  darwin: ["open"],
  win32: ["rundll32", "url.dll,FileProtocolHandler"],
};
