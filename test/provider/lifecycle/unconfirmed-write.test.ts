import { describe, expect, it } from "@jest/globals";
import { UnconfirmedWrite } from "../../../provider/lifecycle/unconfirmed-write.js";
import { expectJsonClean, ID, inputsWith, lifecycleOf, outputsWith } from "../../support/lifecycle.js";
import { emulate, NUMBER, operationsOf, SETTINGS } from "../../support/service.js";

const UPDATE = "UpdateConversationalAutomation";
const NO_PATIENCE = { retryTimeoutSeconds: 0.5 };

async function unconfirmed(operation: Promise<unknown>): Promise<UnconfirmedWrite> {
  const error: unknown = await operation.catch((thrown: unknown) => thrown);
  if (error instanceof UnconfirmedWrite) return error;
  throw new Error("The write was expected to be unconfirmed, and was not.");
}

describe("a write whose answer is lost", () => {
  it("keeps what a number had before, when it was a create", async () => {
    const emulator = await emulate({ numbers: [{ ...NUMBER, ...SETTINGS }] });
    emulator.fail({ fault: "applied-then-reset", operation: UPDATE, times: 99 });
    const error = await unconfirmed(lifecycleOf(emulator, NO_PATIENCE).create(inputsWith()));
    expect(error.id).toBe(ID);
    expect(error.outs).toStrictEqual({
      ...inputsWith(),
      previousSettings: SETTINGS,
      requestId: "",
      isUnconfirmed: true,
      schemaVersion: 1,
    });
    expect(error.message).toContain("the next `pulumi up` writes again");
    expectJsonClean(error.outs);
  });

  it.each(["applied-then-reset", "unavailable", "end"] as const)("is not confirmed after %s", async (fault) => {
    const emulator = await emulate();
    emulator.fail({ fault, operation: UPDATE, times: 99 });
    const lifecycle = lifecycleOf(emulator, NO_PATIENCE);
    const news = inputsWith({ prompts: ["New"] });
    expect((await unconfirmed(lifecycle.update(ID, outputsWith(), news))).outs).toMatchObject({ prompts: ["New"] });
  });

  it.each(["throttled", "no-permission"] as const)(
    "is a plain failure after %s: nothing was applied",
    async (fault) => {
      const emulator = await emulate();
      emulator.fail({ fault, operation: UPDATE, times: 99 });
      const lifecycle = lifecycleOf(emulator, NO_PATIENCE);
      await expect(lifecycle.update(ID, outputsWith(), inputsWith({ prompts: ["New"] }))).rejects.toMatchObject({
        name: "CamsError",
      });
    },
  );
});

describe("a state that is not confirmed", () => {
  const olds = outputsWith({ isUnconfirmed: true });

  it("differs from any program, and is written again", async () => {
    const emulator = await emulate();
    const lifecycle = lifecycleOf(emulator);
    expect(lifecycle.diff(ID, olds, inputsWith())).toEqual({ changes: true, replaces: [] });
    const { outs } = await lifecycle.update(ID, olds, inputsWith());
    expect(outs).not.toHaveProperty("isUnconfirmed");
    expect(outs.requestId).not.toBe("R-1");
    expect(operationsOf(emulator)).toEqual([UPDATE]);
  });

  it("is confirmed by a refresh, which sees what the number has", async () => {
    const result = await lifecycleOf(await emulate({ numbers: [{ ...NUMBER, ...SETTINGS }] })).read(ID, olds);
    expect(result).toMatchObject({ props: SETTINGS });
    expect(result).not.toHaveProperty("props.isUnconfirmed");
  });
});
