import { InputError, readArray, readName } from "./input.js";

/** Where an emulator listens, and by what names it may be called. */
export interface Address {
  readonly port: number;
  readonly host: string;
  /** Each as `NAME` or `NAME:PORT`. */
  readonly allowedHosts: readonly string[];
}

/** Reads an address from outside. Refuses one that other machines reach, unless it says by what names. */
export function readAddress({ port = 0, host = "127.0.0.1", allowedHosts = [] }: Partial<Address>): Address {
  const names = readArray(allowedHosts, "allowedHosts", readHost);
  if (!isLoopback(host) && names.length === 0)
    throw new InputError(
      `Expected allowedHosts to name what programs call an emulator that listens on ${host}, such as "127.0.0.1"`,
    );
  return { port, host, allowedHosts: names };
}

/** Whether only this machine reaches an address. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|::1)$/i.test(host);
}

/** Returns the host and port by which programs on this machine reach an emulator. */
export function endpointOf(host: string, port: number): string {
  if (host === "0.0.0.0" || host === "::") return `127.0.0.1:${port}`;
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}

/** Whether a text is a host name with an optional port. */
export function isHostName(text: string): boolean {
  return /^([\w.-]+|\[[\da-f:.]+\])(:\d+)?$/i.test(text);
}

function readHost(value: unknown, name: string): string {
  const host = readName(value, name);
  if (!isHostName(host))
    throw new InputError(`Expected ${name} to be a host name with an optional port, got ${JSON.stringify(host)}`);
  return host.toLowerCase();
}
