import { describe, expect, it } from "@jest/globals";
import { UnconfirmedWrite } from "../../../provider/lifecycle/unconfirmed-write.js";
import { expectJsonClean, ID, inputsWith, lifecycleOf, outputsWith } from "../../support/lifecycle.js";
import { emulate, NUMBER, operationsOf, SETTINGS } from "../../support/service.js";

const UPDATE = "UpdateConversationalAutomation";
const SHORT_RETRY_TIMEOUT = { retryTimeoutSeconds: 0.5 };

async function unconfirmed(operation: Promise<unknown>): Promise<UnconfirmedWrite> {
  const error: unknown = await operation.catch((thrown: unknown) => thrown);
  if (error instanceof UnconfirmedWrite) return error;
  throw new Error("Expected an unconfirmed write.");
}

describe("a failed write", () => {
  it("during create keeps the previous settings when its answer is lost", async () => {
    const emulator = await emulate({ numbers: [{ ...NUMBER, ...SETTINGS }] });
    emulator.fail({ fault: "applied-then-reset", operation: UPDATE, times: 99 });
    const error = await unconfirmed(lifecycleOf(emulator, SHORT_RETRY_TIMEOUT).create(inputsWith()));
    expect(error.id).toBe(ID);
    expect(error.outs).toStrictEqual({
      ...inputsWith(),
      previousSettings: SETTINGS,
      requestId: "",
      isUnconfirmed: true,
      schemaVersion: 1,
    });
    expect(error.message).toContain("the next `pulumi up` writes again");
    expect(error.cause).toMatchObject({ kind: "network", operation: UPDATE });
    expectJsonClean(error.outs);
  });

  it.each(["applied-then-reset", "unavailable", "end", "empty"] as const)("is unconfirmed after %s", async (fault) => {
    const emulator = await emulate();
    emulator.fail({ fault, operation: UPDATE, times: 99 });
    const lifecycle = lifecycleOf(emulator, SHORT_RETRY_TIMEOUT);
    const news = inputsWith({ prompts: ["New"] });
    expect((await unconfirmed(lifecycle.update(ID, outputsWith(), news))).outs).toMatchObject({ prompts: ["New"] });
  });

  it.each(["throttled", "no-permission"] as const)(
    "is a plain error after %s, because nothing was applied",
    async (fault) => {
      const emulator = await emulate();
      emulator.fail({ fault, operation: UPDATE, times: 99 });
      const lifecycle = lifecycleOf(emulator, SHORT_RETRY_TIMEOUT);
      await expect(lifecycle.update(ID, outputsWith(), inputsWith({ prompts: ["New"] }))).rejects.toMatchObject({
        name: "CamsError",
      });
    },
  );
});

describe("an unconfirmed state", () => {
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

  it("is confirmed by a refresh, which reads the settings of the number", async () => {
    const result = await lifecycleOf(await emulate({ numbers: [{ ...NUMBER, ...SETTINGS }] })).read(ID, olds);
    expect(result).toMatchObject({ props: SETTINGS });
    expect(result).not.toHaveProperty("props.isUnconfirmed");
  });
});
