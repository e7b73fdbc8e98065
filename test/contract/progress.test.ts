import { writeFileSync } from "node:fs";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import type { Emulator } from "../../emulator/index.js";
import { startHost } from "../support/dynamic-host.js";
import { inputsWith } from "../support/lifecycle.js";
import { startListeningEngine } from "../support/listening-engine.js";
import { until } from "../support/until.js";
import { emulate } from "../support/service.js";

function configOf({ endpoint, accessKeyId, accessKeySecret }: Emulator): Record<string, string> {
  return { "cams:endpoint": endpoint, "cams:accessKey": accessKeyId, "cams:secretKey": accessKeySecret };
}

describe("the dynamic host logs to the engine", () => {
  it("the outcome of a throttled run when it is asked to end, once and without contents", async () => {
    const emulator = await emulate();
    emulator.fail({ fault: "throttled" });
    const engine = await startListeningEngine();
    const host = await startHost({ config: configOf(emulator), engine: engine.address });
    await host.create(inputsWith({ prompts: ["planted prompt"] }));
    expect(engine.lines).toEqual([]);
    await host.interrupt();
    const text = expect.stringMatching(
      /^CAMS: 1 number written in \d+ s\. The service throttled 1 call, which was retried\. Others use the account: 1 of 5 calls a second is ours\.$/,
    ) as unknown;
    expect(engine.lines).toEqual([{ text, severity: "INFO", isLive: false }]);
    expect(host.output).toBe("");
  });

  it("nothing about a run that was not slowed down", async () => {
    const emulator = await emulate();
    const engine = await startListeningEngine();
    const host = await startHost({ config: configOf(emulator), engine: engine.address });
    await host.create(inputsWith());
    await host.interrupt();
    expect(engine.lines).toEqual([]);
  });

  it("warnings about what a person should know although no call failed", async () => {
    const emulator = await emulate();
    const engine = await startListeningEngine();
    const folder = mkdtempSync(join(tmpdir(), "pulumi-cams-voice-"));
    try {
      const file = join(folder, "file");
      writeFileSync(file, "");
      const environment = { TMPDIR: file, TEMP: file, HOME: file, USERPROFILE: file };
      const host = await startHost({ config: configOf(emulator), engine: engine.address, environment });
      await host.check({}, inputsWith());
      await host.create(inputsWith());
      const lines = await until(() => engine.lines.length > 1 && engine.lines);
      const warning = (text: RegExp) => ({
        text: expect.stringMatching(text) as unknown,
        severity: "WARNING",
        isLive: false,
      });
      expect(lines).toEqual([
        warning(/^CAMS: The provider processes of this run cannot share which numbers the program declares/),
        warning(/^CAMS: Calls are not coordinated with other processes of this machine/),
      ]);
      expect(host.output).toBe("");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("the dynamic host without an engine", () => {
  it("works, prints nothing, and ends when it is asked to", async () => {
    const emulator = await emulate();
    emulator.fail({ fault: "throttled" });
    const host = await startHost({ config: configOf(emulator) });
    await host.create(inputsWith());
    await host.interrupt();
    expect(host.output).toBe("");
  });
});
