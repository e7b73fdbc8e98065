import { describe, expect, it } from "@jest/globals";
import { answerWith } from "../support/answering-server.js";
import { FakeClock } from "../support/fake-clock.js";
import { clientOf, emulate, failureOf, NUMBER, operationsOf, SETTINGS } from "../support/service.js";
import { until } from "../support/until.js";

const HIT = { fault: "failure", code: "InternalServerError", message: "(#80007) Rate limit hit" } as const;

function numbered(count: number) {
  return Array.from({ length: count }, (_, index) => ({ ...NUMBER, phoneNumber: String(8613000000000 + index) }));
}

describe("a client that is canceled", () => {
  it("fails all calls that wait for a turn, and lets those that have left end", async () => {
    const emulator = await emulate();
    const canceling = new AbortController();
    const client = clientOf(emulator, {}, new FakeClock(), { signal: canceling.signal });
    const reads = numbered(20).map((key) => client.getConversationalAutomation(key));
    await until(() => emulator.requests().length === 5);
    canceling.abort();
    const results = await Promise.allSettled(reads);
    expect(results.map(({ status }) => status)).toEqual([
      ...Array<string>(5).fill("fulfilled"),
      ...Array<string>(15).fill("rejected"),
    ]);
    expect(emulator.requests()).toHaveLength(5);
    expect((await failureOf(client.getConversationalAutomation(NUMBER))).message).toBe(
      `GetConversationalAutomation failed for ${NUMBER.custSpaceId}/${NUMBER.phoneNumber}: The call was canceled while it waited.`,
    );
  });

  it("does not wait for the end of Meta's pause", async () => {
    const emulator = await emulate();
    emulator.fail(HIT);
    const canceling = new AbortController();
    const client = clientOf(emulator, {}, new FakeClock(), { signal: canceling.signal });
    const write = client.updateConversationalAutomation(NUMBER, SETTINGS);
    await until(() => client.status("UpdateConversationalAutomation").pause !== undefined);
    canceling.abort();
    expect(await failureOf(write)).toMatchObject({ kind: "canceled", isAmbiguous: false });
  });

  it("does not retry, and says of a write whose answer was lost that it may have been applied", async () => {
    const emulator = await emulate();
    emulator.fail({ fault: "reset" });
    const canceling = new AbortController();
    const clock = new FakeClock();
    const client = clientOf(emulator, {}, clock, { signal: canceling.signal });
    const write = client.updateConversationalAutomation(NUMBER, SETTINGS);
    await until(
      () => emulator.requests().length === 1 && client.status("UpdateConversationalAutomation").inFlight === 0,
    );
    canceling.abort();
    expect(await failureOf(write)).toMatchObject({ kind: "canceled", isAmbiguous: true });
    expect(operationsOf(emulator)).toEqual(["UpdateConversationalAutomation"]);
  });

  it("does not ask a source of credentials that fails again", async () => {
    const emulator = await emulate();
    const source = await answerWith({ status: 503, body: "" });
    const canceling = new AbortController();
    const credentials = { credentialsUri: `http://${source.endpoint}/` };
    const client = clientOf(emulator, { credentials }, new FakeClock(), { signal: canceling.signal });
    const read = client.getConversationalAutomation(NUMBER);
    await until(() => source.asked.length === 1);
    canceling.abort();
    expect(await failureOf(read)).toMatchObject({ kind: "canceled" });
    expect(source.asked).toHaveLength(1);
  });
});
