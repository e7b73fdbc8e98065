import { subscribe } from "node:diagnostics_channel";
import { startEmulator } from "../dist/emulator/index.js";
import { optionsOfThisProcess, sendToParent, waitForParent } from "./child.mjs";
import { lateness } from "./lateness.mjs";

/** Runs one emulator in its own process. Reports its address and, on request, the writes it received. */
const { behaviour, isCold = false } = optionsOfThisProcess();

if (isCold) {
  subscribe("http.server.request.start", ({ response }) => {
    response.setHeader("connection", "close");
  });
}

const emulator = await startEmulator({ behaviour });
const { endpoint, port, accessKeyId, accessKeySecret } = emulator;
const late = lateness();
sendToParent("listening", { endpoint, port, accessKeyId, accessKeySecret });
await waitForParent("list");
const writes = emulator.requests().filter(({ operation }) => operation === "UpdateConversationalAutomation");
sendToParent("listed", { writes, lateMs: late() });
