import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "@jest/globals";
import type { Emulator, Fault } from "../../emulator/index.js";
import { systemClock } from "../../api/clock.js";
import { createClient } from "../../api/index.js";
import { answerWith, OK, type Answer } from "../support/answering-server.js";
import { lookUpNames } from "../support/name-lookups.js";
import { SkippingClock } from "../support/skipping-clock.js";
import { until } from "../support/until.js";
import { clientOf, emulate, EMPTY, failureOf, NUMBER, SETTINGS } from "../support/service.js";

const QUICK = { attemptTimeoutSeconds: 0.25 };

async function emulateWith(fault: Fault): Promise<Emulator> {
  const emulator = await emulate();
  emulator.fail(fault);
  return emulator;
}

/** The HTTP statuses of all calls, in order; null where the connection broke first. */
function statusesOf(emulator: Emulator): (number | null)[] {
  return emulator.requests().map(({ status }) => status);
}

describe("a transient failure", () => {
  it.each<[Fault["fault"], number | null]>([
    ["throttled", 400],
    ["limit-control", 400],
    ["too-many-requests", 429],
    ["internal-error", 500],
    ["bad-gateway", 502],
    ["unavailable", 503],
    ["redirect", 302],
    ["html", 200],
    ["empty", 200],
    ["null", 200],
    ["array", 200],
    ["reset", null],
    ["end", null],
    ["hang", null],
    ["reset-in-body", null],
    ["slow-body", null],
    ["applied-then-reset", null],
  ])("is retried, and the second attempt succeeds: %s", async (fault, status) => {
    const emulator = await emulateWith({ fault, ...(fault === "throttled" ? { retryAfterMs: 1 } : {}) });
    const requestId = await clientOf(emulator, QUICK).updateConversationalAutomation(NUMBER, SETTINGS);
    expect(requestId).not.toBe("");
    expect(statusesOf(emulator)).toEqual([status, 200]);
    expect(emulator.numbers()).toEqual([{ ...NUMBER, ...SETTINGS }]);
  });

  it.each([
    "Throttling",
    "Throttling.Api",
    "Throttling.Api.Concurrency",
    "Rejected.Throttling",
    "SystemBusy",
    "ServiceTimeout",
    "SignatureNonceUsed",
  ])("is retried, and the second attempt succeeds: the code %s", async (code) => {
    const emulator = await emulateWith({ fault: "error", status: 400, code });
    await clientOf(emulator, QUICK).queryChatappPhoneNumbers();
    expect(statusesOf(emulator)).toEqual([400, 200]);
  });

  it.each<[string, Fault]>([
    ["a throttled call with HTTP status 200", { fault: "failure", code: "System.LimitControl" }],
    ["any HTTP status of 500 or higher", { fault: "error", status: 504, code: "Whatever" }],
  ])("is retried, and the second attempt succeeds: %s", async (_name, fault) => {
    const emulator = await emulateWith(fault);
    await clientOf(emulator, QUICK).queryChatappPhoneNumbers();
    expect(emulator.requests()).toHaveLength(2);
  });

  it("is retried no sooner than the service asks", async () => {
    const emulator = await emulateWith({ fault: "throttled", retryAfterMs: 150 });
    await clientOf(emulator, {}, systemClock).updateConversationalAutomation(NUMBER, SETTINGS);
    const [first = 0, second = 0] = emulator.requests().map(({ time }) => time);
    expect(second - first).toBeGreaterThanOrEqual(145);
  });

  it("is not retried when the service asks to wait longer than the retry timeout", async () => {
    const emulator = await emulateWith({ fault: "throttled", retryAfterMs: 10_000 });
    const error = await failureOf(
      clientOf(emulator, { retryTimeoutSeconds: 5 }).updateConversationalAutomation(NUMBER, SETTINGS),
    );
    expect(error).toMatchObject({ kind: "throttled", code: "Throttling.User", retryAfterMs: 10_000 });
    expect(emulator.requests()).toHaveLength(1);
  });

  it("is reported with its attempts and seconds when the retry timeout is up", async () => {
    const emulator = await emulateWith({ fault: "limit-control", times: 100 });
    const clock = new SkippingClock();
    const error = await failureOf(clientOf(emulator, { retryTimeoutSeconds: 5 }, clock).queryChatappPhoneNumbers());
    expect(error).toMatchObject({ kind: "throttled", code: "System.LimitControl", statusCode: 400 });
    const [, attempts, seconds] = /Gave up after (\d+) attempts in (\d+) s\./.exec(error.message) ?? [];
    expect(Number(attempts)).toBe(emulator.requests().length);
    expect(Number(attempts)).toBeGreaterThan(2);
    expect(Number(seconds)).toBe(Math.ceil(clock.now() / 1000));
  });

  it("names the operation and the number even when no answer arrives in time", async () => {
    const emulator = await emulateWith({ fault: "hang", times: 100 });
    const client = clientOf(emulator, { attemptTimeoutSeconds: 0.2, retryTimeoutSeconds: 1 });
    const error = await failureOf(client.updateConversationalAutomation(NUMBER, SETTINGS));
    expect(error).toMatchObject({ kind: "timeout", operation: "UpdateConversationalAutomation" });
    expect(error.message).toMatch(
      /^UpdateConversationalAutomation failed for cams-1\/8613000000000: .* Details: no answer within 1 s\.$/,
    );
  });

  it("closes a reused connection whose answer never ends", async () => {
    const bodies = new Set<ServerResponse>();
    let answered = 0;
    const server = createServer((_, response) => {
      if ((answered += 1) === 1) {
        response
          .writeHead(200, { "content-type": "application/json" })
          .end(JSON.stringify({ ...OK, PhoneNumbers: [] }));
        return;
      }
      bodies.add(response.writeHead(200));
      // A socket that is never idle never times out by itself.
      const trickle = setInterval(() => response.write(" "), 20);
      response.on("close", () => {
        clearInterval(trickle);
        bodies.delete(response);
      });
    }).listen(0, "127.0.0.1");
    try {
      await once(server, "listening");
      const endpoint = `127.0.0.1:${(server.address() as AddressInfo).port}`;
      const credentials = { accessKeyId: "id", accessKeySecret: "secret" };
      const client = createClient({ ...QUICK, endpoint, credentials, retryTimeoutSeconds: 0.1 });
      await client.queryChatappPhoneNumbers();
      expect(await failureOf(client.queryChatappPhoneNumbers())).toMatchObject({ kind: "timeout" });
      await until(() => bodies.size === 0);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it("is reported after a few attempts when nothing listens on this machine", async () => {
    const emulator = await emulate();
    await emulator.close();
    const error = await failureOf(clientOf(emulator).queryChatappPhoneNumbers());
    expect(error).toMatchObject({ kind: "not-listening", code: "ECONNREFUSED", statusCode: undefined });
  });
});

describe("a host name that is not found", () => {
  /** A client of a server that is reached by its name, which is looked up for every call. */
  async function named() {
    const server = await answerWith({ headers: { connection: "close" }, body: OK });
    const endpoint = server.endpoint.replace("127.0.0.1", "localhost");
    const credentials = { accessKeyId: "id", accessKeySecret: "secret" };
    return createClient({ endpoint, credentials }, { clock: new SkippingClock(), random: () => 0.5 });
  }

  it("is looked up again, like after any other network failure, if the host has answered before", async () => {
    const client = await named();
    lookUpNames(0);
    await client.updateConversationalAutomation(NUMBER, SETTINGS);
    lookUpNames(12);
    expect(await client.updateConversationalAutomation(NUMBER, SETTINGS)).toBe("R-1");
    lookUpNames(Infinity);
    expect(await failureOf(client.updateConversationalAutomation(NUMBER, SETTINGS))).toMatchObject({
      kind: "network",
      code: "ENOTFOUND",
    });
  });

  it("is looked up a few times if the host has never answered", async () => {
    const [found, missing] = [await named(), await named()];
    lookUpNames(3);
    expect(await found.updateConversationalAutomation(NUMBER, SETTINGS)).toBe("R-1");
    const lookup = lookUpNames(Infinity);
    const error = await failureOf(missing.updateConversationalAutomation(NUMBER, SETTINGS));
    expect(error).toMatchObject({ kind: "host-not-found", code: "ENOTFOUND", isAmbiguous: false });
    expect(error.message).toContain("Gave up after 4 attempts");
    expect(lookup).toHaveBeenCalledTimes(4);
  });
});

describe("an answer that cannot be read, although it reports success", () => {
  const request = { "x-acs-request-id": "R-1" };
  const html = { "content-type": "text/html; charset=utf-8" };

  async function writeTo(answer: Answer) {
    const { endpoint, asked } = await answerWith({ ...answer, headers: { connection: "close", ...answer.headers } });
    const credentials = { accessKeyId: "id", accessKeySecret: "secret" };
    const client = createClient({ endpoint, credentials }, { clock: new SkippingClock(), random: () => 0 });
    return { error: await failureOf(client.updateConversationalAutomation(NUMBER, SETTINGS)), calls: asked.length };
  }

  it.each<[string, unknown]>([
    ["no body", ""],
    ["a body that is cut off", '{"Code":"OK","Requ'],
    ["a body that is not JSON", "done"],
    ["a list", []],
    ["null", null],
    ["a text", '"OK"'],
    ["an empty object", {}],
    ["no code", { Success: true, Message: "OK" }],
    ["a code that is no text", { Code: 200, Success: true }],
  ])("is a lost answer, which is asked for again a few times: %s", async (_name, body) => {
    for (const headers of [request, {}]) {
      const { error, calls } = await writeTo({ headers, body });
      expect(error).toMatchObject({ kind: "unreadable", isAmbiguous: true, statusCode: 200 });
      expect(error.requestId).toBe(headers === request ? "R-1" : undefined);
      expect(calls).toBe(4);
    }
  });

  it("is a lost answer if it is a page with a request id, which only the service puts there", async () => {
    const { error } = await writeTo({ headers: { ...request, ...html }, body: "<html>Done</html>" });
    expect(error).toMatchObject({ kind: "unreadable", isAmbiguous: true });
  });

  it("is not the service's if it is a page without a request id", async () => {
    const { error, calls } = await writeTo({ headers: html, body: "<html>Sign in</html>" });
    expect(error).toMatchObject({ kind: "not-the-service", isAmbiguous: false });
    expect(calls).toBe(1);
  });

  it("is a refusal if it says so", async () => {
    const { error, calls } = await writeTo({ headers: request, body: { Success: false, Message: "No." } });
    expect(error).toMatchObject({ kind: "rejected", isAmbiguous: false });
    expect(calls).toBe(1);
  });
});

describe("a permanent failure", () => {
  it.each<[Fault, string]>([
    [{ fault: "no-permission" }, "permission"],
    [{ fault: "ram-permission-deny" }, "permission"],
    [{ fault: "failure" }, "permission"],
    [{ fault: "error", status: 403, code: "Forbidden.RAM" }, "permission"],
    [{ fault: "error", status: 400, code: "InvalidPrompts" }, "rejected"],
    [{ fault: "error", status: 404, code: "Whatever.NotFound" }, "rejected"],
    [{ fault: "error", status: 404, code: "InvalidAction.NotFound" }, "not-the-service"],
    [{ fault: "error", status: 400, code: "Product.Unsubscript" }, "subscription"],
    [{ fault: "error", status: 400, code: "InvalidTimeStamp.Expired" }, "clock"],
    [{ fault: "error", status: 400, code: "InvalidSecurityToken.Malformed" }, "token"],
    [{ fault: "error", status: 400, code: "PhoneNumberNotRegistered" }, "phone-number"],
    [{ fault: "error", status: 414, code: "Whatever" }, "request-too-long"],
  ])("is not retried: %j has the kind %s", async (fault, kind) => {
    const emulator = await emulateWith({ ...fault, times: 100 });
    const error = await failureOf(clientOf(emulator, QUICK).updateConversationalAutomation(NUMBER, SETTINGS));
    expect(error.kind).toBe(kind);
    expect(error.operation).toBe("UpdateConversationalAutomation");
    expect(error.requestId).toMatch(/^[0-9A-F-]{36}$/);
    expect(emulator.requests()).toHaveLength(1);
    expect(emulator.numbers()).toEqual([]);
  });

  it.each([
    [{ accessKeyId: "unknown" }, "access-key", 404],
    [{ accessKeySecret: "mistyped" }, "signature", 400],
    [{ securityToken: "of-another-session" }, "token", 400],
  ])("is not retried: credentials with %j", async (mistake, kind, statusCode) => {
    const emulator = await emulate();
    const { accessKeyId, accessKeySecret } = emulator;
    const client = clientOf(emulator, { credentials: { accessKeyId, accessKeySecret, ...mistake } });
    const error = await failureOf(client.getConversationalAutomation(NUMBER));
    expect(error).toMatchObject({ kind, statusCode });
    expect(emulator.requests()).toHaveLength(1);
  });

  it("is reported after one retry when the security token has expired", async () => {
    const account = { accessKeyId: "id", accessKeySecret: "secret", securityToken: "token", expiration: 0 };
    const emulator = await emulate({ accounts: [account] });
    const { accessKeyId, accessKeySecret, securityToken } = account;
    const client = clientOf(emulator, { credentials: { accessKeyId, accessKeySecret, securityToken } });
    expect(await failureOf(client.queryChatappPhoneNumbers())).toMatchObject({ kind: "token-expired" });
    expect(emulator.requests()).toHaveLength(2);
  });

  it("is not retried: an error without a code", async () => {
    const server = await answerWith({ status: 400, body: { Message: "No." } });
    const credentials = { accessKeyId: "id", accessKeySecret: "secret" };
    const client = createClient({ credentials, endpoint: server.endpoint });
    const error = await failureOf(client.updateConversationalAutomation(NUMBER, EMPTY));
    expect(error).toMatchObject({ kind: "rejected", statusCode: 400 });
    expect(error.message).not.toContain("undefined");
    expect(server.asked).toHaveLength(1);
  });
});
