import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "@jest/globals";
import type { Emulator } from "../../emulator/index.js";
import { systemClock, type Clock } from "../../api/clock.js";
import type { CredentialsOptions } from "../../api/credentials/options.js";
import type { PhoneNumberKey } from "../../api/types.js";
import { createClient } from "../../api/index.js";
import { answerWith, OK } from "../support/answering-server.js";
import { FakeClock } from "../support/fake-clock.js";
import { clientOf, emulate, EMPTY, failureOf, NUMBER, operationsOf, SETTINGS } from "../support/service.js";
import { SkippingClock } from "../support/skipping-clock.js";
import { until } from "../support/until.js";

/** Milliseconds between the arrivals of consecutive calls. */
function gapsOf(emulator: Emulator): number[] {
  const times = emulator.requests().map(({ time }) => time);
  return times.slice(1).map((time, index) => time - (times[index] ?? 0));
}

/** The system clock, which records every wait. */
function recordingClock(waits: number[]): Clock {
  return {
    now: () => systemClock.now(),
    after: (ms, callback) => {
      waits.push(ms);
      return systemClock.after(ms, callback);
    },
  };
}

function numberOf(index: number): PhoneNumberKey {
  return { custSpaceId: "cams-1", phoneNumber: `861300000000${index}` };
}

const other = { custSpaceId: "cams-1", phoneNumber: "8613000000001" };

describe("the throttle of a client", () => {
  it("is shared by all clients of an account", async () => {
    const server = await answerWith({ body: OK });
    const clock = new SkippingClock();
    const credentials = { accessKeyId: "id", accessKeySecret: "secret" };
    const clients = [0, 1, 2].map(() => createClient({ credentials, endpoint: server.endpoint }, { clock }));
    const calls = clients.flatMap((client, index) => [
      client.updateConversationalAutomation(numberOf(index), EMPTY),
      client.updateConversationalAutomation(numberOf(index + 3), EMPTY),
    ]);
    await Promise.all(calls);
    expect(server.asked).toHaveLength(6);
    // The sixth call waits for a slot: a second plus a safety margin of at most 150 ms.
    const waits = clock.waits.filter((wait) => wait > 0);
    expect(waits.length).toBeGreaterThanOrEqual(1);
    for (const wait of waits) expect(wait).toBeLessThanOrEqual(1150);
    expect(clients[0]?.status("UpdateConversationalAutomation")).toMatchObject({ accepted: 6, waiting: 0 });
  });

  it("is separate for each operation and each account", async () => {
    const accounts = ["a", "b"].map((accessKeyId) => ({ accessKeyId, accessKeySecret: "secret" }));
    const emulator = await emulate({ accounts });
    const waits: number[] = [];
    const clientFor = (credentials: CredentialsOptions | undefined) =>
      clientOf(emulator, { credentials }, recordingClock(waits));
    const [first, second] = [clientFor(accounts[0]), clientFor(accounts[1])];
    const calls = [0, 1, 2].flatMap((index): Promise<unknown>[] => [
      first.getConversationalAutomation(numberOf(index)),
      first.updateConversationalAutomation(numberOf(index + 3), SETTINGS),
      first.queryChatappPhoneNumbers(),
      second.getConversationalAutomation(numberOf(index + 6)),
    ]);
    await Promise.all(calls);
    expect(emulator.requests()).toHaveLength(12);
    expect(waits).toEqual([]);
  });

  it("keeps a burst of calls under the service's rate limit", async () => {
    const emulator = await emulate();
    const client = clientOf(emulator, {}, systemClock);
    const numbers = Array.from({ length: 7 }, (_, index) => numberOf(index));
    await Promise.all(numbers.map((number) => client.updateConversationalAutomation(number, SETTINGS)));
    expect(emulator.requests().map(({ status }) => status)).toEqual(numbers.map(() => 200));
    expect(emulator.requests().map(({ phoneNumber }) => phoneNumber)).toEqual(
      numbers.map(({ phoneNumber }) => phoneNumber),
    );
  });

  it("frees a call's slot by when it left, not by when it is answered", async () => {
    const held: ServerResponse[] = [];
    const server = createServer((_request, response) => held.push(response)).listen(0, "127.0.0.1");
    await once(server, "listening");
    const clock = new FakeClock();
    const endpoint = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const credentials = { accessKeyId: "id", accessKeySecret: "secret" };
    const client = createClient({ endpoint, credentials }, { clock });
    const calls = [0, 1, 2, 3, 4, 5].map((index) => client.updateConversationalAutomation(numberOf(index), EMPTY));
    await until(() => held.length === 5);
    await clock.run(1150);
    await until(() => held.length === 6);
    for (const response of held) response.end(JSON.stringify(OK));
    await Promise.all(calls);
    server.closeAllConnections();
    server.close();
  });

  it("lets calls for different numbers overlap", async () => {
    const emulator = await emulate();
    emulator.fail({ fault: "hang", phoneNumber: NUMBER.phoneNumber });
    const client = clientOf(emulator, { retryTimeoutSeconds: 0.1 }, systemClock);
    let hasEnded = false;
    const hanging = failureOf(client.getConversationalAutomation(NUMBER)).finally(() => (hasEnded = true));
    await client.getConversationalAutomation(other);
    expect(hasEnded).toBe(false);
    expect(emulator.requests().map(({ status }) => status)).toEqual([null, 200]);
    await emulator.close();
    await hanging;
  });

  it("runs one call at a time when `maxInFlight` is 1", async () => {
    const emulator = await emulate({ behaviour: { latencyMs: 100 } });
    const client = clientOf(emulator, { maxInFlight: 1 }, systemClock);
    await Promise.all([client.getConversationalAutomation(NUMBER), client.getConversationalAutomation(other)]);
    expect(gapsOf(emulator)[0]).toBeGreaterThanOrEqual(90);
  });
});

describe("calls for one number", () => {
  it("never overlap and keep their order", async () => {
    const emulator = await emulate({ behaviour: { latencyMs: 100 } });
    const client = clientOf(emulator, {}, systemClock);
    const [, read] = await Promise.all([
      client.updateConversationalAutomation(NUMBER, SETTINGS),
      client.getConversationalAutomation(NUMBER),
      client.updateConversationalAutomation(NUMBER, EMPTY),
    ]);
    expect(read).toEqual(SETTINGS);
    expect(operationsOf(emulator)).toEqual([
      "UpdateConversationalAutomation",
      "GetConversationalAutomation",
      "UpdateConversationalAutomation",
    ]);
    for (const gap of gapsOf(emulator)) expect(gap).toBeGreaterThanOrEqual(90);
    expect(emulator.numbers()).toEqual([{ ...NUMBER, ...EMPTY }]);
  });

  it("do not hold up another number while one of them is retried", async () => {
    const emulator = await emulate();
    emulator.fail({ fault: "throttled", retryAfterMs: 900, phoneNumber: NUMBER.phoneNumber });
    const clock = new FakeClock();
    const client = clientOf(emulator, {}, clock);
    const finished: string[] = [];
    const calls = [NUMBER, NUMBER, other].map(async (number, index) => {
      await client.updateConversationalAutomation(number, index === 1 ? EMPTY : SETTINGS);
      finished.push(`${number.phoneNumber} ${index}`);
    });
    await calls[2];
    await until(() => client.status("UpdateConversationalAutomation").throttled === 1);
    await clock.run();
    await Promise.all(calls);
    expect(finished).toEqual(["8613000000001 2", "8613000000000 0", "8613000000000 1"]);
    expect(emulator.numbers()).toContainEqual({ ...NUMBER, ...EMPTY });
  });
});
