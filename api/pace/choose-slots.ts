import { FileSlots } from "./file-slots.js";
import { RedisSlots } from "./redis-slots.js";
import type { SharedSlots } from "./slots.js";

/** While Redis fails, a machine uses one fifth of the slots: so up to five machines stay under the limit together. */
const MACHINES_WITHOUT_REDIS = 5;

export interface SlotsOptions {
  /** Host and operation. */
  limit: readonly string[];
  /** As far as this machine can tell: the access key or the profile, for instance. */
  account: string;
  slots: number;
  redisUrl: string | undefined;
  notice: (text: string) => void;
}

/** Chooses how slots are shared: by files among the processes of this machine, or by Redis among those of all machines. */
export function chooseSlots({ limit, account, slots, redisUrl, notice }: SlotsOptions): SharedSlots {
  const name = JSON.stringify([...limit, account]);
  if (redisUrl === undefined) return new FileSlots({ name, slots, notice });
  const part = { name: `${name} without Redis`, slots: slots / MACHINES_WITHOUT_REDIS };
  return new RedisSlots({
    url: redisUrl,
    // Sessions of one account have different access keys, so everyone who uses one Redis database is one account.
    name: limit.join("/"),
    slots,
    fallback: new FileSlots({ ...part, notice }),
    notice,
  });
}
