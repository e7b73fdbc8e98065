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
    { endpoint, credentials, attemptTimeoutSeconds: 0.25 },
    { clock: new SkippingClock(), random: () => 0 },
  );
}

/** The prompts of all writes, in order of arrival. */
function promptsOf({ asked }: AnsweringServer): (string | null)[] {
  return asked.map(({ query }) => query.get("Prompts"));
}

function writeBoth(client: Client): Promise<string[]> {
  return Promise.all([OLD, NEW].map((settings) => client.updateConversationalAutomation(NUMBER, settings)));
}

describe("two writes for one number", () => {
  it.each([
    ["a throttled call", { status: 400, body: { Code: "Throttling.User", Message: "Slow down." } }],
    ["a failure of the service", { status: 503, body: "" }],
    ["Meta's limit", { body: { Code: "Whatever", Message: "(#80007) Rate limit hit" } }],
  ])("keep their order when the first is retried: %s", async (_name, refusal) => {
    const server = await answerWith(refusal, { body: OK }, { body: { ...OK, RequestId: "R-2" } });
    expect(await writeBoth(clientAt(server))).toEqual(["R-1", "R-2"]);
    expect(promptsOf(server)).toEqual(['["old"]', '["old"]', '["new"]']);
  });

  it("keep their order when the first fails permanently", async () => {
    const server = await answerWith({ status: 403, body: { Code: "NoPermission" } }, { body: OK });
    const client = clientAt(server);
    const [first, second] = [OLD, NEW].map((settings) => client.updateConversationalAutomation(NUMBER, settings));
    expect(await failureOf(first ?? Promise.resolve())).toMatchObject({ kind: "permission" });
    expect(await second).toBe("R-1");
    expect(promptsOf(server)).toEqual(['["old"]', '["new"]']);
  });

  it("keep their order when the first times out, and its late answer is ignored", async () => {
    const late = { body: { ...OK, RequestId: "late" }, isLate: true };
    const server = await answerWith(late, { body: OK }, { body: { ...OK, RequestId: "R-2" } });
    expect(await writeBoth(clientAt(server))).toEqual(["R-1", "R-2"]);
    expect(promptsOf(server)).toEqual(['["old"]', '["old"]', '["new"]']);
    expect(server.asked.map(({ isAbandoned }) => isAbandoned)).toEqual([true, false, false]);
  });

  it("keep their order when the first hangs in the service", async () => {
    const emulator = await emulate();
    emulator.fail({ fault: "hang" });
    await writeBoth(clientOf(emulator, { attemptTimeoutSeconds: 0.25 }, new SkippingClock()));
    expect(emulator.requests().map(({ status }) => status)).toEqual([null, 200, 200]);
    expect(emulator.numbers()).toEqual([{ ...NUMBER, ...NEW }]);
  });
});

describe("a write that is carried out but loses its answer", () => {
  it.each(["applied-then-reset", "reset-in-body"] as const)("is retried until it is confirmed: %s", async (fault) => {
    const emulator = await emulate();
    emulator.fail({ fault });
    const client = clientOf(emulator, {}, new SkippingClock());
    expect(await client.updateConversationalAutomation(NUMBER, SETTINGS)).toMatch(/^[0-9A-F-]{36}$/);
    expect(emulator.requests().map(({ status }) => status)).toEqual([null, 200]);
    expect(emulator.numbers()).toEqual([{ ...NUMBER, ...SETTINGS }]);
  });

  it("fails as ambiguous when the retry is refused", async () => {
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
