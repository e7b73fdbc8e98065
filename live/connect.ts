import { DEFAULT_ENDPOINT, type Endpoint } from "../api/index.js";
import { systemClock } from "../api/clock.js";
import { createCredentials } from "../api/credentials/credentials.js";
import { DEFAULT_CHAIN } from "../provider/config/credentials.js";
import { readConfig } from "../provider/config/config.js";
import type { CallerOptions } from "./call/caller.js";

/** Finds the credentials: a profile, or else as every command does outside of a project. */
export function connect(
  profile: string | undefined,
  endpoint: Endpoint | undefined,
): Pick<CallerOptions, "endpoint" | "credentials"> {
  const { credentials = { defaultChain: true as const }, credentialsSource = DEFAULT_CHAIN } = readConfig(
    (key) => (key === "cams:profile" ? profile : undefined),
    process.env,
  );
  const source = profile === undefined ? credentialsSource : "--profile";
  const patience = { timeoutMs: PATIENCE_MS, clock: systemClock, random: Math.random };
  return { endpoint: endpoint ?? PUBLIC, credentials: createCredentials(credentials, source, patience) };
}

const PUBLIC: Endpoint = { protocol: "https", host: DEFAULT_ENDPOINT, isLoopback: false };
const PATIENCE_MS = 10_000;
