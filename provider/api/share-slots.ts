import { createHash } from "node:crypto";
import { connectRedisSlots } from "./redis-slots.js";
import type { SharedSlots } from "./shared-slots.js";
import { SlotFiles } from "./slot-files.js";

/** While Redis fails, a machine takes one of so many parts: as many machines stay under the limit together. */
const MACHINES_WITHOUT_REDIS = 5;

export interface ShareOptions {
  /** Same name, same slots. */
  name: string;
  slots: number;
  redisUrl: string | undefined;
  notice: (text: string) => void;
}

/**
 * With whom the slots are shared: with the processes of this machine by files, or with those of all machines by Redis.
 *
 * @throws CamsError of the kind `configuration` when Redis cannot be used at all
 */
export function shareSlots({ name, slots, redisUrl, notice }: ShareOptions): SharedSlots {
  if (redisUrl === undefined) return new SlotFiles({ name, slots, notice });
  const part = { name: `${name} without Redis`, slots: slots / MACHINES_WITHOUT_REDIS };
  return connectRedisSlots({
    url: redisUrl,
    // The name has the access key's id in it.
    name: createHash("sha256").update(name).digest("hex").slice(0, 32),
    slots,
    fallback: new SlotFiles({ ...part, notice }),
    notice,
  });
}
