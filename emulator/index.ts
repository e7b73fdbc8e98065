/**
 * A local Chat App Message Service, for tests.
 *
 * @module pulumi-cams/emulator
 */
export { DEFAULT_BEHAVIOUR } from "./behaviour.js";
export type {
  Behaviour,
  GatewayCheck,
  LimitName,
  OperationName,
  ParameterCheck,
  RateLimit,
  RefusalChanges,
  SettingParameter,
} from "./behaviour.js";
export { startEmulator } from "./emulator.js";
export type { Emulator, EmulatorOptions } from "./emulator.js";
export { FAULT_NAMES } from "./faults/faults.js";
export type { Fault, FaultName } from "./faults/faults.js";
export type { RecordedRequest } from "./gateway/request-log.js";
export { DEFAULT_ACCESS_KEY_ID, DEFAULT_ACCESS_KEY_SECRET } from "./service/accounts.js";
export type { Account } from "./service/accounts.js";
export type { Command, NumberSettings, NumberSettingsArgs, Settings } from "./service/settings.js";
