import { createOfficialClient, retryThrottled } from "../official-client.mjs";

/** Everything at once, and again what was throttled. */
export function createWriter(account) {
  const { warmUp, update } = createOfficialClient(account);
  return { warmUp, write: (number) => retryThrottled(() => update(number)) };
}
