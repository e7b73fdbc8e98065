import Bottleneck from "bottleneck";
import { createOfficialClient, retryThrottled } from "../official-client.mjs";

/** One call after the other, and none within 200 ms of the last. */
export function createWriter(account) {
  const { warmUp, update } = createOfficialClient(account);
  const limiter = new Bottleneck({ maxConcurrent: 1, minTime: 200 });
  return { warmUp, write: (number) => retryThrottled(() => limiter.schedule(() => update(number))) };
}
