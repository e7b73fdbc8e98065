/**
 * The resources, for Pulumi programs.
 *
 * @module pulumi-cams
 */
export { ConversationalAutomation } from "./conversational-automation.js";
export type {
  ConversationalAutomationArgs,
  ConversationalAutomationCommand,
  ConversationalAutomationCommandArgs,
  ConversationalAutomationOnDelete,
  ConversationalAutomationSettings,
} from "./conversational-automation.js";
export { ConversationalAutomationFleet } from "./conversational-automation-fleet.js";
export type {
  ConversationalAutomationFleetArgs,
  ConversationalAutomationFleetListedNumberArgs,
  ConversationalAutomationFleetNumberArgs,
  ConversationalAutomationProfileArgs,
} from "./fleet/args.js";
export { numbersFromCsv } from "./fleet/numbers-from-csv.js";
export { Provider } from "./provider.js";
export type { ProviderArgs } from "./provider.js";
