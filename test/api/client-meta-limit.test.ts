import { describe, expect, it } from "@jest/globals";
import type { Fault } from "../../emulator/index.js";
import { FakeClock } from "../support/fake-clock.js";
import { clientOf, emulate, EMPTY, failureOf, NUMBER, operationsOf, SETTINGS } from "../support/service.js";
import { SkippingClock } from "../support/skipping-clock.js";
import { until } from "../support/until.js";

const HIT: Fault = { fault: "failure", code: "InternalServerError", message: "(#80007) Rate limit hit" };

const other = { custSpaceId: "cams-1", phoneNumber: "8613000000001" };

describe("Meta's limit", () => {
  it.each<[string, Fault, number]>([
    ["in an answer with HTTP status 200", HIT, 200],
    [
      "in an answer with HTTP status 400",
      { fault: "error", status: 400, code: "Whatever", message: "(#4) Limit" },
      400,
    ],
    [
      "in an answer with the code of a throttled call",
      { fault: "error", status: 429, code: "Throttling", message: "(#130429) No" },
      429,
    ],
  ])("pauses calls for a minute before the retry: %s", async (_name, fault, status) => {
    const emulator = await emulate();
    emulator.fail(fault);
    const clock = new SkippingClock();
    const client = clientOf(emulator, { retryTimeoutSeconds: 5 }, clock);
    expect(await client.updateConversationalAutomation(NUMBER, SETTINGS)).not.toBe("");
    expect(emulator.requests().map((request) => request.status)).toEqual([status, 200]);
    expect(clock.waits.filter((wait) => wait > 0)).toEqual([60_000]);
    expect(emulator.numbers()).toEqual([{ ...NUMBER, ...SETTINGS }]);
  });

  it("pauses every operation of the account, and no other account", async () => {
    const accounts = ["a", "b"].map((accessKeyId) => ({ accessKeyId, accessKeySecret: "secret" }));
    const emulator = await emulate({ accounts });
    emulator.fail(HIT);
    const clock = new FakeClock();
    const [client, otherAccount] = accounts.map((credentials) => clientOf(emulator, { credentials }, clock));
    if (!client || !otherAccount) throw new Error("There are two accounts.");
    const write = client.updateConversationalAutomation(NUMBER, SETTINGS);
    await until(() => client.status("QueryChatappPhoneNumbers").pause !== undefined);
    const rest = [write, client.getConversationalAutomation(other), client.queryChatappPhoneNumbers()];
    await otherAccount.updateConversationalAutomation({ custSpaceId: "cams-2", phoneNumber: "8613000000002" }, EMPTY);
    await clock.run(59_999);
    expect(operationsOf(emulator)).toEqual(["UpdateConversationalAutomation", "UpdateConversationalAutomation"]);
    for (const operation of [
      "GetConversationalAutomation",
      "UpdateConversationalAutomation",
      "QueryChatappPhoneNumbers",
    ] as const) {
      const pause = { reason: "meta-limit", remainingMs: 1 };
      expect(client.status(operation)).toMatchObject({ waiting: 1, pause });
      expect(otherAccount.status(operation)).not.toHaveProperty("pause");
    }
    await clock.run(60_000);
    await Promise.all(rest);
    expect(emulator.requests()).toHaveLength(5);
  });

  it("fails all calls when it is hit again after the pause, with the service's own words and advice", async () => {
    const emulator = await emulate();
    emulator.fail({ ...HIT, times: 2 });
    const client = clientOf(emulator, {}, new SkippingClock());
    const error = await failureOf(client.updateConversationalAutomation(NUMBER, SETTINGS));
    expect(error).toMatchObject({ kind: "meta-limit", code: "InternalServerError", isAmbiguous: false });
    expect(error.message).toMatch(
      /^UpdateConversationalAutomation failed for cams-1\/8613000000000: Meta, .* that limit is used up\. Gave up after 2 attempts in 60 s\. Details: InternalServerError: \(#80007\) Rate limit hit \(HTTP 200, request [0-9A-F-]{36}\)\.$/,
    );
    const next = await failureOf(client.getConversationalAutomation(other));
    expect(next).toMatchObject({ kind: "meta-limit", operation: "GetConversationalAutomation", isAmbiguous: false });
    expect(next.message).toMatch(
      /^GetConversationalAutomation failed for cams-1\/8613000000001: Meta, .* that limit is used up\. Details: not sent\.$/,
    );
    expect(emulator.requests()).toHaveLength(2);
  });

  it("fails all calls at once when the service asks for more than two minutes", async () => {
    const emulator = await emulate();
    emulator.fail({ fault: "error", status: 400, code: "Whatever", message: "(#4) Limit", retryAfterMs: 120_001 });
    const client = clientOf(emulator, {}, new SkippingClock());
    const error = await failureOf(client.updateConversationalAutomation(NUMBER, SETTINGS));
    expect(error).toMatchObject({ kind: "meta-limit", retryAfterMs: 120_001 });
    expect(await failureOf(client.queryChatappPhoneNumbers())).toMatchObject({ kind: "meta-limit" });
    expect(emulator.requests()).toHaveLength(1);
  });
});
