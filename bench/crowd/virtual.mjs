import { CamsError } from "../../dist/api/errors.js";
import { withRetries } from "../../dist/api/pace/retry.js";
import { Throttle } from "../../dist/api/pace/throttle.js";
import { RateLimits } from "../../dist/emulator/gateway/rate-limit.js";
import { Uplink } from "../../dist/emulator/gateway/uplink.js";
import { MODELS } from "../cases.mjs";
import { createRandom, dialMs } from "../cold.mjs";
import { measure, spread } from "../measures.mjs";
import { CROWDS } from "./crowds.mjs";
import { VirtualClock } from "./virtual-clock.mjs";

const CALLS_PER_SECOND = 5;
const APART_MS = 1000;
const MOST_SECONDS = 3600;

/** So many at once: each waits for timers of this machine most of the time. */
const RUNS_AT_ONCE = 50;

/**
 * Lets every crowd run `runs` times with this package's pace and the emulator's limit, on a clock that waits for nobody:
 * what the design does, without the lateness of a machine's timers.
 */
export async function measureVirtualCrowds(runs) {
  const measured = [];
  for (const crowd of CROWDS) {
    process.stderr.write(`» ${crowd.title}, by a virtual clock\n`);
    for (let first = 1; first <= runs; first += RUNS_AT_ONCE) {
      const seeds = Array.from({ length: Math.min(RUNS_AT_ONCE, runs - first + 1) }, (_, index) => first + index);
      measured.push(...(await Promise.all(seeds.map((seed) => runCrowd(crowd, seed)))));
    }
  }
  return measured;
}

async function runCrowd({ title, clients, writes, model, foreign, behaviour }, seed) {
  const clock = new VirtualClock();
  const random = createRandom(seed);
  const service = createService(clock, { ...MODELS[model].behaviour, ...behaviour, uplinkSeed: seed });
  const dial = MODELS[model].isCold ? () => clock.sleep(dialMs(random)) : () => undefined;
  const writers = Array.from({ length: clients }, async (_, client) => {
    await clock.sleep(APART_MS * random());
    const throttle = new Throttle({ callsPerSecond: CALLS_PER_SECOND, maxInFlight: 16, clock, random });
    const write = async (turn) => {
      await dial();
      turn.sent();
      await service.call(client);
    };
    const options = { throttle, timeoutMs: MOST_SECONDS * 1000, clock, random };
    await Promise.all(Array.from({ length: writes }, () => withRetries(() => Promise.resolve(), write, options)));
  });
  if (foreign) void callSteadily(clock, random, 1000 / foreign, () => service.call("foreign").catch(() => undefined));
  const hasEnded = await clock.run(Promise.all(writers), MOST_SECONDS * 1000);
  const own = writers.map((_, client) => service.calls.filter((call) => call.client === client));
  const others = service.calls.filter(({ client }) => client === "foreign");
  const apart = clients > 1 ? spread(own) : undefined;
  return { title, ...measure(own.flat(), others), count: clients * writes, apart, failed: 0, hasEnded };
}

/** The emulator's limit and its travel times. */
function createService(clock, behaviour) {
  const limits = new RateLimits();
  const uplink = new Uplink();
  const calls = [];
  const limit = { rateLimit: "sliding", throttledCallsCount: false, ...behaviour };
  const call = async (client) => {
    await clock.sleep(uplink.nextDelayMs({ uplinkJitter: 0, ...behaviour }));
    const time = clock.now();
    const waitMs = limits.admit(limit, "account", CALLS_PER_SECOND, { wallMs: time, monotonicMs: time });
    calls.push({ client, time, code: waitMs > 0 ? "Throttling.User" : "OK" });
    await clock.sleep(behaviour.latencyMs);
    if (waitMs > 0) throw new CamsError("throttled", { retryAfterMs: waitMs });
  };
  return { calls, call };
}

async function callSteadily(clock, random, periodMs, call) {
  for (;;) {
    void call();
    await clock.sleep(periodMs * (0.9 + 0.2 * random()));
  }
}
