import { startEmulator, type Behaviour, type EmulatorOptions } from "../emulator/index.js";
import { Bench } from "./bench.js";
import { Caller, type Calls } from "./call/caller.js";
import { VirtualClock } from "./clock.js";
import { TriedNumber } from "./number/number.js";
import { createProbes } from "./probes.js";
import { keyOf, runProbes, type Result } from "./run-probes.js";

/** What an emulator in this process says to the probes, on a clock that does not wait. */
export interface Rehearsal {
  readonly results: readonly Result[];
  readonly calls: Calls;
  readonly ms: number;
}

/** Runs the probes against an emulator with some switches. */
export async function rehearse(behaviour: Partial<Behaviour>, withRate: boolean): Promise<Rehearsal> {
  const clock = new VirtualClock();
  const options: EmulatorOptions = { behaviour, now: () => clock.now(), numbers: [{ ...KEY, prompts: ["Test"] }] };
  const emulator = await startEmulator(options);
  const key = { accessKeyId: emulator.accessKeyId, accessKeySecret: emulator.accessKeySecret };
  const caller = new Caller({
    endpoint: { protocol: "http", host: emulator.endpoint, isLoopback: true },
    credentials: { latest: key, resolve: () => Promise.resolve(key), forget: () => undefined },
    clock,
    secrets: Object.values(KEY),
  });
  const start = clock.now();
  try {
    const bench = new Bench(new TriedNumber(KEY, caller, clock), caller, clock, MADE_UP_SPACE);
    const results = await runProbes(createProbes({ withRate }), bench, new Map());
    return { results, calls: caller.calls, ms: clock.now() - start };
  } finally {
    caller.close();
    await emulator.close();
  }
}

/** What is expected of a run. */
export function expectedOf({ results }: Rehearsal): Map<string, string> {
  return new Map(results.flatMap(({ name, outcome }) => (outcome ? [[name, keyOf(outcome)]] : [])));
}

/** A space that no account has. */
export const MADE_UP_SPACE = "cams-nosuchspace00";

const KEY = { custSpaceId: "cams-rehearsal", phoneNumber: "8613000000000" };

/** The switches that make an emulator refuse what it accepts by default, for what its refusals look like. */
export const STRICT: Partial<Behaviour> = {
  unknownNumbers: "reject",
  unknownSpaces: "reject",
  queryWithoutSpace: "reject",
  strictLimits: true,
};
