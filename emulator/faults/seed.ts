import { createHash } from "node:crypto";

const UINT32_VALUES = 2 ** 32;

/** Numbers above 0 and below 1, evenly distributed, that depend on nothing but `text`. */
export function fractionsOf(text: string): [first: number, second: number] {
  const hash = createHash("sha256").update(text).digest();
  return [(hash.readUInt32BE(0) + 0.5) / UINT32_VALUES, (hash.readUInt32BE(4) + 0.5) / UINT32_VALUES];
}
