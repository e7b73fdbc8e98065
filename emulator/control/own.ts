import type { ReceivedRequest } from "../gateway/received-request.js";

/**
 * Whether a request is from a program that may steer the emulator, or from the emulator's own page. Any web page can send
 * requests to 127.0.0.1, even under its own host name (DNS rebinding). `Origin` or `Host` gives it away.
 */
export function isOwn({ headers }: ReceivedRequest, port: number, allowedHosts: readonly string[]): boolean {
  const host = headers.get("host")?.toLowerCase() ?? "";
  const origin = headers.get("origin");
  const names = [host, host.replace(/:\d+$/, "")];
  return (
    [...LOOPBACK.map((name) => `${name}:${port}`), ...allowedHosts].some((allowed) => names.includes(allowed)) &&
    (origin === undefined || origin === `http://${host}` || origin === `https://${host}`)
  );
}

const LOOPBACK = ["127.0.0.1", "localhost", "[::1]"];
