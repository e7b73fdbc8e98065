import { describe, expect, it } from "@jest/globals";
import { createClient, type Client } from "../../../api/index.js";
import { answerWith, OK, type AnsweringServer, type Answer } from "../../support/answering-server.js";
import { failureOf } from "../../support/service.js";
import { SkippingClock } from "../../support/skipping-clock.js";

/** A credentials URI's answer with a session, which the service accepts or not by the session's name. */
function sessionOf(name: string, seconds = 3600): Answer {
  const Expiration = new Date(Date.now() + seconds * 1000).toISOString();
  const keys = { AccessKeyId: `${name}-id`, AccessKeySecret: "secret", SecurityToken: `${name}-token` };
  return { body: { ...keys, Expiration } };
}

/** The service, for which the session named `old` has expired. */
function startService(): Promise<AnsweringServer> {
  return answerWith(({ headers }) =>
    headers["x-acs-security-token"] === "old-token"
      ? { status: 400, body: { Code: "InvalidSecurityToken.Expired", RequestId: "R-1" } }
      : { body: { ...OK, PhoneNumbers: [] } },
  );
}

function clientWith(service: AnsweringServer, source: AnsweringServer, maxInFlight = 16): Client {
  const credentials = { credentialsUri: `http://${source.endpoint}/` };
  const options = { endpoint: service.endpoint, credentials, credentialsSource: "the test", maxInFlight };
  return createClient(options, { clock: new SkippingClock(), random: () => 0.5 });
}

function callTimes(count: number, client: Client): Promise<unknown[]> {
  return Promise.all(Array.from({ length: count }, () => client.queryChatappPhoneNumbers()));
}

describe("a session that expires while calls wait for their turn", () => {
  it("costs one call, and is replaced once", async () => {
    const [service, source] = [await startService(), await answerWith(sessionOf("old"), sessionOf("fresh"))];
    await callTimes(20, clientWith(service, source, 1));
    expect(service.asked).toHaveLength(21);
    expect(source.asked).toHaveLength(2);
  });

  it("is replaced once if several calls find out at the same time", async () => {
    const [service, source] = [await startService(), await answerWith(sessionOf("old"), sessionOf("fresh"))];
    await callTimes(5, clientWith(service, source));
    expect(source.asked).toHaveLength(2);
  });

  it("is not looked up again by a call whose turn has come", async () => {
    const [service, source] = [await startService(), await answerWith(sessionOf("fresh", 60))];
    const client = clientWith(service, source);
    for (let calls = 0; calls < 3; calls += 1) await client.queryChatappPhoneNumbers();
    expect(source.asked.length).toBeLessThanOrEqual(3);
  });

  it("is fetched again by the next call if the source still gives the old one", async () => {
    const answers = [sessionOf("old"), sessionOf("old"), sessionOf("fresh")];
    const [service, source] = [await startService(), await answerWith(...answers)];
    const client = clientWith(service, source);
    expect(await failureOf(client.queryChatappPhoneNumbers())).toMatchObject({ kind: "token-expired" });
    expect(await client.queryChatappPhoneNumbers()).toEqual([]);
    expect(service.asked).toHaveLength(3);
  });
});
