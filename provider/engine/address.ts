import { basename, dirname } from "node:path";

/** The engine's gRPC address, which Pulumi's dynamic-provider host is started with; undefined in any other process. */
export function engineAddress(argv: readonly string[] = process.argv): string | undefined {
  const [, script = "", address = ""] = argv;
  const isHost = basename(dirname(script)) === "dynamic-provider" && /^127\.0\.0\.1:\d{1,5}$/.test(address);
  return isHost ? address : undefined;
}
