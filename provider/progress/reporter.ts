import type { Clock } from "../../api/clock.js";
import type { Client } from "../../api/index.js";
import { OPERATIONS } from "../../api/pace/rate-limits.js";
import type { PaceStatus } from "../../api/types.js";
import { visible } from "../../api/visible.js";
import type { Line } from "../engine/log.js";
import { calledOf, type Counts } from "./counts.js";
import { liveMessage, replacedMessage, summaryMessage, type LivePace, type Slowdowns } from "./messages.js";

/**
 * Reports what is going on while calls wait for their turns: one live line, which the next one replaces, and after a run
 * that was throttled or paused one line that stays. The live line stands on the row of the stack and, on a terminal, on
 * that of the number whose operation started last: the display scrolls, and that row is the lowest.
 */
export class ProgressReporter {
  readonly #clock: Clock;
  readonly #counts: () => Counts;
  readonly #log: (...lines: Line[]) => Promise<void>;
  readonly #rowOf: (id: string) => string | undefined;
  readonly #hasTerminal: () => boolean;
  #client: Pick<Client, "status"> | undefined;

  #isAwake = false;
  #isLive = false;
  #lastLineAt = 0;
  #isOnTerminal = false;
  /** The number's row that shows the live line. */
  #row: string | undefined;
  #samples: Sample[] = [];
  #perSecond: number | undefined;
  #metaPauses = 0;
  #isPaused = false;

  constructor({ counts, log, rowOf, hasTerminal, clock = BACKGROUND_CLOCK }: ReporterOptions) {
    this.#clock = clock;
    this.#counts = counts;
    this.#log = log;
    this.#rowOf = rowOf;
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
    this.#isOnTerminal = this.#hasTerminal();
    this.#samples = [{ at: now, done: calledOf(this.#counts()) }];
    this.#wait();
  }

  /** Logs at once, and permanently, what a person should know although no call failed. */
  warn(text: string): Promise<void> {
    return this.#log({ text: `CAMS: ${visible(text)}`, severity: "WARNING", isLive: false });
  }

  /** The run is over: logs what it has replaced, and its outcome if it was slowed down. */
  async end(): Promise<void> {
    const counts = this.#counts();
    const slowdowns = this.#slowdowns();
    const isSlowed = slowdowns.throttledCalls > 0 || slowdowns.metaPauses > 0;
    const messages = [
      counts.replaced > 0 && replacedMessage(counts.replaced),
      isSlowed && summaryMessage(counts, slowdowns),
    ];
    const lines = messages.flatMap((message): Line[] =>
      message === false ? [] : [{ text: `CAMS: ${message}`, severity: "INFO", isLive: false }],
    );
    if (lines.length > 0) await this.#log(...lines);
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
    this.#samples = [...earlier, { at: now, done: calledOf(counts) }];
    if (pace.pause && !this.#isPaused) this.#metaPauses += 1;
    this.#isPaused = pace.pause !== undefined;

    this.#perSecond = speedOf(this.#samples) ?? this.#perSecond;

    const isDue = now - this.#lastLineAt >= (this.#isOnTerminal ? INTERVAL_MS.onTerminal : INTERVAL_MS.inLog);
    if (isDue && (this.#isLive || pace.waitingForMs > PATIENCE_MS)) {
      this.#lastLineAt = now;
      this.#isLive = true;
      this.#show(liveMessage(counts, pace, this.#perSecond ?? pace.share), counts.inProgress.at(-1));
    }
    this.#isAwake = counts.inProgress.length > 0;
    this.#isLive &&= this.#isAwake;
    if (this.#isAwake) this.#wait();
  }

  /** A row keeps its line after its operation, until another line comes. */
  #show(message: string, id: string | undefined): void {
    const line: Line = { text: message, severity: "INFO", isLive: true };
    const lines: Line[] = [{ ...line, text: `CAMS ${message}` }];
    if (this.#isOnTerminal) {
      const row = id === undefined ? undefined : this.#rowOf(id);
      if (this.#row !== undefined && this.#row !== row) lines.push({ ...line, text: "", row: this.#row });
      if (row !== undefined) lines.push({ ...line, row });
      this.#row = row;
    }
    void this.#log(...lines);
  }

  #statuses(): PaceStatus[] {
    return OPERATIONS.flatMap((operation) => this.#client?.status(operation) ?? []);
  }

  #slowdowns(): Slowdowns {
    const pace = together(this.#statuses());
    return { throttledCalls: pace.throttled, metaPauses: this.#metaPauses, pace };
  }
}

export interface ReporterOptions {
  counts: () => Counts;
  /** Logs lines for the user, in this order. */
  log: (...lines: Line[]) => Promise<void>;
  /** The row of a number in the engine's display, if the program said it. */
  rowOf: (id: string) => string | undefined;
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

/** The speed is that of the last thirty seconds without a pause. */
const SAMPLES = 30;

/** The first calls of a run leave at once, which says nothing about the others. */
const FEWEST_SAMPLES = 4;

interface Sample {
  at: number;
  done: number;
}

function speedOf(samples: readonly Sample[]): number | undefined {
  const [first, last] = [samples.at(0), samples.at(-1)];
  if (!first || !last || samples.length < FEWEST_SAMPLES || last.done === first.done) return undefined;
  return ((last.done - first.done) * 1000) / (last.at - first.at);
}

/** The state of all operations together, with the share of the one that has the least of its limit. */
function together(statuses: readonly PaceStatus[]): LivePace & Pick<PaceStatus, "waitingForMs"> {
  const [least] = [...statuses].sort((a, b) => a.share / a.callsPerSecond - b.share / b.callsPerSecond);
  const pause = statuses.find((status) => status.pause)?.pause;
  return {
    waiting: statuses.reduce((sum, { waiting }) => sum + waiting, 0),
    throttled: statuses.reduce((sum, { throttled }) => sum + throttled, 0),
    waitingForMs: Math.max(0, ...statuses.map(({ waitingForMs }) => waitingForMs)),
    share: least?.share ?? 0,
    callsPerSecond: least?.callsPerSecond ?? 0,
    ...(pause && { pause }),
  };
}
