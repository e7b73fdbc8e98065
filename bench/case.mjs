import { MODELS } from "./cases.mjs";
import { optionsOfThisProcess, sendToParent, startChild, waitForParent } from "./child.mjs";
import { delayDials } from "./cold.mjs";
import { lateness } from "./lateness.mjs";
import { measure } from "./measures.mjs";

/** Runs one case in its own process: a client that writes many numbers at once to its own emulator. */
const { client, model, limit, writes, seed } = optionsOfThisProcess();

const { behaviour, isCold = false } = MODELS[model];
const service = startChild(new URL("service.mjs", import.meta.url), {
  behaviour: { ...behaviour, rateLimit: limit, uplinkSeed: seed },
  isCold,
});
const { endpoint, port, accessKeyId, accessKeySecret } = await service.next("listening");
if (isCold) delayDials(seed);

const { createWriter } = await import(new URL(`clients/${client}.mjs`, import.meta.url));
const writer = createWriter({ endpoint: isCold ? `localhost:${port}` : endpoint, accessKeyId, accessKeySecret });
await writer.warmUp();
sendToParent("ready");
await waitForParent("go");

const late = lateness();
const numbers = Array.from({ length: writes }, (_, index) => ({
  custSpaceId: "cams-bench",
  phoneNumber: `86130${String(index).padStart(8, "0")}`,
}));
const outcomes = await Promise.allSettled(numbers.map((number) => writer.write(number)));
const failed = outcomes.filter(({ status }) => status === "rejected");
if (failed.length > 0) process.stderr.write(`  ${client}, ${model}, ${limit}: ${failed[0].reason}\n`);
const clientLateMs = late();
service.send("list");
const { writes: seen, lateMs } = await service.next("listed");
sendToParent("measured", { ...measure(seen), failed: failed.length, lateMs: Math.max(lateMs, clientLateMs) });
