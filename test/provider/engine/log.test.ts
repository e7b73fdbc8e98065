import { describe, expect, it } from "@jest/globals";
import { logToEngine, type Line } from "../../../provider/engine/log.js";
import { fromHost, startListeningEngine } from "../../support/listening-engine.js";

const LIVE: Line = { text: "CAMS 12/60, 9 s left", severity: "INFO", isLive: true };
const ON_ROW: Line = { ...LIVE, row: "urn:pulumi:test::project::cams:index:ConversationalAutomationFleet::support" };
const WARNING: Line = { text: "CAMS: calls are not coordinated", severity: "WARNING", isLive: false };

describe("a log line", () => {
  it("reaches the engine before `logToEngine` resolves, live or permanent, on the stack's row or another", async () => {
    const { address, lines } = await startListeningEngine();
    await logToEngine([LIVE], address, fromHost);
    expect(lines).toEqual([LIVE]);
    await logToEngine([ON_ROW, WARNING], address, fromHost);
    expect(lines).toEqual([LIVE, ON_ROW, WARNING]);
  });

  it.each([
    ["nothing listens at the address", "127.0.0.1:1"],
    ["the address is invalid", "nonsense"],
  ])("is dropped without an error if %s", async (_, address) => {
    await logToEngine([LIVE], address, fromHost);
  });

  it("is dropped without an error if the modules cannot be loaded or are not the expected ones", async () => {
    const { address, lines } = await startListeningEngine();
    await logToEngine([LIVE], address, () => {
      throw new Error("Cannot find module");
    });
    await logToEngine([LIVE], address, () => undefined);
    await logToEngine([LIVE], address, () => ({}));
    expect(lines).toEqual([]);
  });
});
