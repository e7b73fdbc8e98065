import { Throttle, type ThrottleOptions, type Turn } from "../../api/pace/throttle.js";
import { FakeClock } from "./fake-clock.js";

interface Plan {
  name?: string;
  /** How long it takes until the request leaves; `Infinity` when it never does. */
  connect?: number;
  /** How long it takes from there until the answer; `Infinity` when there is none. */
  latency?: number;
  outcome?: Parameters<Turn["end"]>[0];
  /** How long the service asks to wait. */
  hintMs?: number;
  again?: boolean;
}

/** A throttle on a clock of its own, where chance is in the middle, and calls that go through it. */
export function pacedCalls(options: Partial<ThrottleOptions> & { clock?: FakeClock } = {}) {
  const clock = options.clock ?? new FakeClock();
  const throttle = new Throttle({ callsPerSecond: 5, maxInFlight: 16, random: () => 0.5, ...options, clock });
  /** When calls started, and under which names. */
  const starts: number[] = [];
  const names: string[] = [];

  const call = async ({ name = "", connect = 0, latency = 50, outcome = "accepted", hintMs, again }: Plan = {}) => {
    const turn = await (again === undefined ? throttle.turn() : throttle.turn(again));
    starts.push(clock.now());
    names.push(name);
    after(clock, connect, () => {
      turn.sent();
      after(clock, latency, () => {
        turn.end(outcome, hintMs);
      });
    });
  };
  const calls = (count: number, plan?: Plan) => Promise.all(Array.from({ length: count }, () => call(plan)));
  /** Turns of calls that have left, and end when the test says so. */
  const take = async (count: number): Promise<Turn[]> => {
    const turns = Array.from({ length: count }, async () => {
      const turn = await throttle.turn();
      turn.sent();
      return turn;
    });
    await clock.run();
    return Promise.all(turns);
  };
  return { clock, throttle, starts, names, call, calls, take };
}

function after(clock: FakeClock, ms: number, callback: () => void): void {
  if (ms === 0) callback();
  else if (ms !== Infinity) clock.after(ms, callback);
}
