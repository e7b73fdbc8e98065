import { describe, expect, it } from "@jest/globals";
import { ID, expectJsonClean, inputsWith, lifecycleOf, outputsWith } from "../../support/lifecycle.js";
import { emulate, EMPTY, NUMBER, operationsOf, SETTINGS } from "../../support/service.js";

const QUERY = "QueryChatappPhoneNumbers";
const GET = "GetConversationalAutomation";

describe("read", () => {
  it("reports drift in the properties and in the inputs", async () => {
    const emulator = await emulate({ numbers: [{ ...NUMBER, ...SETTINGS }] });
    const result = await lifecycleOf(emulator).read(ID, outputsWith({ onDelete: "retain", __provider: "text" }));
    const found = inputsWith({ ...SETTINGS, onDelete: "retain" });
    expect(result).toStrictEqual({ id: ID, props: outputsWith(found), inputs: found });
    expect(operationsOf(emulator)).toEqual([GET]);
    expectJsonClean(result);
  });

  it("keeps the previous settings and the request id", async () => {
    const emulator = await emulate({ numbers: [{ ...NUMBER, ...SETTINGS }] });
    const { previousSettings, requestId } = outputsWith();
    const result = await lifecycleOf(emulator).read(ID, outputsWith());
    expect(result).toMatchObject({ props: { previousSettings, requestId } });
  });

  it("reports no drift for an unchanged number", async () => {
    const emulator = await emulate({ numbers: [{ ...NUMBER, ...EMPTY, prompts: ["Hello"] }] });
    const lifecycle = lifecycleOf(emulator);
    const result = await lifecycle.read(ID, outputsWith());
    expect(result).toStrictEqual({ id: ID, props: outputsWith(), inputs: inputsWith() });
    expect(lifecycle.diff(ID, outputsWith(), inputsWith())).toEqual({ changes: false, replaces: [] });
  });

  it("returns a complete state from the id alone", async () => {
    const emulator = await emulate({ numbers: [{ ...NUMBER, ...SETTINGS }] });
    const result = await lifecycleOf(emulator).read(ID, {});
    const inputs = inputsWith({ ...SETTINGS });
    expect(result).toStrictEqual({
      id: ID,
      props: { ...inputs, previousSettings: SETTINGS, requestId: "", schemaVersion: 1 },
      inputs,
    });
    expectJsonClean(result);
  });

  it.each(["ok", "bad-request"] as const)(
    "reports a number that has left its space as gone (business errors: %s)",
    async (businessErrors) => {
      const emulator = await emulate({ behaviour: { unknownNumbers: "reject", businessErrors } });
      const result = await lifecycleOf(emulator).read(ID, outputsWith());
      expect(result).toStrictEqual({ id: "" });
      expect(operationsOf(emulator)).toEqual([GET, QUERY]);
      expectJsonClean(result);
    },
  );

  it("reports a number as gone whose space lists only others", async () => {
    const listed = { custSpaceId: NUMBER.custSpaceId, phoneNumber: "8613000000099" };
    const emulator = await emulate({ numbers: [listed] });
    emulator.fail({ fault: "failure", code: "InvalidParameter.PhoneNumberError", operation: GET });
    expect(await lifecycleOf(emulator).read(ID, outputsWith())).toStrictEqual({ id: "" });
  });

  it("does not report a number as gone while the space lists it", async () => {
    const emulator = await emulate({ numbers: [{ ...NUMBER, ...SETTINGS }] });
    emulator.fail({ fault: "failure", code: "InvalidParameter.PhoneNumberError", operation: GET });
    await expect(lifecycleOf(emulator).read(ID, outputsWith())).rejects.toMatchObject({ kind: "phone-number" });
    expect(operationsOf(emulator)).toEqual([GET, QUERY]);
  });

  it("does not report a number as gone if the numbers of the space cannot be listed, and gives both reasons", async () => {
    const emulator = await emulate({ behaviour: { unknownNumbers: "reject" } });
    emulator.fail({ fault: "no-permission", operation: QUERY });
    const reasons =
      /InvalidParameter\.PhoneNumberError.*could not be determined.*cams:QueryChatappPhoneNumbers.*pulumi state delete/;
    await expect(lifecycleOf(emulator).read(ID, outputsWith())).rejects.toMatchObject({
      message: expect.stringMatching(reasons) as unknown,
      cause: { kind: "permission" },
    });
  });

  it.each([
    ["an unknown access key", { accessKeyId: "unknown", accessKeySecret: "secret" }, "access-key"],
    ["a mistyped secret", { accessKeyId: "emulator-key-id", accessKeySecret: "mistyped" }, "signature"],
  ])("does not report a number as gone because of %s", async (_name, credentials, kind) => {
    const emulator = await emulate({ numbers: [{ ...NUMBER, ...SETTINGS }] });
    const lifecycle = lifecycleOf(emulator, { credentials });
    await expect(lifecycle.read(ID, outputsWith())).rejects.toMatchObject({ kind });
    expect(operationsOf(emulator)).toEqual([GET]);
  });

  it.each(["InvalidAction.NotFound", "InvalidApi.NotFound", "InvalidProduct.NotFound", "Whatever.NotFound"])(
    "does not report a number as gone because of a 404 status with the code %s",
    async (code) => {
      const emulator = await emulate();
      emulator.fail({ fault: "error", status: 404, code });
      await expect(lifecycleOf(emulator).read(ID, outputsWith())).rejects.toMatchObject({ statusCode: 404 });
    },
  );

  it("does not report a number as gone because the space belongs to another account", async () => {
    const account = { accessKeyId: "id", accessKeySecret: "secret", spaces: ["cams-2"] };
    const emulator = await emulate({ accounts: [account] });
    await expect(lifecycleOf(emulator).read(ID, outputsWith())).rejects.toMatchObject({ kind: "space" });
  });
});
