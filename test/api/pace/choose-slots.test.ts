import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, it, jest } from "@jest/globals";
import { chooseSlots, type SlotsOptions } from "../../../api/pace/choose-slots.js";
import { freePort } from "../../support/redis.js";

const REST_MS = 1900;

const LIMIT = randomUUID();

/** The one slot of a limit that no other test uses. */
function slotsWith(options: Partial<SlotsOptions> = {}) {
  const notice = jest.fn();
  return chooseSlots({ limit: ["host", LIMIT], account: "a", slots: 1, redisUrl: undefined, notice, ...options });
}

afterEach(() => {
  jest.restoreAllMocks();
});

describe("the slots of a machine", () => {
  it("are separate for each account and each operation, and shared by all processes that use both", async () => {
    expect(await slotsWith().take(REST_MS)).toHaveProperty("retake");
    expect(await slotsWith().take(REST_MS)).toHaveProperty("freeInMs");
    expect(await slotsWith({ account: "b" }).take(REST_MS)).toHaveProperty("retake");
    expect(await slotsWith({ limit: ["host", randomUUID()] }).take(REST_MS)).toHaveProperty("retake");
  });

  it("are a fifth of all while Redis fails, and separate for each account too", async () => {
    const redisUrl = `redis://127.0.0.1:${await freePort()}`;
    const [first, second, other] = [
      slotsWith({ redisUrl, slots: 5 }),
      slotsWith({ redisUrl, slots: 5 }),
      slotsWith({ redisUrl, slots: 5, account: "b" }),
    ];
    const failedAt = performance.now();
    expect(await first.take(REST_MS)).toHaveProperty("freeInMs");
    jest.spyOn(performance, "now").mockReturnValue(failedAt + 1950);
    expect(await first.take(REST_MS)).toHaveProperty("retake");
    expect(await other.take(REST_MS)).toHaveProperty("retake");
    expect(await second.take(REST_MS)).toHaveProperty("freeInMs");
  });
});
