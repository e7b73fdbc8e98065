import { describe, expect, it } from "@jest/globals";
import { CamsError } from "../../../provider/api/errors.js";
import { withRetries } from "../../../provider/api/retry.js";
import { Throttle } from "../../../provider/api/throttle.js";
import { FakeClock } from "../../support/fake-clock.js";

/** Runs a call that fails in the given ways, one after another, and then succeeds. */
async function run(failures: readonly CamsError[], { timeoutMs = 300_000, random = 0.5 } = {}) {
  const clock = new FakeClock();
  const throttle = new Throttle({ callsPerSecond: 5, maxInFlight: 16, clock, random: () => random });
  const starts: number[] = [];
  let renewals = 0;
  const result = withRetries(
    () => Promise.resolve(),
    () => {
      const failure = failures[starts.length];
      starts.push(clock.now());
      return failure ? Promise.reject(failure) : Promise.resolve("done");
    },
    {
      throttle,
      timeoutMs,
      clock,
      random: () => random,
      forgetCredentials: () => {
        renewals += 1;
      },
    },
  ).catch((error: unknown) => error);
  await clock.run();
  return { result: await result, starts, renewals };
}

const throttled = new CamsError("throttled", { code: "Throttling.User", statusCode: 400 });

describe("retries", () => {
  it("repeat a call that failed in passing, each time with a turn of its own", async () => {
    const { result, starts } = await run([new CamsError("network", { code: "ECONNRESET" }), throttled]);
    expect(result).toBe("done");
    // The delays are 0.5 × 400 and 0.5 × 800 ms, and the pace is 210 ms or more.
    expect(starts).toEqual([0, 210, 610]);
  });

  it("wait as long as the service says", async () => {
    const hint = new CamsError("throttled", { code: "Throttling.User", retryAfterMs: 4000 });
    const { starts } = await run([hint]);
    expect(starts).toEqual([0, 4000]);
  });

  it("do not repeat what cannot pass by itself", async () => {
    const { result, starts } = await run([new CamsError("permission", { code: "NoPermission" })]);
    expect(result).toMatchObject({ kind: "permission" });
    expect(starts).toHaveLength(1);
  });

  it("give up before the time would be over, and say how long they tried", async () => {
    const { result } = await run(
      Array.from({ length: 50 }, () => throttled),
      { timeoutMs: 10_000 },
    );
    expect(result).toMatchObject({
      kind: "throttled",
      message: expect.stringMatching(/Gave up after \d attempts in [5-9] s\./) as unknown,
    });
  });

  it("give up soon when nothing listens on this machine", async () => {
    const refused = new CamsError("not-listening", { code: "ECONNREFUSED" });
    const { result, starts } = await run(Array.from({ length: 50 }, () => refused));
    expect(result).toMatchObject({ kind: "not-listening" });
    expect(starts).toHaveLength(4);
  });

  it("fetch expired credentials again, once", async () => {
    const expired = new CamsError("token-expired", { code: "InvalidSecurityToken.Expired" });
    expect(await run([expired])).toMatchObject({ result: "done", renewals: 1 });
    expect(await run([expired, expired])).toMatchObject({ result: { kind: "token-expired" }, renewals: 1 });
  });
});
