import { readFileSync } from "node:fs";

/** The version of this package, which is the plugin's. */
export function versionOfPackage(): string {
  const text = readFileSync(require.resolve("pulumi-cams/package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
