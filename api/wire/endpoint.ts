/** Where the service is reached. */
export interface Endpoint {
  /** Plain HTTP is for this machine only. */
  protocol: "http" | "https";
  /** Host and, if given, port. */
  host: string;
  /** Whether it is on this machine. */
  isLoopback: boolean;
}

/** The only endpoint that the service publishes, for every region. */
export const DEFAULT_ENDPOINT = "cams.ap-southeast-1.aliyuncs.com";

/**
 * Parses an endpoint: `HOST` or `HOST:PORT`, optionally after `http://` or `https://`. Without a scheme, plain HTTP is
 * used for this machine and HTTPS for all others. Plain HTTP to another machine is refused, since a signed request could
 * be read on the way.
 *
 * @returns the endpoint, or a sentence that says what is wrong with the text
 */
export function parseEndpoint(text: string): Endpoint | string {
  const match = /^(?:(https?):\/\/)?([^/\s?#@]+)\/?$/i.exec(text.trim());
  const [, scheme, host] = match ?? [];
  if (host === undefined || !URL.canParse(`https://${host}`)) {
    return `Expected a host with an optional port, like "${DEFAULT_ENDPOINT}", without a path.`;
  }
  const { hostname } = new URL(`https://${host}`);
  const isLoopback = hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
  const isPlain = scheme === undefined ? isLoopback : scheme.toLowerCase() === "http";
  if (isPlain && !isLoopback) {
    return "Expected HTTPS: plain HTTP is used for this machine only. Leave `http://` out.";
  }
  return { protocol: isPlain ? "http" : "https", host, isLoopback };
}
