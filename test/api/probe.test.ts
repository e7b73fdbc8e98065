import { describe, expect, it } from "@jest/globals";
import type { Fault } from "../../emulator/index.js";
import { createClient, type Operation } from "../../api/index.js";
import { answerWith } from "../support/answering-server.js";
import { clientOf, emulate } from "../support/service.js";

const credentials = { accessKeyId: "some-id", accessKeySecret: "some-secret" };

const MINUTE_MS = 60_000;

describe("a probe", () => {
  it.each<Operation>(["GetConversationalAutomation", "UpdateConversationalAutomation", "QueryChatappPhoneNumbers"])(
    "finds no hindrance to %s, and names no number",
    async (operation) => {
      const emulator = await emulate();
      expect(await clientOf(emulator).probe(operation)).not.toHaveProperty("hindrance");
      expect(emulator.requests()).toMatchObject([{ operation, custSpaceId: "", phoneNumber: "" }]);
      expect(emulator.numbers()).toEqual([]);
    },
  );

  it("sends no parameters", async () => {
    const server = await answerWith({ status: 400, body: { Code: "MissingCustSpaceId", RequestId: "R-1" } });
    const client = createClient({ credentials, endpoint: server.endpoint });
    await client.probe("UpdateConversationalAutomation");
    expect(server.asked.map(({ query }) => [...query])).toEqual([[]]);
  });

  it.each([
    "MissingCustSpaceId",
    "MissingPhoneNumber",
    "MissingParameter",
    "InvalidParameter",
    "InvalidCustSpaceId",
    "InvalidParameter.PhoneNumberError",
    "Unknown.ResourceOwnerId",
  ])("treats the code %s as a complaint about parameters, not as a hindrance", async (code) => {
    const emulator = await emulate();
    emulator.fail({ fault: "error", status: 400, code });
    expect(await clientOf(emulator).probe("GetConversationalAutomation")).not.toHaveProperty("hindrance");
  });

  it.each<[Fault, string]>([
    [{ fault: "no-permission" }, "permission"],
    [{ fault: "failure" }, "permission"],
    [{ fault: "error", status: 400, code: "MissingSecurityToken" }, "token"],
    [{ fault: "error", status: 400, code: "InvalidProtocol.NeedSsl" }, "rejected"],
    [{ fault: "error", status: 400, code: "Action.InvalidParameter" }, "rejected"],
    [{ fault: "error", status: 414, code: "InvalidParameter" }, "request-too-long"],
    [{ fault: "error", status: 404, code: "InvalidAction.NotFound" }, "not-the-service"],
  ])("returns the hindrance: %j has the kind %s", async (fault, kind) => {
    const emulator = await emulate();
    emulator.fail(fault);
    const { hindrance } = await clientOf(emulator).probe("UpdateConversationalAutomation");
    expect(hindrance).toMatchObject({ kind, operation: "UpdateConversationalAutomation" });
  });

  it("does not trust an answer without a request id", async () => {
    const { endpoint } = await answerWith({ status: 400, body: { Code: "MissingCustSpaceId" } });
    const { hindrance } = await createClient({ credentials, endpoint }).probe("GetConversationalAutomation");
    expect(hindrance).toMatchObject({ kind: "rejected" });
  });

  it.each([20, -3])("reports the clock skew when the service's clock is off by %i minutes", async (minutes) => {
    const emulator = await emulate({ now: () => Date.now() + minutes * MINUTE_MS });
    const { clockAheadMs = NaN } = await clientOf(emulator).probe("GetConversationalAutomation");
    expect(Math.round(clockAheadMs / MINUTE_MS)).toBe(-minutes);
  });

  it("reports no clock skew when the answer has no valid date", async () => {
    const body = { Code: "MissingCustSpaceId", RequestId: "R-1" };
    const { endpoint } = await answerWith({ status: 400, headers: { date: "once" }, body });
    const { clockAheadMs } = await createClient({ credentials, endpoint }).probe("GetConversationalAutomation");
    expect(clockAheadMs).toBeUndefined();
  });

  it("reports where the credentials came from", async () => {
    const { credentialsSource } = await clientOf(await emulate()).probe("GetConversationalAutomation");
    expect(credentialsSource).toBe("cams:accessKey");
  });
});
