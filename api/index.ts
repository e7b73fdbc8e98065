/**
 * The signed and throttled client of the service, for scripts.
 *
 * @module pulumi-cams/api
 */
export { createClient } from "./client.js";
export type { Client, ClientOptions, ClientSurroundings } from "./client.js";
export type { Clock } from "./clock.js";
export type { AccessKey, CredentialsOptions, RamRole } from "./credentials/options.js";
export { DEFAULT_ENDPOINT, parseEndpoint } from "./wire/endpoint.js";
export type { Endpoint } from "./wire/endpoint.js";
export { CamsError, isCamsError } from "./errors.js";
export type { ErrorDetails, ErrorKind, Tried } from "./errors.js";
export type { Probe } from "./probe.js";
export type { Command, ListedPhoneNumber, Operation, PaceStatus, Pause, PhoneNumberKey, Settings } from "./types.js";
