import { describe, expect, it } from "@jest/globals";
import { CamsError } from "../../../api/index.js";
import { ConversationalAutomationLifecycle } from "../../../provider/lifecycle/conversational-automation.js";
import { RunDeclarations } from "../../../provider/lifecycle/run-declarations.js";
import { Progress, type Counts } from "../../../provider/progress/counts.js";
import { ID, inputsWith, outputsWith } from "../../support/lifecycle.js";
import { clientOf, emulate, EMPTY, failureOf, NUMBER, SETTINGS } from "../../support/service.js";

const NONE = { written: 0, found: 0, unchanged: 0, read: 0, reset: 0, restored: 0, replaced: 0 };

/** What an operation on a number with some settings counts. */
async function countedBy(
  settings: typeof SETTINGS,
  operate: (lifecycle: ConversationalAutomationLifecycle) => unknown,
): Promise<Partial<Counts>> {
  const emulator = await emulate({ numbers: [{ ...NUMBER, ...settings }] });
  const progress = new Progress();
  const client = clientOf(emulator);
  await operate(new ConversationalAutomationLifecycle(() => Promise.resolve(client), new RunDeclarations(), progress));
  const { declared: _, inProgress, elapsedMs: __, ...counts } = progress.counts();
  expect(inProgress).toEqual([]);
  return counts;
}

describe("Meta's limit", () => {
  it("is explained for the first number, with what is done so far, and referred to for the others", async () => {
    const lifecycle = new ConversationalAutomationLifecycle(() => Promise.reject(new CamsError("meta-limit")));
    const create = (phoneNumber: string) => failureOf(lifecycle.create(inputsWith({ phoneNumber })));
    expect((await create("8613000000001")).message).toMatch(/^Meta, which .* used up\. So far: nothing done\.$/);
    expect((await create("8613000000002")).message).toBe(
      "cams-1/8613000000002 is not done, for the same reason as cams-1/8613000000001: Meta's limit is used up.",
    );
  });

  it("is not blamed for other failures", async () => {
    const lifecycle = new ConversationalAutomationLifecycle(() => Promise.reject(new CamsError("network")));
    expect((await failureOf(lifecycle.create(inputsWith()))).message).not.toContain("So far");
  });
});

describe("the progress of a run", () => {
  it.each<[string, typeof SETTINGS, Partial<Counts>, (lifecycle: ConversationalAutomationLifecycle) => unknown]>([
    ["a create that writes to an empty number", EMPTY, { written: 1 }, (one) => one.create(inputsWith())],
    ["a create that replaces settings", SETTINGS, { written: 1, replaced: 1 }, (one) => one.create(inputsWith())],
    ["a create that finds what it wants", SETTINGS, { found: 1 }, (one) => one.create(inputsWith({ ...SETTINGS }))],
    [
      "an update that writes",
      EMPTY,
      { written: 1 },
      (one) => one.update(ID, outputsWith(), inputsWith({ prompts: [] })),
    ],
    [
      "an update of onDelete",
      EMPTY,
      { unchanged: 1 },
      (one) => one.update(ID, outputsWith(), inputsWith({ onDelete: "retain" })),
    ],
    ["a diff without a change", EMPTY, { unchanged: 1 }, (one) => one.diff(ID, outputsWith(), inputsWith())],
    ["a diff with a change", EMPTY, {}, (one) => one.diff(ID, outputsWith(), inputsWith({ prompts: ["Bye"] }))],
    ["a read", EMPTY, { read: 1 }, (one) => one.read(ID, outputsWith())],
    ["a delete that resets", SETTINGS, { reset: 1 }, (one) => one.delete(ID, outputsWith())],
    [
      "a delete that restores",
      SETTINGS,
      { restored: 1 },
      (one) => one.delete(ID, outputsWith({ onDelete: "restore" })),
    ],
    ["a delete that retains", SETTINGS, {}, (one) => one.delete(ID, outputsWith({ onDelete: "retain" }))],
  ])("counts %s", async (_name, settings, counted, operate) => {
    expect(await countedBy(settings, operate)).toEqual({ ...NONE, ...counted });
  });
});
