export { createClient } from "./client.js";
export type { Client, ClientOptions, ClientSurroundings } from "./client.js";
export type { Clock } from "./clock.js";
export type { AccessKey, CredentialsOptions } from "./credentials.js";
export { DEFAULT_ENDPOINT, parseEndpoint } from "./endpoint.js";
export { CamsError, isCamsError } from "./errors.js";
export type { ErrorKind } from "./errors.js";
export type { PaceStatus, Pause } from "./throttle.js";
export type { Command, ListedPhoneNumber, Operation, PhoneNumberKey, Settings } from "./types.js";
