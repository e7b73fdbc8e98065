import Bottleneck from "bottleneck";
import { createOfficialClient, retryThrottled } from "../official-client.mjs";

/** Sends five calls at once, every second. */
export function createWriter(account) {
  const { warmUp, update } = createOfficialClient(account);
  const limiter = new Bottleneck({ reservoir: 5, reservoirRefreshAmount: 5, reservoirRefreshInterval: 1000 });
  return { warmUp, write: (number) => retryThrottled(() => limiter.schedule(() => update(number))) };
}
