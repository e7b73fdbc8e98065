import PQueue from "p-queue";
import { createOfficialClient, retryThrottled } from "../official-client.mjs";

/** Starts at most five calls in any second, by this machine's clock. */
export function createWriter(account) {
  const { warmUp, update } = createOfficialClient(account);
  const queue = new PQueue({ intervalCap: 5, interval: 1000, strict: true });
  return { warmUp, write: (number) => retryThrottled(() => queue.add(() => update(number))) };
}
