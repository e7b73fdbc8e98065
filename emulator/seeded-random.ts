import { createHash } from "node:crypto";

/** Returns two evenly distributed numbers above 0 and below 1 that depend only on `text`. */
export function fractionsOf(text: string): [first: number, second: number] {
  const hash = createHash("sha256").update(text).digest();
  return [(hash.readUInt32BE(0) + 0.5) / UINT32_VALUES, (hash.readUInt32BE(4) + 0.5) / UINT32_VALUES];
}

const UINT32_VALUES = 2 ** 32;
