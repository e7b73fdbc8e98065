import { isHostName, isLoopback } from "../../emulator/address.js";
import type { EmulatorOptions, NumberSettings } from "../../emulator/index.js";
import { InputError } from "../../emulator/input.js";
import { readNumbers } from "../../emulator/service/settings.js";
import { readText } from "../command-line/read-text.js";
import { UsageError } from "../command-line/usage-error.js";
import { widthOf, wrap } from "../command-line/wrap.js";

/** The flags that say what an emulator starts with. */
export interface EmulatorFlags {
  port?: string;
  fixture?: string;
  data?: string;
  deterministic?: boolean;
  host?: string;
  allowedHost?: string[];
}

/** Reads the flags, and warns of what others could do. */
export async function readOptions(flags: EmulatorFlags): Promise<EmulatorOptions> {
  const { port = "0", fixture, data, host = "127.0.0.1", allowedHost = [], deterministic = false } = flags;
  for (const name of allowedHost) checkAllowedHost(name);
  if (!isLoopback(host)) checkHost(host, allowedHost);
  return {
    port: readPort(port),
    host,
    allowedHosts: allowedHost,
    numbers: fixture === undefined ? [] : await readFixture(fixture),
    ...(data === undefined ? {} : { data }),
    deterministic,
  };
}

const LARGEST_PORT = 65_535;

function readPort(port: string): number {
  if (/^\d{1,5}$/.test(port) && Number(port) <= LARGEST_PORT) return Number(port);
  throw new UsageError(`Expected --port to be a whole number from 0 to ${LARGEST_PORT}, got ${JSON.stringify(port)}.`);
}

async function readFixture(file: string): Promise<NumberSettings[]> {
  const text = await readText(file);
  try {
    return readNumbers(JSON.parse(text));
  } catch (error) {
    const isKnown = error instanceof InputError || error instanceof SyntaxError;
    if (!isKnown) throw error;
    const reason = error instanceof InputError ? error.message : `Expected JSON: ${error.message}`;
    throw new UsageError(`--fixture ${file}: ${reason}.`);
  }
}

function checkAllowedHost(name: string): void {
  if (isHostName(name)) return;
  throw new UsageError(`--allowed-host ${JSON.stringify(name)}: Expected a host name with an optional port.`);
}

function checkHost(host: string, allowedHosts: readonly string[]): void {
  if (allowedHosts.length === 0)
    throw new UsageError(
      `--host ${host} needs --allowed-host with the name by which programs call it, such as 127.0.0.1.`,
    );
  const warning = `pulumi-cams: The emulator listens on ${host}. Whoever reaches its port can read and change what it holds.`;
  process.stderr.write(`${wrap(warning, widthOf(process.stderr)).join("\n")}\n`);
}
