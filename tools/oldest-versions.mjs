import { readFileSync } from "node:fs";

const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

/** The oldest Node.js and the oldest Pulumi that the package supports, as package.json says, like `3.216.0`. */
export const OLDEST_NODE = oldest(manifest.engines.node);
export const OLDEST_PULUMI = oldest(manifest.peerDependencies["@pulumi/pulumi"]);

/** Whether a version is at least another one, by major and minor version. */
export function isAtLeast(version, least) {
  const [major, minor] = version.split(".").map(Number);
  const [leastMajor, leastMinor] = least.split(".").map(Number);
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}

function oldest(range) {
  const [, version] = /^>=([\d.]+)/.exec(range);
  return version.split(".").length === 3 ? version : `${version}.0`;
}
