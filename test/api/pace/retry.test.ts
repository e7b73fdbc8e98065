import { describe, expect, it } from "@jest/globals";
import { CamsError } from "../../../api/errors.js";
import { withRetries } from "../../../api/pace/retry.js";
import { Throttle } from "../../../api/pace/throttle.js";
import { FakeClock } from "../../support/fake-clock.js";

interface Setup {
  timeoutMs?: number;
  random?: number;
  /** How long each attempt takes. */
  latency?: number;
  /** The errors of fetching the credentials, attempt by attempt; undefined where it succeeds. */
  preparations?: readonly (Error | undefined)[];
}

/** Runs a call that fails with each of the given errors in turn, and then succeeds. */
async function run(
  failures: readonly Error[],
  { timeoutMs = 300_000, random = 0.5, latency = 0, preparations = [] }: Setup = {},
) {
  const clock = new FakeClock();
  const throttle = new Throttle({ callsPerSecond: 5, maxInFlight: 16, clock, random: () => random });
  const starts: number[] = [];
  const remaining: number[] = [];
  let prepared = 0;
  const result = withRetries(
    () => {
      const failure = preparations[prepared];
      prepared += 1;
      return failure ? Promise.reject(failure) : Promise.resolve();
    },
    async (turn, remainingMs) => {
      const failure = failures[starts.length];
      starts.push(clock.now());
      remaining.push(remainingMs);
      turn.sent();
      if (latency > 0) {
        await new Promise<void>((resolve) => {
          clock.after(latency, resolve);
        });
      }
      if (failure) throw failure;
      return `done, prepared ${prepared}`;
    },
    { throttle, timeoutMs, clock, random: () => random },
  ).catch((error: unknown) => error);
  await clock.run();
  return { result: await result, starts, remaining, status: throttle.status() };
}

/** Runs one call with retries, for which no credentials have to be fetched. */
function callWithRetries<T>(
  throttle: Throttle,
  clock: FakeClock,
  attempt: (remainingMs: number) => Promise<T>,
  { timeoutMs = 300_000, random = 0 } = {},
): Promise<T> {
  return withRetries(
    () => Promise.resolve(),
    (_turn, remainingMs) => attempt(remainingMs),
    { throttle, timeoutMs, clock, random: () => random },
  );
}

function times<T>(count: number, value: T): T[] {
  return Array.from({ length: count }, () => value);
}

const throttled = new CamsError("throttled", { code: "Throttling.User", statusCode: 400 });
const network = new CamsError("network", { code: "ECONNRESET" });
const metaLimit = new CamsError("meta-limit", { code: "Whatever", text: "(#80007) Rate limit hit" });
const permission = new CamsError("permission", { code: "NoPermission" });

