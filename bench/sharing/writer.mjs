import { optionsOfThisProcess, sendToParent, waitForParent } from "../child.mjs";

/** Runs one of several processes that write numbers of the same account. */
const { clientOptions, writes, firstNumber } = optionsOfThisProcess();

const { createClient } = await import("../../dist/api/index.js");
const client = createClient(clientOptions);
await client.queryChatappPhoneNumbers();
sendToParent("ready");
await waitForParent("go");

const settings = { enableWelcomeMessage: true, prompts: ["Where is my order?"], commands: [] };
const outcomes = await Promise.allSettled(
  Array.from({ length: writes }, (_, index) =>
    client.updateConversationalAutomation(
      { custSpaceId: "cams-bench", phoneNumber: String(firstNumber + index) },
      settings,
    ),
  ),
);
const failed = outcomes.filter(({ status }) => status === "rejected");
if (failed.length > 0) process.stderr.write(`  ${failed[0].reason}\n`);
sendToParent("done", { failed: failed.length });
