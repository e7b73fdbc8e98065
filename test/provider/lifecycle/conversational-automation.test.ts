import { describe, expect, it } from "@jest/globals";
import { ID, expectJsonClean, inputsWith, lifecycleOf, outputsWith } from "../../support/lifecycle.js";
import { emulate, EMPTY, NUMBER, operationsOf, SETTINGS } from "../../support/service.js";

const GET = "GetConversationalAutomation";
const UPDATE = "UpdateConversationalAutomation";

describe("create", () => {
  it("reads the number, writes the declared settings, and keeps the previous ones in the state", async () => {
    const emulator = await emulate({ numbers: [{ ...NUMBER, ...SETTINGS }] });
    const { id, outs } = await lifecycleOf(emulator).create(inputsWith());
    expect(id).toBe(ID);
    expect(outs).toEqual({
      ...inputsWith(),
      previousSettings: SETTINGS,
      requestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
      schemaVersion: 1,
    });
    expect(operationsOf(emulator)).toEqual([GET, UPDATE]);
    expect(emulator.numbers()).toEqual([{ ...NUMBER, ...EMPTY, prompts: ["Hello"] }]);
    expectJsonClean(outs);
  });

  it("writes nothing to a number that already has the declared settings", async () => {
    const emulator = await emulate({ numbers: [{ ...NUMBER, ...SETTINGS }] });
    const { outs } = await lifecycleOf(emulator).create(inputsWith({ ...SETTINGS }));
    expect(outs).toMatchObject({ previousSettings: SETTINGS, requestId: "" });
    expect(operationsOf(emulator)).toEqual([GET]);
    expectJsonClean(outs);
  });

  it.each([
    ["prompts", { prompts: [...SETTINGS.prompts].reverse() }],
    ["commands", { commands: [...SETTINGS.commands].reverse() }],
  ])("treats a different order of %s as a change", async (_name, changes) => {
    const emulator = await emulate({ numbers: [{ ...NUMBER, ...SETTINGS }] });
    await lifecycleOf(emulator).create(inputsWith({ ...SETTINGS, ...changes }));
    expect(emulator.numbers()).toEqual([{ ...NUMBER, ...SETTINGS, ...changes }]);
  });

  it("fills in the defaults, and ignores properties that are not inputs", async () => {
    const emulator = await emulate();
    const { outs } = await lifecycleOf(emulator).create({ ...NUMBER, prompts: null, __provider: "text" });
    const { previousSettings, requestId, schemaVersion, ...inputs } = outs;
    expect(inputs).toStrictEqual({ ...NUMBER, ...EMPTY, onDelete: "reset" });
    expect([previousSettings, requestId, schemaVersion]).toStrictEqual([EMPTY, "", 1]);
  });

  it("is checked without values that are undefined, which the host cannot pass on", async () => {
    const { inputs } = lifecycleOf(await emulate()).check({ ...NUMBER, custSpaceId: undefined });
    expect(Object.keys(inputs)).not.toContain("custSpaceId");
  });

  it("fails for a number that another resource has created in this process, and names the number", async () => {
    const emulator = await emulate();
    const lifecycle = lifecycleOf(emulator);
    const results = await Promise.allSettled([
      lifecycle.create(inputsWith()),
      lifecycle.create(inputsWith({ prompts: ["Other"] })),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
    await expect(lifecycle.create(inputsWith())).rejects.toThrow(
      `Two resources manage the number ${ID}. A number has one set of settings, so each would overwrite the other's: ` +
        "remove one of them.",
    );
    expect(emulator.numbers()).toEqual([{ ...NUMBER, ...EMPTY, prompts: ["Hello"] }]);
  });

  it("succeeds after an earlier create of the number failed", async () => {
    const emulator = await emulate();
    emulator.fail({ fault: "no-permission", operation: UPDATE });
    const lifecycle = lifecycleOf(emulator);
    await expect(lifecycle.create(inputsWith())).rejects.toMatchObject({ kind: "permission" });
    await lifecycle.create(inputsWith());
    expect(emulator.numbers()).toEqual([{ ...NUMBER, ...EMPTY, prompts: ["Hello"] }]);
  });

  it("accepts the same number in two spaces", async () => {
    const emulator = await emulate();
    const lifecycle = lifecycleOf(emulator);
    await Promise.all([lifecycle.create(inputsWith()), lifecycle.create(inputsWith({ custSpaceId: "cams-2" }))]);
    expect(emulator.numbers()).toHaveLength(2);
  });
});

describe("update", () => {
  it("writes all three settings even if only one changed, and does not read them back", async () => {
    const emulator = await emulate({ numbers: [{ ...NUMBER, ...SETTINGS }] });
    const news = inputsWith({ ...SETTINGS, enableWelcomeMessage: false });
    const { outs } = await lifecycleOf(emulator).update(ID, outputsWith({ ...SETTINGS }), news);
    expect(operationsOf(emulator)).toEqual([UPDATE]);
    expect(emulator.numbers()).toEqual([{ ...NUMBER, ...SETTINGS, enableWelcomeMessage: false }]);
    expect(outs).toStrictEqual({ ...outputsWith(news), requestId: outs.requestId });
    expect(outs.requestId).not.toBe("R-1");
    expectJsonClean(outs);
  });

  it("overwrites what another user changed, in all three settings", async () => {
    const emulator = await emulate({ numbers: [{ ...NUMBER, ...SETTINGS }] });
    await lifecycleOf(emulator).update(ID, outputsWith(), inputsWith({ prompts: ["New"] }));
    expect(emulator.numbers()).toEqual([{ ...NUMBER, ...EMPTY, prompts: ["New"] }]);
  });

  it("makes no call when only onDelete changes", async () => {
    const emulator = await emulate();
    const { outs } = await lifecycleOf(emulator).update(ID, outputsWith(), inputsWith({ onDelete: "restore" }));
    expect(outs).toStrictEqual(outputsWith({ onDelete: "restore" }));
    expect(emulator.requests()).toEqual([]);
  });
});

describe("delete", () => {
  const before = { custSpaceId: "cams-1", phoneNumber: "8613000000000", ...SETTINGS };

  it("resets all three settings by default", async () => {
    const emulator = await emulate({ numbers: [before] });
    await lifecycleOf(emulator).delete(ID, outputsWith());
    expect(emulator.numbers()).toEqual([{ ...NUMBER, ...EMPTY }]);
    expect(operationsOf(emulator)).toEqual([UPDATE]);
  });

  it('restores the previous settings when onDelete is "restore"', async () => {
    const emulator = await emulate({ numbers: [before] });
    await lifecycleOf(emulator).delete(ID, outputsWith({ onDelete: "restore" }));
    expect(emulator.numbers()).toEqual([{ ...NUMBER, ...EMPTY, enableWelcomeMessage: true, prompts: ["Before"] }]);
  });

  it('makes no call when onDelete is "retain"', async () => {
    const emulator = await emulate({ numbers: [before] });
    await lifecycleOf(emulator).delete(ID, outputsWith({ onDelete: "retain" }));
    expect(emulator.numbers()).toEqual([before]);
    expect(emulator.requests()).toEqual([]);
  });

  it("fails when the state has no previous settings to restore, and says what to do", async () => {
    const emulator = await emulate({ numbers: [before] });
    const outputs = outputsWith({ onDelete: "restore", previousSettings: undefined });
    await expect(lifecycleOf(emulator).delete(ID, outputs)).rejects.toThrow(
      `The state holds no previous settings of ${ID} to restore. Set onDelete to "reset" or "retain", run \`pulumi up\`, ` +
        "and then delete the resource.",
    );
    expect(emulator.requests()).toEqual([]);
  });

  it.each(["reset", "restore"])("is skipped for a number that this process has created (%s)", async (onDelete) => {
    const emulator = await emulate({ numbers: [before] });
    const lifecycle = lifecycleOf(emulator);
    await lifecycle.create(inputsWith({ ...SETTINGS }));
    await lifecycle.delete(ID, outputsWith({ onDelete }));
    expect(emulator.numbers()).toEqual([before]);
    expect(operationsOf(emulator)).toEqual([GET]);
  });

  it("is skipped for a number that this process has updated", async () => {
    const emulator = await emulate({ numbers: [before] });
    const lifecycle = lifecycleOf(emulator);
    await lifecycle.update(ID, outputsWith(), inputsWith({ prompts: ["New"] }));
    await lifecycle.delete(ID, outputsWith());
    expect(emulator.numbers()).toEqual([{ ...NUMBER, ...EMPTY, prompts: ["New"] }]);
  });

  it("is skipped for a number that check has seen in the program", async () => {
    const emulator = await emulate({ numbers: [before] });
    const lifecycle = lifecycleOf(emulator);
    lifecycle.check({ ...NUMBER, prompts: ["Hello"] });
    await lifecycle.delete(ID, outputsWith());
    expect(emulator.requests()).toEqual([]);
  });

  it("is not skipped for the old number of a replaced resource", async () => {
    const emulator = await emulate({ numbers: [before] });
    const lifecycle = lifecycleOf(emulator);
    const { inputs } = lifecycle.check({ ...NUMBER, phoneNumber: "8613000000001" });
    lifecycle.diff(ID, outputsWith(), inputs);
    await lifecycle.create(inputs);
    await lifecycle.delete(ID, outputsWith());
    expect(emulator.numbers()).toContainEqual({ ...NUMBER, ...EMPTY });
  });

  it("is not skipped when creating the number failed or another number was created", async () => {
    const emulator = await emulate({ numbers: [before] });
    const lifecycle = lifecycleOf(emulator);
    emulator.fail({ fault: "no-permission", operation: UPDATE });
    await expect(lifecycle.create(inputsWith())).rejects.toThrow("NoPermission");
    await lifecycle.create(inputsWith({ custSpaceId: "cams-2", prompts: [] }));
    await lifecycle.delete(ID, outputsWith());
    expect(emulator.numbers()).toEqual([{ ...NUMBER, ...EMPTY }]);
  });

  it("succeeds for a number that has left the space", async () => {
    const emulator = await emulate({ behaviour: { unknownNumbers: "reject" } });
    await lifecycleOf(emulator).delete(ID, outputsWith());
    expect(operationsOf(emulator)).toEqual([UPDATE, "QueryChatappPhoneNumbers"]);
  });

  it("fails when the service rejects the write", async () => {
    const emulator = await emulate({ numbers: [before] });
    emulator.fail({ fault: "no-permission" });
    await expect(lifecycleOf(emulator).delete(ID, outputsWith())).rejects.toMatchObject({ kind: "permission" });
  });
});