describe("retries", () => {
  it("follow transient failures, each with a turn of its own", async () => {
    const { result, starts, status } = await run([network, network]);
    expect(result).toBe("done, prepared 3");
    // The delays are 0.5 × 400 and 0.5 × 800 ms.
    expect(starts).toEqual([0, 200, 600]);
    expect(status).toMatchObject({ accepted: 1, inFlight: 0 });
  });

  it("double their delay up to five seconds, with random jitter", async () => {
    const { starts } = await run(times(6, network));
    expect(starts).toEqual([0, 200, 600, 1400, 3000, 5500, 8000]);
    expect((await run([network], { random: 0 })).starts).toEqual([0, 0]);
  });

  it("go before calls that have not started yet", async () => {
    const clock = new FakeClock();
    const throttle = new Throttle({ callsPerSecond: 1, maxInFlight: 16, clock, random: () => 0 });
    const log: string[] = [];
    const call = (name: string, failure?: CamsError) =>
      callWithRetries(throttle, clock, () => {
        log.push(name);
        return failure && log.length === 1 ? Promise.reject(failure) : Promise.resolve();
      });
    const calls = [call("a", network), call("b"), call("c")];
    await clock.run();
    await Promise.all(calls);
    expect(log).toEqual(["a", "b", "a", "c"]);
  });

  it("wait as long as the service asks, or longer when their own delay is longer", async () => {
    const unavailable = (retryAfterMs: number) => new CamsError("unavailable", { retryAfterMs });
    expect((await run([unavailable(4000)])).starts).toEqual([0, 4000]);
    expect((await run([unavailable(199)])).starts).toEqual([0, 200]);
  });

  it("have no delay of their own for throttled calls, since the throttle holds up all calls", async () => {
    const hint = new CamsError("throttled", { code: "Throttling.User", retryAfterMs: 300 });
    const { starts, status } = await run([hint, hint, network]);
    // Without a call that was accepted, the share is none, and half of the margin precedes each probe.
    expect(starts).toEqual([0, 375, 750, 1750]);
    expect(status).toMatchObject({ throttled: 2, accepted: 1 });
  });

  it("do not follow a permanent failure", async () => {
    const { result, starts } = await run([permission]);
    expect(result).toMatchObject({ kind: "permission", isAmbiguous: false });
    expect((result as CamsError).message).toBe(permission.message);
    expect(starts).toHaveLength(1);
  });

  it("stop before they would exceed the retry timeout, and report the attempts", async () => {
    const { result, starts } = await run(times(50, network), { timeoutMs: 10_000 });
    expect(result).toMatchObject({
      kind: "network",
      message: expect.stringContaining(` Gave up after ${starts.length} attempts in `) as unknown,
    });
    expect(starts.at(-1)).toBeGreaterThan(5000);
    expect(starts.at(-1)).toBeLessThanOrEqual(10_000);
  });

  it("report their time in whole seconds, rounded up", async () => {
    const { result } = await run([network, network], { timeoutMs: 500 });
    expect((result as CamsError).message).toContain(" Gave up after 2 attempts in 1 s.");
  });

  it("use the full retry timeout", async () => {
    const hint = new CamsError("unavailable", { retryAfterMs: 4000 });
    expect((await run([hint], { timeoutMs: 4000 })).starts).toEqual([0, 4000]);
    expect((await run([hint], { timeoutMs: 3999 })).starts).toEqual([0]);
  });

  it("end when a call is throttled and the service asks to wait beyond the retry timeout", async () => {
    const hint = new CamsError("throttled", { code: "Throttling.User", retryAfterMs: 4000 });
    expect(await run([hint], { timeoutMs: 3999 })).toMatchObject({ starts: [0], result: { kind: "throttled" } });
  });

  it("give every attempt the remaining time, but at least a second", async () => {
    const { remaining } = await run([network, network, network], { timeoutMs: 2000 });
    expect(remaining).toEqual([2000, 1800, 1400, 1000]);
  });

  it("count the retry timeout from the first launch", async () => {
    const clock = new FakeClock();
    const throttle = new Throttle({ callsPerSecond: 1, maxInFlight: 1, clock });
    const before = throttle.turn();
    await clock.run(5000);
    const remaining: number[] = [];
    const attempt = (remainingMs: number) => Promise.resolve(void remaining.push(remainingMs));
    const call = callWithRetries(throttle, clock, attempt, { timeoutMs: 3000 });
    (await before).end("accepted");
    await clock.run();
    await call;
    expect(remaining).toEqual([3000]);
  });

  it("report the time since the first launch", async () => {
    const clock = new FakeClock();
    const throttle = new Throttle({ callsPerSecond: 5, maxInFlight: 16, clock });
    await clock.run(5000);
    const attempt = () => Promise.reject(network);
    const call = callWithRetries(throttle, clock, attempt, { timeoutMs: 500, random: 0.5 }).catch(String);
    await clock.run();
    expect(await call).toContain(" Gave up after 2 attempts in 1 s.");
  });

  it("teach the throttle nothing by the round trips of failures", async () => {
    const { starts } = await run(times(5, network), { latency: 200, random: 0 });
    // The safety margin is 150, as before the first call.
    expect(starts).toEqual([0, 200, 400, 600, 800, 1150]);
  });

  it("stop after four attempts when nothing listens on this machine", async () => {
    const refused = new CamsError("not-listening", { code: "ECONNREFUSED" });
    const { result, starts } = await run(times(50, refused));
    expect(result).toMatchObject({ kind: "not-listening", isAmbiguous: false });
    expect(starts).toHaveLength(4);
  });

  it("follow an expired session at once, but only once", async () => {
    const expired = new CamsError("token-expired", { code: "InvalidSecurityToken.Expired" });
    expect(await run([expired])).toMatchObject({ result: "done, prepared 2", starts: [0, 0] });
    expect(await run([expired, expired])).toMatchObject({ result: { kind: "token-expired" }, starts: [0, 0] });
  });

  it("pass on an unexpected error, and end its turn", async () => {
    const bug = new TypeError("a bug");
    const { result, starts, status } = await run([bug]);
    expect(result).toBe(bug);
    expect(starts).toHaveLength(1);
    expect(status).toMatchObject({ inFlight: 0, accepted: 0, throttled: 0 });
  });

  it("take no turn when the credentials cannot be fetched", async () => {
    const missing = new CamsError("no-credentials", { text: "none found" });
    const { result, starts, status } = await run([], { preparations: [missing] });
    expect(result).toMatchObject({ kind: "no-credentials", isAmbiguous: false, message: missing.message });
    expect(starts).toEqual([]);
    expect(status).toMatchObject({ inFlight: 0, waiting: 0 });
    const bug = new TypeError("a bug");
    expect((await run([], { preparations: [bug] })).result).toBe(bug);
  });

  it("pass on an unexpected error of the throttle", async () => {
    const bug = new TypeError("a bug");
    const clock = new FakeClock();
    const shared = { take: () => Promise.reject(bug) };
    const throttle = new Throttle({ callsPerSecond: 5, maxInFlight: 16, clock, shared });
    const call = callWithRetries(throttle, clock, () => Promise.resolve(), { timeoutMs: 1000 });
    await expect(call).rejects.toBe(bug);
  });
});

