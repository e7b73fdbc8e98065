import type { Command } from "../../api/index.js";
import type { LimitName } from "../../emulator/index.js";
import { isSame } from "../bench.js";
import { commandsToText } from "../command-text.js";
import { serviceRefusedText, type Probe } from "../probe.js";

/** Which of Meta's limits are enforced, and what the refusals look like. */
export const LIMITS: readonly Probe[] = [
  promptLimit("prompt-count", ["Test 1", "Test 2", "Test 3", "Test 4", "Test 5"]),
  commandLimit("command-name-length", [command("t".repeat(33))]),
  promptLimit("prompt-empty", [""]),
  promptLimit("prompt-length", ["t".repeat(81)]),
  promptLimit("prompt-emoji", ["Test 👍"]),
  commandLimit(
    "command-count",
    Array.from({ length: 31 }, (_, index) => command(`test_${index}`)),
  ),
  commandLimit("command-name-characters", [command("test-a")]),
  commandLimit("command-name-unique", [command("test"), command("test")]),
  commandLimit("command-description-empty", [command("test", "")]),
  commandLimit("command-description-length", [command("test", "t".repeat(257))]),
  commandLimit("command-description-emoji", [command("test", "Test 👍")]),
];

function command(commandName: string, commandDescription = "A test"): Command {
  return { commandName, commandDescription };
}

function promptLimit(limit: LimitName, prompts: readonly string[]): Probe {
  return probeOf(limit, prompts, []);
}

function commandLimit(limit: LimitName, commands: readonly Command[]): Probe {
  return probeOf(limit, [], commands);
}

/** Writes one list that breaks a limit, next to one that breaks none and shows when the write is there. */
function probeOf(limit: LimitName, brokenPrompts: readonly string[], brokenCommands: readonly Command[]): Probe {
  const name = `limit-${limit}`;
  return {
    name,
    async run(bench) {
      const prompts = brokenPrompts.length > 0 ? brokenPrompts : bench.newPrompts();
      const commands = brokenCommands.length > 0 ? brokenCommands : bench.newCommands();
      const parameters = { Prompts: JSON.stringify(prompts), Commands: commandsToText(commands) };
      const { refusal } = await bench.write(parameters);
      if (refusal) {
        const finding = { limit: { name: limit, isEnforced: true }, refusal: { name: limit, seen: refusal } };
        return { text: serviceRefusedText(refusal), finding };
      }
      const { settings } = await bench.show((shown) =>
        brokenPrompts.length > 0 ? isSame(shown.commands, commands) : isSame(shown.prompts, prompts),
      );
      const isWhole = isSame(settings.prompts, prompts) && isSame(settings.commands, commands);
      const finding = { limit: { name: limit, isEnforced: false } };
      return { text: isWhole ? "accepted" : "accepted, and stored as something else", finding };
    },
  };
}
