import { describe, expect, it } from "@jest/globals";
import { logToEngine, type Line } from "../../../provider/engine/log.js";
import { fromHost, startListeningEngine } from "../../support/listening-engine.js";

const LIVE: Line = { text: "CAMS: 12 numbers written", severity: "INFO", isLive: true };
const WARNING: Line = { text: "CAMS: calls are not coordinated", severity: "WARNING", isLive: false };

describe("a line", () => {
  it("arrives at the engine before saying it is over, for the stack, as live or to stay", async () => {
    const { address, lines } = await startListeningEngine();
    await logToEngine(LIVE, address, fromHost);
    expect(lines).toEqual([LIVE]);
    await logToEngine(WARNING, address, fromHost);
    expect(lines).toEqual([LIVE, WARNING]);
  });

  it.each([
    ["an address where nothing listens", "127.0.0.1:1"],
    ["no address", "nonsense"],
  ])("is dropped without a failure where there is %s", async (_, address) => {
    await logToEngine(LIVE, address, fromHost);
  });

  it("is dropped without a failure where the modules cannot be loaded, or are others", async () => {
    const { address, lines } = await startListeningEngine();
    await logToEngine(LIVE, address, () => {
      throw new Error("Cannot find module");
    });
    await logToEngine(LIVE, address, () => undefined);
    await logToEngine(LIVE, address, () => ({}));
    expect(lines).toEqual([]);
  });
});