describe("an error after retries", () => {
  const ambiguous = [network, new CamsError("timeout"), new CamsError("unavailable")];

  it.each(ambiguous.map((error) => [error.kind, error] as const))(
    "says that the call may have been carried out if an earlier attempt may have been: %s",
    async (_kind, error) => {
      const { result } = await run([error, throttled, permission]);
      expect(result).toMatchObject({ kind: "permission", isAmbiguous: true });
    },
  );

  it("does not say that the call may have been carried out if every attempt was refused", async () => {
    const { result } = await run([throttled, throttled, permission]);
    expect(result).toMatchObject({ kind: "permission", isAmbiguous: false });
  });

  it("says that the call may have been carried out even if the credentials for a retry cannot be fetched", async () => {
    const missing = new CamsError("no-credentials", { text: "none found" });
    const { result, starts } = await run([network], { preparations: [undefined, missing] });
    expect(result).toMatchObject({ kind: "no-credentials", isAmbiguous: true });
    expect(starts).toHaveLength(1);
    const unreachable = new CamsError("network", { code: "ENETUNREACH" });
    const preparations = [undefined, undefined, unreachable];
    expect((await run([network, network], { preparations })).result).toMatchObject({
      code: "ENETUNREACH",
      message: expect.stringContaining("Gave up after 2 attempts") as unknown,
    });
  });
});

describe("retries at Meta's limit", () => {
  it("wait until the pause of all calls is over, and continue", async () => {
    const { result, starts } = await run([metaLimit]);
    expect(result).toBe("done, prepared 2");
    expect(starts).toEqual([0, 60_000]);
  });

  it("wait until the pause is over even if it is longer than the retry timeout", async () => {
    const { result, starts, remaining } = await run([metaLimit], { timeoutMs: 5000 });
    expect(result).toBe("done, prepared 2");
    expect(starts).toEqual([0, 60_000]);
    expect(remaining).toEqual([5000, 1000]);
  });

  it("wait as long as the service asks, even if that is longer than the retry timeout", async () => {
    const hint = new CamsError("meta-limit", { code: "Whatever", retryAfterMs: 90_000 });
    expect(await run([hint], { timeoutMs: 5000 })).toMatchObject({ result: "done, prepared 2", starts: [0, 90_000] });
  });

  it("end with the service's own words if the limit is hit again", async () => {
    const { result, starts } = await run([metaLimit, metaLimit], { latency: 100 });
    expect(starts).toEqual([0, 60_100]);
    expect(result).toMatchObject({ kind: "meta-limit", code: "Whatever", isAmbiguous: false });
    expect((result as CamsError).message).toMatch(
      /^Meta, .* Gave up after 2 attempts in 61 s\. Details: Whatever: \(#80007\) Rate limit hit\.$/,
    );
  });

  it("end at once if the service asks for more than two minutes", async () => {
    const hint = new CamsError("meta-limit", { code: "Whatever", retryAfterMs: 120_001 });
    const { result, starts } = await run([hint]);
    expect(starts).toEqual([0]);
    expect(result).toMatchObject({ kind: "meta-limit", code: "Whatever" });
    expect((result as CamsError).message).not.toContain("Gave up");
  });

  it("report that the call may have been carried out if the previous attempt may have been", async () => {
    const hint = new CamsError("meta-limit", { code: "Whatever", retryAfterMs: 120_001 });
    expect((await run([network, hint])).result).toMatchObject({ kind: "meta-limit", isAmbiguous: true });
  });

  it("do not begin after another call has hit the limit", async () => {
    const clock = new FakeClock();
    const throttle = new Throttle({ callsPerSecond: 5, maxInFlight: 16, clock });
    (await throttle.turn()).end("meta-limit", 120_001);
    const call = callWithRetries(throttle, clock, () => Promise.reject(new Error("It was sent.")));
    await expect(call).rejects.toMatchObject({ kind: "meta-limit", message: expect.stringMatching(/ not sent\.$/) });
  });

  it("report that a call was not sent again if another call hits the limit", async () => {
    const clock = new FakeClock();
    const throttle = new Throttle({ callsPerSecond: 5, maxInFlight: 16, clock, random: () => 0 });
    const [other] = [await throttle.turn()];
    let attempts = 0;
    const attempt = () => {
      attempts += 1;
      return Promise.reject(network);
    };
    const call = callWithRetries(throttle, clock, attempt, { random: 0.5 }).catch((error: unknown) => error);
    await clock.run(100);
    other.end("meta-limit", 120_001);
    await clock.run();
    expect(attempts).toBe(1);
    expect(await call).toMatchObject({ kind: "meta-limit", isAmbiguous: true, code: undefined });
    expect(await call).toMatchObject({ message: expect.stringMatching(/ Details: not sent\.$/) });
  });
});
