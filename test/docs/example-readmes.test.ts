import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { startEmulator } from "../../emulator/index.js";
import { commandsOf } from "../support/pages.js";
import { EngineProject, root } from "../support/engine.js";

describe("the README of the example", () => {
  it.each([
    ["quickstart", 2],
    ["fleet", 6],
    ["own-component", 3],
    ["two-accounts", 2],
  ])("%s leads to numbers that have their settings", async (example, numbers) => {
    const project = new EngineProject();
    const emulator = await startEmulator();
    try {
      project.copy(join(root, "examples", example));
      // The packages are this repository's, and the emulator is the one above.
      const [first, second, ...commands] = commandsOf(join("examples", example, "README.md"));
      expect([first, second, commands.at(-1)]).toEqual(["npm install", "npx pulumi-cams emulator", "pulumi up"]);
      for (const command of commands) {
        const [, ...args] = command.replace("127.0.0.1:PORT", emulator.endpoint).split(" ");
        // A person would look at the preview and say yes.
        await project.succeed(...args, ...(command === "pulumi up" ? ["--yes"] : []), "--non-interactive");
      }
      expect(emulator.numbers()).toHaveLength(numbers);
    } finally {
      project.remove();
      await emulator.close();
    }
  });
});
