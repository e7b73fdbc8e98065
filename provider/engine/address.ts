import { basename, dirname } from "node:path";

/**
 * The gRPC address of the engine that started Pulumi's dynamic-provider host: its first argument. Undefined when this
 * process is not that host.
 */
export function engineAddressOfDynamicHost(argv: readonly string[]): string | undefined {
  const [, script = "", address = ""] = argv;
  const isHost = basename(dirname(script)) === "dynamic-provider" && /^127\.0\.0\.1:\d{1,5}$/.test(address);
  return isHost ? address : undefined;
}
