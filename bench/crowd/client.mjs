import { optionsOfThisProcess, sendToParent, waitForParent } from "../child.mjs";
import { delayDials } from "../cold.mjs";

/** Runs one of several clients that write numbers of the same account. */
const { client, account, writes, firstNumber, isCold, seed } = optionsOfThisProcess();

if (isCold) delayDials(seed);
const { createWriter } = await import(new URL(`../clients/${client}.mjs`, import.meta.url));
const writer = createWriter(account);
await writer.warmUp();
sendToParent("ready");
await waitForParent("go");

const numbers = Array.from({ length: writes }, (_, index) => ({
  custSpaceId: "cams-bench",
  phoneNumber: String(firstNumber + index),
}));
const outcomes = await Promise.allSettled(numbers.map((number) => writer.write(number)));
const failed = outcomes.filter(({ status }) => status === "rejected");
if (failed.length > 0) process.stderr.write(`  ${client}: ${failed[0].reason}\n`);
sendToParent("done", { failed: failed.length });
