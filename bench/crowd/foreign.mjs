import { setTimeout as sleep } from "node:timers/promises";
import { optionsOfThisProcess, sendToParent, waitForParent } from "../child.mjs";
import { createOfficialClient } from "../official-client.mjs";

/** Someone else who uses the account: so many calls a second, without a retry, until the process is ended. */
const { account, perSecond, number } = optionsOfThisProcess();

const { warmUp, update } = createOfficialClient(account);
await warmUp();
sendToParent("ready");
await waitForParent("go");
for (;;) {
  void update({ custSpaceId: "cams-bench", phoneNumber: number }).catch(() => undefined);
  await sleep((1000 / perSecond) * (0.9 + 0.2 * Math.random()));
}
