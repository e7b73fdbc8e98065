import type { CamsError, ErrorKind } from "../api/index.js";
import { DEFAULT_CHAIN } from "../provider/config/credentials.js";
import type { ConfigurationFlags } from "./command-line/configuration-flags.js";

/** Says what the user of a command should do about an error of the client, after what the error says for everyone. */
export function adviserFor({ endpoint }: ConfigurationFlags): (error: CamsError) => string | undefined {
  const where = endpoint === undefined ? "cams:endpoint" : "--endpoint";
  const advice: Partial<Record<ErrorKind, string>> = {
    throttled: "Run this command again later.",
    "meta-limit": "Nothing is lost: run this command again in an hour.",
    unavailable: "Run this command again.",
    network: "Then run this command again.",
    timeout: "Then run this command again.",
    "not-listening": `Check ${where}; if it is the emulator's, start the emulator.`,
    "host-not-found": `Check ${where}, or omit it to use the default.`,
    "not-the-service": `Check ${where}.`,
  };
  return ({ kind, credentialsSource }) =>
    kind === "no-credentials" && credentialsSource === DEFAULT_CHAIN
      ? "Or set cams:accessKey and cams:secretKey with `pulumi config set --secret`."
      : advice[kind];
}
