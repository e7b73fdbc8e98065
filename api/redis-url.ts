import { createRequire } from "node:module";

/** Needed for Redis only, so it is an optional peer dependency. */
const PACKAGE = "ioredis";

/**
 * What prevents the use of a Redis URL, as a sentence that repeats no part of it, since it can hold a password;
 * undefined when nothing does.
 */
export function problemWithRedisUrl(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^rediss?:$/.test(url.protocol) || !url.hostname || !/^\/?\d*$/.test(url.pathname)) {
    return (
      'Expected a URL like "rediss://:PASSWORD@redis.example.com:6379", or with `redis://` where there is no TLS. ' +
      "Special characters in the password have to be percent-encoded."
    );
  }
  return isInstalled(PACKAGE) ? undefined : `It needs the package ${PACKAGE}: npm install ${PACKAGE}.`;
}

function isInstalled(name: string): boolean {
  try {
    createRequire(__filename).resolve(name);
    return true;
  } catch {
    return false;
  }
}
