import { describe, expect, it } from "@jest/globals";
import { createClient, type Client, type Settings } from "../../api/index.js";
import { answerWith, OK, type AnsweringServer } from "../support/answering-server.js";
import { clientOf, emulate, EMPTY, failureOf, NUMBER, SETTINGS } from "../support/service.js";
import { SkippingClock } from "../support/skipping-clock.js";

const OLD: Settings = { ...EMPTY, prompts: ["old"] };
const NEW: Settings = { ...EMPTY, prompts: ["new"] };

function clientAt({ endpoint }: AnsweringServer): Client {
  const credentials = { accessKeyId: "id", accessKeySecret: "secret" };
  return createClient(
    { endpoint, credentials, attemptTimeoutSeconds: 0.5 },
    { clock: new SkippingClock(), random: () => 0 },
  );
}

/** The prompts of every write that was asked for, in order. */
function promptsOf({ asked }: AnsweringServer): (string | null)[] {
  return asked.map(({ query }) => query.get("Prompts"));
}

function writeBoth(client: Client): Promise<string[]> {
  return Promise.all([OLD, NEW].map((settings) => client.updateConversationalAutomation(NUMBER, settings)));
}

describe("two writes of one number", () => {
  it.each([
    ["throttled", { status: 400, body: { Code: "Throttling.User", Message: "Slow down." } }],
    ["a fault of the service", { status: 503, body: "" }],
    ["Meta's limit", { body: { Code: "Whatever", Message: "(#80007) Rate limit hit" } }],
  ])("keep their order when the first is made again: %s", async (_name, refusal) => {
    const server = await answerWith(refusal, { body: OK }, { body: { ...OK, RequestId: "R-2" } });
    expect(await writeBoth(clientAt(server))).toEqual(["R-1", "R-2"]);
    expect(promptsOf(server)).toEqual(['["old"]', '["old"]', '["new"]']);
  });

  it("keep their order when the first fails for good", async () => {
    const server = await answerWith({ status: 403, body: { Code: "NoPermission" } }, { body: OK });
    const client = clientAt(server);
    const [first, second] = [OLD, NEW].map((settings) => client.updateConversationalAutomation(NUMBER, settings));
    expect(await failureOf(first ?? Promise.resolve())).toMatchObject({ kind: "permission" });
    expect(await second).toBe("R-1");
    expect(promptsOf(server)).toEqual(['["old"]', '["new"]']);
  });

  it("keep their order when no answer comes to the first, whose late answer nobody hears", async () => {
    const late = { body: { ...OK, RequestId: "late" }, isLate: true };
    const server = await answerWith(late, { body: OK }, { body: { ...OK, RequestId: "R-2" } });
    expect(await writeBoth(clientAt(server))).toEqual(["R-1", "R-2"]);
    expect(promptsOf(server)).toEqual(['["old"]', '["old"]', '["new"]']);
    expect(server.asked.map(({ isAbandoned }) => isAbandoned)).toEqual([true, false, false]);
  });

  it("keep their order when the first hangs in the service", async () => {
    const emulator = await emulate();
    emulator.fail({ fault: "hang" });
    await writeBoth(clientOf(emulator, { attemptTimeoutSeconds: 0.5 }, new SkippingClock()));
    expect(emulator.requests().map(({ status }) => status)).toEqual([null, 200, 200]);
    expect(emulator.numbers()).toEqual([{ ...NUMBER, ...NEW }]);
  });
});

describe("a write that was carried out, but whose connection broke", () => {
  it.each(["applied-then-reset", "reset-in-body"] as const)("ends with one confirmed write: %s", async (fault) => {
    const emulator = await emulate();
    emulator.fail({ fault });
    const client = clientOf(emulator, {}, new SkippingClock());
    expect(await client.updateConversationalAutomation(NUMBER, SETTINGS)).toMatch(/^[0-9A-F-]{36}$/);
    expect(emulator.requests().map(({ status }) => status)).toEqual([null, 200]);
    expect(emulator.numbers()).toEqual([{ ...NUMBER, ...SETTINGS }]);
  });

  it("says in the error that it may have been when another attempt is refused", async () => {
    const emulator = await emulate();
    emulator.fail({ fault: "applied-then-reset" });
    emulator.fail({ fault: "no-permission" });
    const client = clientOf(emulator, {}, new SkippingClock());
    const error = await failureOf(client.updateConversationalAutomation(NUMBER, SETTINGS));
    expect(error).toMatchObject({ kind: "permission", isAmbiguous: true });
    emulator.fail({ fault: "no-permission" });
    const refused = await failureOf(client.updateConversationalAutomation(NUMBER, SETTINGS));
    expect(refused).toMatchObject({ kind: "permission", isAmbiguous: false });
  });
});
