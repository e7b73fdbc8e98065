import { subscribe } from "node:diagnostics_channel";
import { startEmulator } from "../dist/emulator/index.js";
import { hear, optionsOfThisProcess, tell } from "./child.mjs";
import { lateness } from "./lateness.mjs";

/** The process of one emulator: tells its address, and when it is asked to, the writes that it got. */
const { behaviour, isCold = false } = optionsOfThisProcess();

if (isCold) {
  subscribe("http.server.request.start", ({ response }) => {
    response.setHeader("connection", "close");
  });
}

const emulator = await startEmulator({ behaviour });
const { endpoint, port, accessKeyId, accessKeySecret } = emulator;
const late = lateness();
tell("listening", { endpoint, port, accessKeyId, accessKeySecret });
await hear("list");
const writes = emulator.requests().filter(({ operation }) => operation === "UpdateConversationalAutomation");
tell("listed", { writes, lateMs: late() });
