import { describe, expect, it } from "@jest/globals";
import { formatId, parseId } from "../../../provider/lifecycle/number-id.js";
import { ID, expectJsonClean, inputsWith, lifecycleOf, outputsWith } from "../../support/lifecycle.js";
import { emulate, EMPTY, NUMBER, SETTINGS } from "../../support/service.js";

const BAD_ID =
  "The id of a ConversationalAutomation is custSpaceId/phoneNumber, with the number as digits only, " +
  'like "cams-3ie…/8613000000000".';

function without(outputs: Record<string, unknown>, ...names: string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(outputs).filter(([name]) => !names.includes(name)));
}

describe("the id of a resource", () => {
  it.each([
    NUMBER,
    { custSpaceId: "29348393884", phoneNumber: "123456" },
    { custSpaceId: "a/b", phoneNumber: "123456" },
  ])("survives formatting and parsing: %j", (key) => {
    expect(parseId(formatId(key))).toEqual(key);
  });

  it.each([
    "",
    "8613000000000",
    "cams-1/",
    "/8613000000000",
    "cams-1/+8613000000000",
    "cams-1/012345",
    "cams 1/8613000000000",
    "cams-1/8613000000000/",
    "cams-1/8613000000000\n",
  ])("is rejected when it is malformed: %j", async (id) => {
    const emulator = await emulate();
    const lifecycle = lifecycleOf(emulator);
    expect(() => lifecycle.diff(id, {}, inputsWith())).toThrow(BAD_ID);
    await expect(lifecycle.read(id, {})).rejects.toThrow(BAD_ID);
    await expect(lifecycle.delete(id, {})).rejects.toThrow(BAD_ID);
    expect(emulator.requests()).toEqual([]);
  });
});

describe("a state from an earlier version or an import", () => {
  const old = without(outputsWith(), "schemaVersion", "previousSettings", "requestId");

  it("is compared like any other", async () => {
    const lifecycle = lifecycleOf(await emulate());
    expect(lifecycle.diff(ID, old, inputsWith())).toEqual({ changes: false, replaces: [] });
    expect(lifecycle.diff(ID, {}, inputsWith({ prompts: [] }))).toEqual({ changes: false, replaces: [] });
    expect(lifecycle.diff(ID, {}, inputsWith())).toEqual({ changes: true, replaces: [] });
  });

  it("is updated to the current schema version, without undefined values", async () => {
    const { outs } = await lifecycleOf(await emulate()).update(ID, old, inputsWith({ onDelete: "retain" }));
    expect(outs).toStrictEqual({ ...inputsWith({ onDelete: "retain" }), requestId: "", schemaVersion: 1 });
    expectJsonClean(outs);
  });

  it("is refreshed to the current schema version, but the settings found do not become the previous settings", async () => {
    const emulator = await emulate({ numbers: [{ ...NUMBER, ...SETTINGS }] });
    const result = await lifecycleOf(emulator).read(ID, old);
    expect(result).toMatchObject({ props: { prompts: SETTINGS.prompts, requestId: "", schemaVersion: 1 } });
    expect(result).not.toHaveProperty("props.previousSettings");
    expectJsonClean(result);
  });

  it("can be deleted", async () => {
    const emulator = await emulate({ numbers: [{ ...NUMBER, ...SETTINGS }] });
    await lifecycleOf(emulator).delete(ID, old);
    expect(emulator.numbers()).toEqual([{ ...NUMBER, ...EMPTY }]);
  });

  it.each([{ prompts: ["Before"] }, { prompts: ["Before"], commands: null, enableWelcomeMessage: null }])(
    "is restored with empty values where previous settings are missing: %j",
    async (previousSettings) => {
      const emulator = await emulate({ numbers: [{ ...NUMBER, ...SETTINGS }] });
      await lifecycleOf(emulator).delete(ID, outputsWith({ onDelete: "restore", previousSettings }));
      expect(emulator.numbers()).toEqual([{ ...NUMBER, ...EMPTY, prompts: ["Before"] }]);
    },
  );
});

describe("a malformed state", () => {
  it.each<[string, Record<string, unknown>]>([
    ["prompts", { prompts: "Hello" }],
    ["commands.1.commandName", { commands: [SETTINGS.commands[0], { commandName: 5, commandDescription: "" }] }],
    ["onDelete", { onDelete: "keep" }],
  ])("is rejected by the place of what is malformed: %s", async (place, outputs) => {
    const lifecycle = lifecycleOf(await emulate());
    expect(() => lifecycle.diff(ID, outputsWith(outputs), inputsWith())).toThrow(
      `The state of ${ID} cannot be read: ${place} is malformed.`,
    );
  });
});

describe("a state from a newer version", () => {
  const newer = outputsWith({ schemaVersion: 2 });
  const message =
    "The state was written by a newer pulumi-cams (schema version 2, this one reads up to 1). " +
    "Update the package: npm install pulumi-cams@latest.";

  it("is rejected by every operation, before any call", async () => {
    const emulator = await emulate();
    const lifecycle = lifecycleOf(emulator);
    expect(() => lifecycle.diff(ID, newer, inputsWith())).toThrow(message);
    await expect(lifecycle.read(ID, newer)).rejects.toThrow(message);
    await expect(lifecycle.update(ID, newer, inputsWith())).rejects.toThrow(message);
    await expect(lifecycle.delete(ID, newer)).rejects.toThrow(message);
    expect(emulator.requests()).toEqual([]);
  });
});

describe("diff", () => {
  it.each<[string, Record<string, unknown>, string[]]>([
    ["custSpaceId", { custSpaceId: "cams-2" }, ["custSpaceId"]],
    ["phoneNumber", { phoneNumber: "8613000000001" }, ["phoneNumber"]],
    ["enableWelcomeMessage", { enableWelcomeMessage: true }, []],
    ["prompts", { prompts: ["Other"] }, []],
    ["commands", { commands: SETTINGS.commands }, []],
    ["onDelete", { onDelete: "retain" }, []],
  ])("detects a change of %s", async (_name, changes, replaces) => {
    const lifecycle = lifecycleOf(await emulate());
    expect(lifecycle.diff(ID, outputsWith(), inputsWith(changes))).toEqual({ changes: true, replaces });
  });

  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ["the host's own property", { __provider: "old text" }, { __provider: "new text" }],
    ["whether defaults are written or left out", { prompts: [] }, { prompts: null, enableWelcomeMessage: undefined }],
    ["properties that only the outputs have", { requestId: "R-2", previousSettings: EMPTY }, {}],
  ])("ignores %s", async (_name, olds, news) => {
    const lifecycle = lifecycleOf(await emulate());
    const wanted = inputsWith({ ...("prompts" in olds ? { prompts: [] } : {}), ...news });
    expect(lifecycle.diff(ID, outputsWith(olds), wanted)).toEqual({ changes: false, replaces: [] });
  });

  it("makes no call, and neither does check", async () => {
    const emulator = await emulate();
    const lifecycle = lifecycleOf(emulator);
    lifecycle.check(inputsWith());
    lifecycle.diff(ID, outputsWith(), inputsWith());
    expect(emulator.requests()).toEqual([]);
  });
});
