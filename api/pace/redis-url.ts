import { createRequire } from "node:module";

/** What a Redis needs besides this package. Users who share the pace within one machine only don't have them. */
const PACKAGES = ["ioredis", "rate-limiter-flexible"];

/**
 * What stands in the way of using a Redis, in a sentence that holds nothing of its URL, which can have a password in
 * it; or nothing.
 */
export function problemWithRedisUrl(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^rediss?:$/.test(url.protocol) || !url.hostname || !/^\/?\d*$/.test(url.pathname)) {
    return (
      'Expected a URL like "rediss://:PASSWORD@redis.example.com:6379", or with `redis://` where there is no TLS. ' +
      "Special characters of the password have to be percent-encoded."
    );
  }
  if (PACKAGES.every(isInstalled)) return undefined;
  return `It needs two packages: npm install ${PACKAGES.join(" ")}.`;
}

function isInstalled(name: string): boolean {
  try {
    createRequire(__filename).resolve(name);
    return true;
  } catch {
    return false;
  }
}
