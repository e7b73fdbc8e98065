import { describe, expect, it } from "@jest/globals";
import { sayToEngine, type Line } from "../../../provider/engine/log.js";
import { fromHost, startListeningEngine } from "../../support/listening-engine.js";

const LIVE: Line = { text: "CAMS: 12 numbers written", severity: "INFO", isLive: true };
const WARNING: Line = { text: "CAMS: the pace is not shared", severity: "WARNING", isLive: false };

describe("a line", () => {
  it("arrives at the engine before saying it is over, for the stack, as live or to stay", async () => {
    const { address, lines } = await startListeningEngine();
    await sayToEngine(LIVE, address, fromHost);
    expect(lines).toEqual([LIVE]);
    await sayToEngine(WARNING, address, fromHost);
    expect(lines).toEqual([LIVE, WARNING]);
  });

  it.each([
    ["no engine", undefined, fromHost],
    ["an address where nobody listens", "127.0.0.1:1", fromHost],
    ["no address", "nonsense", fromHost],
  ])("is dropped without a failure where there is %s", async (_, address, load) => {
    await sayToEngine(LIVE, address, load);
  });

  it("is dropped without a failure where the modules cannot be loaded, or are others", async () => {
    const { address, lines } = await startListeningEngine();
    await sayToEngine(LIVE, address, () => {
      throw new Error("Cannot find module");
    });
    await sayToEngine(LIVE, address, () => undefined);
    await sayToEngine(LIVE, address, () => ({}));
    expect(lines).toEqual([]);
  });

  it("is dropped in a process that is not Pulumi's host", async () => {
    await sayToEngine(LIVE);
  });
});
