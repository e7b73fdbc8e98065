import { afterEach, beforeEach } from "@jest/globals";
import { startEmulator } from "../../emulator/index.js";
import type { Emulator, EmulatorOptions } from "../../emulator/index.js";

/** Starts an emulator before each test and closes it afterward. `options` runs before each start. */
export function withEmulator(options: () => EmulatorOptions = () => ({})): () => Emulator {
  let emulator: Emulator | undefined;
  beforeEach(async () => {
    emulator = await startEmulator(options());
  });
  afterEach(async () => {
    await emulator?.close();
  });
  return () => {
    if (emulator === undefined) throw new Error("The emulator runs only inside a test.");
    return emulator;
  };
}
