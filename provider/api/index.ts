export { createClient } from "./client.js";
export type { Client, ClientOptions } from "./client.js";
export type { AccessKey, CredentialsOptions } from "./credentials.js";
export { DEFAULT_ENDPOINT, parseEndpoint } from "./endpoint.js";
export { CamsError, isCamsError } from "./errors.js";
export type { ErrorKind } from "./errors.js";
export type { Command, ListedPhoneNumber, PhoneNumberKey, Settings } from "./types.js";
