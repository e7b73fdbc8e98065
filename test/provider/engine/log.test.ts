import { describe, expect, it } from "@jest/globals";
import { logToEngine, type Line } from "../../../provider/engine/log.js";
import { fromHost, startListeningEngine } from "../../support/listening-engine.js";

const LIVE: Line = { text: "CAMS: 12 numbers written", severity: "INFO", isLive: true };
const WARNING: Line = { text: "CAMS: calls are not coordinated", severity: "WARNING", isLive: false };

describe("a log line", () => {
  it("reaches the engine before `logToEngine` resolves, either as live or as permanent", async () => {
    const { address, lines } = await startListeningEngine();
    await logToEngine(LIVE, address, fromHost);
    expect(lines).toEqual([LIVE]);
    await logToEngine(WARNING, address, fromHost);
    expect(lines).toEqual([LIVE, WARNING]);
  });

  it.each([
    ["nothing listens at the address", "127.0.0.1:1"],
    ["the address is invalid", "nonsense"],
  ])("is dropped without an error if %s", async (_, address) => {
    await logToEngine(LIVE, address, fromHost);
  });

  it("is dropped without an error if the modules cannot be loaded or are not the expected ones", async () => {
    const { address, lines } = await startListeningEngine();
    await logToEngine(LIVE, address, () => {
      throw new Error("Cannot find module");
    });
    await logToEngine(LIVE, address, () => undefined);
    await logToEngine(LIVE, address, () => ({}));
    expect(lines).toEqual([]);
  });
});
