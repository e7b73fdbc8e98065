import { describe, expect, it } from "@jest/globals";
import { sleep } from "../../../api/clock.js";
import { createClient, type Client, type Clock } from "../../../api/index.js";
import { answerWith, OK, type AnsweringServer, type Answer } from "../../support/answering-server.js";
import { freePort } from "../../support/redis.js";
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

interface Setup {
  maxInFlight?: number;
  retryTimeoutSeconds?: number;
  clock?: Clock;
}

function clientWith(service: AnsweringServer, source: AnsweringServer, setup: Setup = {}): Client {
  const { clock = new SkippingClock(), ...limits } = setup;
  const credentials = { credentialsUri: `http://${source.endpoint}/` };
  const options = { endpoint: service.endpoint, credentials, credentialsSource: "the test", ...limits };
  return createClient(options, { clock, random: () => 0.5 });
}

function callTimes(count: number, client: Client): Promise<unknown[]> {
  return Promise.all(Array.from({ length: count }, () => client.queryChatappPhoneNumbers()));
}

describe("a session that expires while calls wait for their turn", () => {
  it("costs one call, and is replaced once", async () => {
    const [service, source] = [await startService(), await answerWith(sessionOf("old"), sessionOf("fresh"))];
    await callTimes(20, clientWith(service, source, { maxInFlight: 1 }));
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

describe("a source of credentials that fails for a moment", () => {
  it.each<[string, Answer]>([
    ["HTTP 500", { status: 500, body: "" }],
    ["HTTP 503", { status: 503, body: "<html>Unavailable</html>" }],
    ["HTTP 429", { status: 429, body: "" }],
    ["a connection that breaks", { isReset: true, body: "" }],
    ["an answer that breaks off", { headers: { connection: "close", "content-length": "900" }, body: '{"Acc' }],
  ])("is asked again, once for all calls that wait: %s", async (_name, failure) => {
    const [service, source] = [await startService(), await answerWith(failure, failure, sessionOf("fresh"))];
    await callTimes(64, clientWith(service, source));
    expect(service.asked).toHaveLength(64);
    expect(source.asked).toHaveLength(3);
  });

  it("is asked until the retry timeout, and then the error says how often, and keeps the answer", async () => {
    const [service, source] = [await startService(), await answerWith({ status: 503, body: "planted" })];
    const clock = new SkippingClock();
    await sleep(clock, 100_000);
    const client = clientWith(service, source, { clock, retryTimeoutSeconds: 60 });
    const failures = await Promise.all(Array.from({ length: 64 }, () => failureOf(client.queryChatappPhoneNumbers())));
    const attempts = source.asked.length;
    expect(attempts).toBeGreaterThan(10);
    expect(clock.waits.slice(1).reduce((sum, ms) => sum + ms)).toBeLessThanOrEqual(60_000);
    for (const { kind, statusCode, message, isAmbiguous } of failures) {
      expect([kind, statusCode, isAmbiguous]).toEqual(["no-credentials", 503, false]);
      expect(message).toMatch(
        new RegExp(
          `^QueryChatappPhoneNumbers failed: The credentials URI from the test gave no credentials\\. Check .* Gave up after ${attempts} attempts in (5[5-9]|60) s\\. Details: HTTP 503\\.$`,
        ),
      );
    }
    expect(service.asked).toEqual([]);
  });

  it("is asked together by calls that have waited for their turn with an expired session", async () => {
    const answers = [sessionOf("old"), { status: 503, body: "" }];
    const [service, source] = [await startService(), await answerWith(...answers)];
    const client = clientWith(service, source, { maxInFlight: 1 });
    const failures = await Promise.all(Array.from({ length: 20 }, () => failureOf(client.queryChatappPhoneNumbers())));
    expect(new Set(failures.map(({ kind, message }) => `${kind}: ${message}`)).size).toBe(1);
    expect(failures[0]?.message).toContain(`Gave up after ${source.asked.length - 1} attempts`);
    expect(service.asked).toHaveLength(1);
  });

  it("is asked a few times if nothing listens there", async () => {
    const endpoint = `127.0.0.1:${await freePort()}`;
    const failure = await failureOf(
      clientWith(await startService(), { endpoint, asked: [] }).queryChatappPhoneNumbers(),
    );
    expect(failure).toMatchObject({ kind: "no-credentials", code: "ECONNREFUSED" });
    expect(failure.message).toContain("Gave up after 4 attempts");
  });
});

describe("a source of credentials that fails for good", () => {
  it("does not hide how often the call itself was tried before", async () => {
    const expired = { status: 400, body: { Code: "InvalidSecurityToken.Expired" } };
    const service = await answerWith({ status: 503, body: "" }, expired);
    const source = await answerWith(sessionOf("old"), { status: 404, body: "" });
    const failure = await failureOf(clientWith(service, source).queryChatappPhoneNumbers());
    expect(failure).toMatchObject({ kind: "no-credentials", isAmbiguous: true });
    expect(failure.message).toContain("Gave up after 2 attempts");
    expect(service.asked).toHaveLength(2);
  });

  it.each<[string, Answer]>([
    ["HTTP 404", { status: 404, body: "" }],
    ["a redirect", { status: 302, body: "" }],
    ["a page", { body: "<html>Sign in</html>" }],
    ["no session", { body: { Code: "Success" } }],
  ])("is asked once: %s", async (_name, answer) => {
    const [service, source] = [await startService(), await answerWith(answer)];
    const failure = await failureOf(clientWith(service, source).queryChatappPhoneNumbers());
    expect(failure.kind).toBe("no-credentials");
    expect(failure.message).not.toContain("Gave up");
    expect(source.asked).toHaveLength(1);
  });
});
