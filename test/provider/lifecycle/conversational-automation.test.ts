import { describe, expect, it } from "@jest/globals";
import { ID, expectJsonClean, inputsWith, lifecycleOf, outputsWith } from "../../support/lifecycle.js";
import { emulate, EMPTY, NUMBER, operationsOf, SETTINGS } from "../../support/service.js";

const GET = "GetConversationalAutomation";
const UPDATE = "UpdateConversationalAutomation";

describe("create", () => {
  it("reads the number, writes what differs, and keeps what it found", async () => {
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

  it("writes nothing to a number that is as wanted", async () => {
    const emulator = await emulate({ numbers: [{ ...NUMBER, ...SETTINGS }] });
    const { outs } = await lifecycleOf(emulator).create(inputsWith({ ...SETTINGS }));
    expect(outs).toMatchObject({ previousSettings: SETTINGS, requestId: "" });
    expect(operationsOf(emulator)).toEqual([GET]);
    expectJsonClean(outs);
  });

  it.each([
    ["prompts", { prompts: [...SETTINGS.prompts].reverse() }],
    ["commands", { commands: [...SETTINGS.commands].reverse() }],
  ])("takes another order of %s for a difference", async (_name, changes) => {
    const emulator = await emulate({ numbers: [{ ...NUMBER, ...SETTINGS }] });
    await lifecycleOf(emulator).create(inputsWith({ ...SETTINGS, ...changes }));
    expect(emulator.numbers()).toEqual([{ ...NUMBER, ...SETTINGS, ...changes }]);
  });

  it("fills in what a program left out, and ignores what is not an input", async () => {
    const emulator = await emulate();
    const { outs } = await lifecycleOf(emulator).create({ ...NUMBER, prompts: null, __provider: "text" });
    const { previousSettings, requestId, schemaVersion, ...inputs } = outs;
    expect(inputs).toStrictEqual({ ...NUMBER, ...EMPTY, onDelete: "reset" });
    expect([previousSettings, requestId, schemaVersion]).toStrictEqual([EMPTY, "", 1]);
  });

  it("of a number that another resource of the process has created is an error that names it", async () => {
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

  it("is allowed again after it has failed", async () => {
    const emulator = await emulate();
    emulator.fail({ fault: "no-permission", operation: UPDATE });
    const lifecycle = lifecycleOf(emulator);
    await expect(lifecycle.create(inputsWith())).rejects.toMatchObject({ kind: "permission" });
    await lifecycle.create(inputsWith());
    expect(emulator.numbers()).toEqual([{ ...NUMBER, ...EMPTY, prompts: ["Hello"] }]);
  });

  it("of one number in two spaces is no conflict", async () => {
    const emulator = await emulate();
    const lifecycle = lifecycleOf(emulator);
    await Promise.all([lifecycle.create(inputsWith()), lifecycle.create(inputsWith({ custSpaceId: "cams-2" }))]);
    expect(emulator.numbers()).toHaveLength(2);
  });
});

describe("update", () => {
  it("sends all three settings although one changed, and reads nothing back", async () => {
    const emulator = await emulate({ numbers: [{ ...NUMBER, ...SETTINGS }] });
    const news = inputsWith({ ...SETTINGS, enableWelcomeMessage: false });
    const { outs } = await lifecycleOf(emulator).update(ID, outputsWith({ ...SETTINGS }), news);
    expect(operationsOf(emulator)).toEqual([UPDATE]);
    expect(emulator.numbers()).toEqual([{ ...NUMBER, ...SETTINGS, enableWelcomeMessage: false }]);
    expect(outs).toStrictEqual({ ...outputsWith(news), requestId: outs.requestId });
    expect(outs.requestId).not.toBe("R-1");
    expectJsonClean(outs);
  });

  it("overwrites by all three what somebody changed by hand", async () => {
    const emulator = await emulate({ numbers: [{ ...NUMBER, ...SETTINGS }] });
    await lifecycleOf(emulator).update(ID, outputsWith(), inputsWith({ prompts: ["New"] }));
    expect(emulator.numbers()).toEqual([{ ...NUMBER, ...EMPTY, prompts: ["New"] }]);
  });

  it("of onDelete alone makes no call", async () => {
    const emulator = await emulate();
    const { outs } = await lifecycleOf(emulator).update(ID, outputsWith(), inputsWith({ onDelete: "restore" }));
    expect(outs).toStrictEqual(outputsWith({ onDelete: "restore" }));
    expect(emulator.requests()).toEqual([]);
  });
});

describe("delete", () => {
  const before = { custSpaceId: "cams-1", phoneNumber: "8613000000000", ...SETTINGS };

  it("empties all three settings by default", async () => {
    const emulator = await emulate({ numbers: [before] });
    await lifecycleOf(emulator).delete(ID, outputsWith());
    expect(emulator.numbers()).toEqual([{ ...NUMBER, ...EMPTY }]);
    expect(operationsOf(emulator)).toEqual([UPDATE]);
  });

  it("puts back what was there when it is to restore", async () => {
    const emulator = await emulate({ numbers: [before] });
    await lifecycleOf(emulator).delete(ID, outputsWith({ onDelete: "restore" }));
    expect(emulator.numbers()).toEqual([{ ...NUMBER, ...EMPTY, enableWelcomeMessage: true, prompts: ["Before"] }]);
  });

  it("makes no call when it is to retain", async () => {
    const emulator = await emulate({ numbers: [before] });
    await lifecycleOf(emulator).delete(ID, outputsWith({ onDelete: "retain" }));
    expect(emulator.numbers()).toEqual([before]);
    expect(emulator.requests()).toEqual([]);
  });

  it("cannot restore what the state does not hold, and says what to do", async () => {
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

  it("is skipped for a number that the program still declares, as check has seen", async () => {
    const emulator = await emulate({ numbers: [before] });
    const lifecycle = lifecycleOf(emulator);
    lifecycle.check({ ...NUMBER, prompts: ["Hello"] });
    await lifecycle.delete(ID, outputsWith());
    expect(emulator.requests()).toEqual([]);
  });

  it("is not skipped for the number that a changed identity has left", async () => {
    const emulator = await emulate({ numbers: [before] });
    const lifecycle = lifecycleOf(emulator);
    const { inputs } = lifecycle.check({ ...NUMBER, phoneNumber: "8613000000001" });
    lifecycle.diff(ID, outputsWith(), inputs);
    await lifecycle.create(inputs);
    await lifecycle.delete(ID, outputsWith());
    expect(emulator.numbers()).toContainEqual({ ...NUMBER, ...EMPTY });
  });

  it("is not skipped for another number, nor after a create that failed", async () => {
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

  it("fails when the service refuses it", async () => {
    const emulator = await emulate({ numbers: [before] });
    emulator.fail({ fault: "no-permission" });
    await expect(lifecycleOf(emulator).delete(ID, outputsWith())).rejects.toMatchObject({ kind: "permission" });
  });
});
