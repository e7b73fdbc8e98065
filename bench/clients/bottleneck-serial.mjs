import Bottleneck from "bottleneck";
import { createOfficialClient, retryThrottled } from "../official-client.mjs";

/** Sends one call at a time, at least 200 ms apart. */
export function createWriter(account) {
  const { warmUp, update } = createOfficialClient(account);
  const limiter = new Bottleneck({ maxConcurrent: 1, minTime: 200 });
  return { warmUp, write: (number) => retryThrottled(() => limiter.schedule(() => update(number))) };
}
