import type { Fault, FaultName, NumberSettings, RecordedRequest } from "../../emulator/index.js";
import type { EngineProject, Ran } from "./engine.js";
import type { Stack } from "./stack.js";
import { ended, LISTING_PAUSE_MS, providerOf, signal } from "./processes.js";
import { until } from "./until.js";

export interface SoakOptions {
  numbers: number;
  /** How often the provider process is killed. */
  kills: number;
  /** Which calls meet a fault. */
  seed: number;
  /** Each costs the time that one attempt may take. */
  mostHangs: number;
  seconds: number;
}

/** What a soak came to. */
export interface Figures {
  numbers: number;
  seed: number;
  kills: number;
  runs: number;
  faults: Partial<Record<FaultName, number>>;
  reads: number;
  writes: number;
  /** One for each number, each write that met a fault, and each that a kill left without an answer. */
  allowedWrites: number;
  throttled: number;
  /** Of one operation, in any 1000 ms. */
  mostCallsInASecond: number;
  seconds: number;
}

export interface Soaked {
  figures: Figures;
  /** The output of the last `pulumi up`, which succeeded. */
  output: string;
  /** What the emulator holds, and what the program says. */
  held: NumberSettings[];
  wanted: NumberSettings[];
}

const UPDATE = "UpdateConversationalAutomation";

/** Creates many numbers while calls fail and the provider is killed, with `pulumi up` again until it succeeds. */
export async function soak({ project, emulator }: Stack, options: SoakOptions): Promise<Soaked> {
  const start = performance.now();
  const msLeft = () => options.seconds * 1000 - (performance.now() - start);
  const wanted = Array.from({ length: options.numbers }, (_, index) => settingsOf(index));
  project.write("numbers.json", JSON.stringify(wanted));
  project.program(`
    for (const { phoneNumber, ...settings } of require("./numbers.json")) {
      new cams.ConversationalAutomation("number" + phoneNumber, { phoneNumber, ...settings });
    }`);
  emulator.setBehaviour({ faultSeed: options.seed, latencyMs: 50 });
  emulator.fail(...faultsOf(options.mostHangs));

  const written = () => new Set(emulator.requests().filter(isWrite).map(phoneNumberOf)).size;
  const processes: number[] = [];
  let kills = 0;
  let lastOutput = "";
  for (let runs = 1; ; runs += 1) {
    if (msLeft() <= 0) throw new Error(`No end after ${options.seconds} s and ${runs - 1} runs.\n${lastOutput}`);
    const killAt = kills < options.kills ? ((kills + 1) / (options.kills + 1)) * options.numbers : Infinity;
    const { ran, provider, isKilled } = await upUntil(project, msLeft(), () => written() >= killAt);
    processes.push(...provider);
    if (isKilled) kills += 1;
    lastOutput = ran.output;
    if (ran.status !== 0) continue;
    await ended(...processes);
    return {
      figures: {
        numbers: options.numbers,
        seed: options.seed,
        kills,
        runs,
        ...countsOf(emulator.requests(), options.numbers),
        seconds: Math.round((performance.now() - start) / 1000),
      },
      output: lastOutput,
      held: emulator.numbers().sort((one, other) => one.phoneNumber.localeCompare(other.phoneNumber)),
      wanted,
    };
  }
}

interface Run {
  ran: Ran;
  /** The processes of its provider. */
  provider: number[];
  isKilled: boolean;
}

/** Runs `pulumi up`, and kills its provider when it is due. */
async function upUntil(project: EngineProject, timeoutMs: number, isDue: () => boolean): Promise<Run> {
  const engine = project.startUp(Math.ceil(timeoutMs));
  const run = { hasEnded: false };
  const ran = engine.ended.finally(() => (run.hasEnded = true));
  const pace = { pauseMs: LISTING_PAUSE_MS };
  const provider = await until(() => providerOf(engine.pid) ?? (run.hasEnded && { pid: 0, pids: [] }), pace);
  await until(() => run.hasEnded || isDue(), { patienceMs: timeoutMs + 1000 });
  const isKilled = !run.hasEnded && provider.pids.length > 0;
  if (isKilled) signal("SIGKILL", provider.pid);
  return { ran: await ran, provider: provider.pids, isKilled };
}

/** Figures for people, one a line. */
export function describeFigures({ faults, ...figures }: Figures): string {
  const injected = Object.entries(faults).map(([name, count]) => [`fault ${name}`, count] as const);
  return [...Object.entries(figures), ...injected].map(([name, value]) => `${name.padEnd(26)}${value}\n`).join("");
}

function settingsOf(index: number): NumberSettings {
  return {
    custSpaceId: "cams-space",
    phoneNumber: String(8_613_000_000_000 + index),
    enableWelcomeMessage: index % 2 === 0,
    prompts: [`Where is order ${index}?`, "人工服务"],
    commands: [{ commandName: `order_${index}`, commandDescription: "Track an order" }],
  };
}

function faultsOf(mostHangs: number): Fault[] {
  const always = Number.MAX_SAFE_INTEGER;
  return [
    { fault: "reset", chance: 0.02, times: always },
    { fault: "unavailable", chance: 0.01, times: always },
    { fault: "applied-then-reset", chance: 0.01, times: always },
    { fault: "hang", chance: 0.01, times: mostHangs },
  ];
}

function countsOf(requests: RecordedRequest[], numbers: number) {
  const throttled = requests.filter(isThrottled);
  const calls = requests.filter((request) => !isThrottled(request));
  const writes = calls.filter(isWrite);
  const faults: Partial<Record<FaultName, number>> = {};
  for (const { fault } of calls) if (fault) faults[fault] = (faults[fault] ?? 0) + 1;
  const isUnconfirmed = ({ fault, status }: RecordedRequest) => fault !== null || status === null;
  return {
    faults,
    reads: calls.length - writes.length,
    writes: writes.length,
    allowedWrites: numbers + writes.filter(isUnconfirmed).length,
    throttled: throttled.length,
    mostCallsInASecond: Math.max(...[true, false].map((is) => densest(calls.filter((call) => isWrite(call) === is)))),
  };
}

function densest(calls: RecordedRequest[]): number {
  const times = calls.map(({ time }) => time);
  return Math.max(0, ...times.map((from) => times.filter((time) => time >= from && time < from + 1000).length));
}

function isWrite({ operation }: RecordedRequest): boolean {
  return operation === UPDATE;
}

function isThrottled({ code }: RecordedRequest): boolean {
  return code === "Throttling.User";
}

function phoneNumberOf({ phoneNumber }: RecordedRequest): string {
  return phoneNumber;
}
