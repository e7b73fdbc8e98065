import { createOfficialClient, retryThrottled } from "../official-client.mjs";

/** Sends everything at once, and retries what was throttled. */
export function createWriter(account) {
  const { warmUp, update } = createOfficialClient(account);
  return { warmUp, write: (number) => retryThrottled(() => update(number)) };
}
