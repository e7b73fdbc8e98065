import { connectRedisSlots } from "./redis-slots.js";
import type { SharedSlots } from "./slots.js";
import { SlotFiles } from "./file-slots.js";

/** While Redis fails, a machine takes one of so many parts: as many machines stay under the limit together. */
const MACHINES_WITHOUT_REDIS = 5;

export interface ShareOptions {
  /** Host and operation. */
  limit: readonly string[];
  /** Whose limit it is, as far as a machine can tell: the access key or the profile, for instance. */
  account: string;
  slots: number;
  redisUrl: string | undefined;
  notice: (text: string) => void;
}

/**
 * With whom the slots are shared: with the processes of this machine by files, or with those of all machines by Redis.
 *
 * @throws CamsError of the kind `configuration` when Redis cannot be used at all
 */
export function shareSlots({ limit, account, slots, redisUrl, notice }: ShareOptions): SharedSlots {
  const name = JSON.stringify([...limit, account]);
  if (redisUrl === undefined) return new SlotFiles({ name, slots, notice });
  const part = { name: `${name} without Redis`, slots: slots / MACHINES_WITHOUT_REDIS };
  return connectRedisSlots({
    url: redisUrl,
    // Sessions of one account have access keys of their own, so all that use one Redis database are one account.
    name: limit.join("/"),
    slots,
    fallback: new SlotFiles({ ...part, notice }),
    notice,
  });
}
