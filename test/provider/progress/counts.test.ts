import { describe, expect, it } from "@jest/globals";
import { Progress } from "../../../provider/progress/counts.js";
import { ID, inputsWith, outputsWith } from "../../support/lifecycle.js";
import { ConversationalAutomationLifecycle } from "../../../provider/lifecycle/conversational-automation.js";
import { clientOf, emulate, NUMBER, SETTINGS } from "../../support/service.js";

describe("the progress of a run", () => {
  it("starts at zero", () => {
    expect(new Progress().counts()).toEqual({
      written: 0,
      found: 0,
      read: 0,
      reset: 0,
      restored: 0,
      inProgress: 0,
      elapsedMs: 0,
    });
  });

  it("is timed from the start of the first operation to the end of the last, even if that one fails", async () => {
    let now = 1000;
    const progress = new Progress(() => now);
    let fail: (error: Error) => void = () => undefined;
    const first = progress.during(() => Promise.resolve());
    const last = progress.during(() => new Promise((_, reject) => (fail = reject)));
    await first;
    now = 3000;
    expect(progress.counts()).toMatchObject({ inProgress: 1, elapsedMs: 2000 });
    now = 4000;
    fail(new Error("refused"));
    await expect(last).rejects.toThrow("refused");
    now = 9000;
    expect(progress.counts()).toMatchObject({ inProgress: 0, elapsedMs: 3000 });
  });

  it("counts what each operation did with its number, except for operations that made no call or failed", async () => {
    const [second, third] = [
      { ...NUMBER, phoneNumber: "8613000000001" },
      { ...NUMBER, phoneNumber: "8613000000002" },
    ];
    const emulator = await emulate({ numbers: [{ ...NUMBER, ...SETTINGS }] });
    const progress = new Progress();
    const client = clientOf(emulator);
    const lifecycle = new ConversationalAutomationLifecycle(() => Promise.resolve(client), undefined, progress);
    await lifecycle.create(inputsWith(SETTINGS as unknown as Record<string, unknown>));
    expect(progress.counts()).toMatchObject({ written: 0, found: 1 });
    await lifecycle.create(inputsWith(second));
    await lifecycle.update(ID, outputsWith(), inputsWith({ prompts: ["New"] }));
    await lifecycle.update(ID, outputsWith(), inputsWith({ onDelete: "restore" }));
    await lifecycle.read(ID, outputsWith());
    await lifecycle.delete("cams-1/8613000000002", outputsWith(third));
    await lifecycle.delete("cams-1/8613000000002", outputsWith({ ...third, onDelete: "retain" }));
    await lifecycle.delete(ID, outputsWith());
    emulator.fail({ fault: "no-permission" });
    await expect(lifecycle.read(ID, outputsWith())).rejects.toThrow();
    expect(progress.counts()).toMatchObject({ written: 2, found: 1, read: 1, reset: 1, inProgress: 0 });
  });
});
