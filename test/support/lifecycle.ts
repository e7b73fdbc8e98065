import { expect } from "@jest/globals";
import type { Emulator } from "../../emulator/index.js";
import type { ClientOptions } from "../../api/index.js";
import { adviseOnError } from "../../provider/lifecycle/error-advice.js";
import { ConversationalAutomationLifecycle } from "../../provider/lifecycle/conversational-automation.js";
import { clientOf, NUMBER } from "./service.js";

/** A lifecycle as one provider process has it, with a real client. */
export function lifecycleOf(emulator: Emulator, options?: ClientOptions): ConversationalAutomationLifecycle {
  const client = clientOf(emulator, options, undefined, { advise: adviseOnError });
  return new ConversationalAutomationLifecycle(() => Promise.resolve(client));
}

export const ID = "cams-1/8613000000000";

/** Inputs in normal form, as check gives them. */
export function inputsWith(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return { ...NUMBER, enableWelcomeMessage: false, prompts: ["Hello"], commands: [], onDelete: "reset", ...changes };
}

/** Outputs as a state holds them. */
export function outputsWith(changes: Record<string, unknown> = {}): Record<string, unknown> {
  const previousSettings = { enableWelcomeMessage: true, prompts: ["Before"], commands: [] };
  return { ...inputsWith(), previousSettings, requestId: "R-1", schemaVersion: 1, ...changes };
}

/** The host refuses `undefined` anywhere, and changes what is not plain JSON. */
export function expectJsonClean(result: unknown): void {
  expect(JSON.parse(JSON.stringify(result))).toStrictEqual(result);
}
