import type { ReceivedRequest } from "../gateway/received-request.js";

/**
 * Whether a request is from a program on this machine, or from the emulator's own page. Any web page can send requests to
 * 127.0.0.1, even under its own host name (DNS rebinding). `Origin` or `Host` gives it away.
 */
export function isOwn(request: ReceivedRequest, port: number): boolean {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const origin = request.headers.get("origin");
  return (
    hosts.includes(request.headers.get("host")?.toLowerCase() ?? "") &&
    (origin === undefined || hosts.some((host) => origin === `http://${host}`))
  );
}
