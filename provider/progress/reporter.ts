import type { Clock } from "../../api/clock.js";
import type { Client } from "../../api/index.js";
import { OPERATIONS } from "../../api/pace/rate-limits.js";
import type { PaceStatus } from "../../api/types.js";
import { visible } from "../../api/visible.js";
import type { Line } from "../engine/log.js";
import { doneOf, type Counts } from "./counts.js";
import { liveMessage, summaryMessage, type LivePace, type Slowdowns } from "./messages.js";

/**
 * Reports what is going on while calls wait for their turns: one live line, which the next one replaces, and after a run
 * that was throttled or paused one line that stays.
 */
export class ProgressReporter {
  readonly #clock: Clock;
  readonly #counts: () => Counts;
  readonly #log: (line: Line) => Promise<void>;
  readonly #hasTerminal: () => boolean;
  #client: Pick<Client, "status"> | undefined;

  #isAwake = false;
  #isLive = false;
  #lastLineAt = 0;
  #intervalMs = INTERVAL_MS.inLog;
  #samples: Sample[] = [];
  #metaPauses = 0;
  #isPaused = false;

  constructor({ counts, log, hasTerminal, clock = BACKGROUND_CLOCK }: ReporterOptions) {
    this.#clock = clock;
    this.#counts = counts;
    this.#log = log;
    this.#hasTerminal = hasTerminal;
  }

  /** Sets the client whose calls are reported. */
  watch(client: Pick<Client, "status">): void {
    this.#client = client;
  }

  /** An operation is about to call the service. */
  wake(): void {
    if (this.#isAwake) return;
    this.#isAwake = true;
    const now = this.#clock.now();
    this.#lastLineAt = now;
    this.#intervalMs = this.#hasTerminal() ? INTERVAL_MS.onTerminal : INTERVAL_MS.inLog;
    this.#samples = [{ at: now, done: doneOf(this.#counts()) }];
    this.#wait();
  }

  /** Logs at once, and permanently, what a person should know although no call failed. */
  warn(text: string): Promise<void> {
    return this.#log({ text: `CAMS: ${visible(text)}`, severity: "WARNING", isLive: false });
  }

  /** The run is over: logs its outcome if it was slowed down. */
  async end(): Promise<void> {
    const slowdowns = this.#slowdowns();
    if (slowdowns.throttledCalls === 0 && slowdowns.metaPauses === 0) return;
    const text = `CAMS: ${summaryMessage(this.#counts(), slowdowns)}`;
    await this.#log({ text, severity: "INFO", isLive: false });
  }

  #wait(): void {
    this.#clock.after(TICK_MS, () => {
      this.#tick();
    });
  }

  #tick(): void {
    const now = this.#clock.now();
    const counts = this.#counts();
    const pace = together(this.#statuses());
    const earlier = pace.pause ? [] : this.#samples.slice(-SAMPLES);
    this.#samples = [...earlier, { at: now, done: doneOf(counts) }];
    if (pace.pause && !this.#isPaused) this.#metaPauses += 1;
    this.#isPaused = pace.pause !== undefined;

    const isDue = now - this.#lastLineAt >= this.#intervalMs;
    if (isDue && (this.#isLive || pace.waitingForMs > PATIENCE_MS)) {
      this.#lastLineAt = now;
      this.#isLive = true;
      const perSecond = counts.inProgress > 0 ? this.#perSecond() : 0;
      void this.#log({ text: `CAMS: ${liveMessage(counts, pace, perSecond)}`, severity: "INFO", isLive: true });
    }
    this.#isLive &&= counts.inProgress > 0;
    this.#isAwake = counts.inProgress > 0;
    if (this.#isAwake) this.#wait();
  }

  #perSecond(): number {
    const [first, last] = [this.#samples.at(0), this.#samples.at(-1)];
    return first && last && last.at > first.at ? ((last.done - first.done) * 1000) / (last.at - first.at) : 0;
  }

  #statuses(): PaceStatus[] {
    return OPERATIONS.flatMap((operation) => this.#client?.status(operation) ?? []);
  }

  #slowdowns(): Slowdowns {
    const statuses = this.#statuses();
    return {
      throttledCalls: statuses.reduce((sum, { throttled }) => sum + throttled, 0),
      metaPauses: this.#metaPauses,
      pace: together(statuses),
    };
  }
}

export interface ReporterOptions {
  counts: () => Counts;
  /** Logs a line for the user. */
  log: (line: Line) => Promise<void>;
  /** Whether a person may be looking at a terminal; elsewhere a live line stays in the log. */
  hasTerminal: () => boolean;
  clock?: Clock;
}

/** Its timers do not keep the process alive. */
const BACKGROUND_CLOCK: Clock = {
  now: () => performance.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms).unref();
    return () => {
      clearTimeout(timer);
    };
  },
};

const TICK_MS = 1000;

/** The time between two live lines. */
const INTERVAL_MS = { onTerminal: 1000, inLog: 10_000 };

/** There is no live line until a call has waited for this long. */
const PATIENCE_MS = 1000;

/** The reported speed is that of the last ten seconds without a pause. */
const SAMPLES = 10;

interface Sample {
  at: number;
  done: number;
}

/** The state of all operations together, with the share of the one that has the least of its limit. */
function together(statuses: readonly PaceStatus[]): LivePace & Pick<PaceStatus, "waitingForMs"> {
  const [least] = [...statuses].sort((a, b) => a.share / a.callsPerSecond - b.share / b.callsPerSecond);
  const pause = statuses.find((status) => status.pause)?.pause;
  return {
    waiting: statuses.reduce((sum, { waiting }) => sum + waiting, 0),
    waitingForMs: Math.max(0, ...statuses.map(({ waitingForMs }) => waitingForMs)),
    share: least?.share ?? 0,
    callsPerSecond: least?.callsPerSecond ?? 0,
    ...(pause && { pause }),
  };
}
