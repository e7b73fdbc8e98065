import { describe, expect, it } from "@jest/globals";
import { calledOf, Progress } from "../../../provider/progress/counts.js";
import { ID, inputsWith, outputsWith } from "../../support/lifecycle.js";
import { ConversationalAutomationLifecycle } from "../../../provider/lifecycle/conversational-automation.js";
import { clientOf, emulate, NUMBER, SETTINGS } from "../../support/service.js";

describe("the progress of a run", () => {
  it("starts at zero", () => {
    expect(new Progress().counts()).toEqual({
      written: 0,
      found: 0,
      unchanged: 0,
      read: 0,
      reset: 0,
      restored: 0,
      declared: 0,
      replaced: 0,
      inProgress: [],
      elapsedMs: 0,
    });
  });

  it("is timed from the start of the first operation to the end of the last, even if that one fails", async () => {
    let now = 1000;
    const progress = new Progress(() => now);
    let fail: (error: Error) => void = () => undefined;
    const first = progress.during("first", () => Promise.resolve());
    const last = progress.during("last", () => new Promise((_, reject) => (fail = reject)));
    await first;
    now = 3000;
    expect(progress.counts()).toMatchObject({ inProgress: ["last"], elapsedMs: 2000 });
    now = 4000;
    fail(new Error("refused"));
    await expect(last).rejects.toThrow("refused");
    now = 9000;
    expect(progress.counts()).toMatchObject({ inProgress: [], elapsedMs: 3000 });
  });

  it("has the operations in progress in the order in which they started, two of one number too", async () => {
    const progress = new Progress();
    const ends: (() => void)[] = [];
    const operation = () => new Promise<void>((resolve) => ends.push(resolve));
    const running = ["one", "other", "one"].map((id) => progress.during(id, operation));
    expect(progress.counts().inProgress).toEqual(["one", "other", "one"]);
    ends[0]?.();
    await running[0];
    expect(progress.counts().inProgress).toEqual(["other", "one"]);
    for (const end of ends) end();
  });

  it("counts the creates that replaced settings, and not those of a number that was empty or already as declared", async () => {
    const numbers = [["Ours"], ["Theirs"], []].map((prompts, index) => ({
      ...NUMBER,
      phoneNumber: `861300000000${index}`,
      prompts,
    }));
    const emulator = await emulate({ numbers });
    const progress = new Progress();
    const client = clientOf(emulator);
    const lifecycle = new ConversationalAutomationLifecycle(() => Promise.resolve(client), undefined, progress);
    for (const { phoneNumber } of numbers) await lifecycle.create(inputsWith({ phoneNumber, prompts: ["Ours"] }));
    expect(progress.counts()).toMatchObject({ found: 1, written: 2, replaced: 1 });
  });

  it("has as many numbers done with calls as there are but for those that were left unchanged", () => {
    const counts = { written: 1, found: 2, unchanged: 4, read: 8, reset: 16, restored: 32 };
    expect(calledOf({ ...new Progress().counts(), ...counts })).toBe(59);
  });

  it("knows the most numbers that the program has declared", () => {
    const progress = new Progress();
    for (const declared of [20, 60, 40]) progress.expect(declared);
    expect(progress.counts().declared).toBe(60);
  });

  it("counts what each operation did with its number, except for deletes that made no call and failures", async () => {
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
    lifecycle.diff(ID, outputsWith(), inputsWith());
    lifecycle.diff(ID, outputsWith(), inputsWith({ prompts: ["New"] }));
    await lifecycle.read(ID, outputsWith());
    await lifecycle.delete("cams-1/8613000000002", outputsWith(third));
    await lifecycle.delete("cams-1/8613000000002", outputsWith({ ...third, onDelete: "retain" }));
    await lifecycle.delete(ID, outputsWith());
    emulator.fail({ fault: "no-permission" });
    await expect(lifecycle.read(ID, outputsWith())).rejects.toThrow();
    expect(progress.counts()).toMatchObject({
      written: 2,
      found: 1,
      unchanged: 2,
      read: 1,
      reset: 1,
      inProgress: [],
    });
  });
});
