import type { Clock } from "../../api/clock.js";
import type { Client } from "../../api/index.js";
import type { PaceStatus } from "../../api/pace/throttle.js";
import type { Operation } from "../../api/types.js";
import type { Line } from "../engine/log.js";
import type { Counts } from "./counts.js";
import { liveInWords, summaryInWords, type Hindrances } from "./messages.js";

export interface VoiceOptions {
  counts: () => Counts;
  /** Gives a line to whoever listens. */
  say: (line: Line) => Promise<void>;
  /** Whether a live line is seen while it is true; otherwise it is a line of a log. */
  hasAudience: () => boolean;
  clock?: Clock;
}

const OPERATIONS: readonly Operation[] = [
  "GetConversationalAutomation",
  "UpdateConversationalAutomation",
  "QueryChatappPhoneNumbers",
];

/** No process goes on for the sake of what could be said of it. */
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

/** From one live line to the next. */
const INTERVAL_MS = { onTerminal: 1000, inLog: 10_000 };

const PATIENCE_MS = 1000;

/** The pace that is told is that of the last ten seconds without a pause. */
const SAMPLES = 10;

interface Sample {
  at: number;
  done: number;
}

/**
 * Tells a user what goes on while calls wait for their turns: one live line, which the next replaces, and after a run
 * that was throttled or paused one line that stays.
 */
export class Voice {
  readonly #clock: Clock;
  readonly #counts: () => Counts;
  readonly #say: (line: Line) => Promise<void>;
  readonly #hasAudience: () => boolean;
  #client: Pick<Client, "status"> | undefined;

  #isAwake = false;
  #isSpeaking = false;
  #lastSaidAt = 0;
  #intervalMs = INTERVAL_MS.inLog;
  #samples: Sample[] = [];
  #metaPauses = 0;
  #isMetaPause = false;

  constructor({ counts, say, hasAudience, clock = BACKGROUND_CLOCK }: VoiceOptions) {
    this.#clock = clock;
    this.#counts = counts;
    this.#say = say;
    this.#hasAudience = hasAudience;
  }

  /** Whose calls it tells of. */
  listenTo(client: Pick<Client, "status">): void {
    this.#client = client;
  }

  /** An operation is about to call the service. */
  wake(): void {
    if (this.#isAwake) return;
    this.#isAwake = true;
    const now = this.#clock.now();
    this.#lastSaidAt = now;
    this.#intervalMs = this.#hasAudience() ? INTERVAL_MS.onTerminal : INTERVAL_MS.inLog;
    this.#samples = [{ at: now, done: doneOf(this.#counts()) }];
    this.#wait();
  }

  /** Says at once, and to stay, what a person should know although no call failed. */
  warn(text: string): Promise<void> {
    return this.#say({ text: `CAMS: ${text}`, severity: "WARNING", isLive: false });
  }

  /** The run is over: says what it came to, when that was hindered. */
  async end(): Promise<void> {
    const hindrances = this.#hindrances();
    if (Object.values(hindrances).every((count) => count === 0)) return;
    const text = `CAMS: ${summaryInWords(this.#counts(), hindrances)}`;
    await this.#say({ text, severity: "INFO", isLive: false });
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
    const isMetaPause = pace.pause?.reason === "meta-limit";
    if (isMetaPause && !this.#isMetaPause) this.#metaPauses += 1;
    this.#isMetaPause = isMetaPause;

    const isDue = now - this.#lastSaidAt >= this.#intervalMs;
    if (isDue && (this.#isSpeaking || pace.waitingForMs > PATIENCE_MS)) {
      this.#lastSaidAt = now;
      this.#isSpeaking = true;
      const perSecond = counts.underWay > 0 ? this.#perSecond() : 0;
      void this.#say({ text: `CAMS: ${liveInWords(counts, pace, perSecond)}`, severity: "INFO", isLive: true });
    }
    this.#isSpeaking &&= counts.underWay > 0;
    this.#isAwake = counts.underWay > 0;
    if (this.#isAwake) this.#wait();
  }

  #perSecond(): number {
    const [first, last] = [this.#samples.at(0), this.#samples.at(-1)];
    return first && last && last.at > first.at ? ((last.done - first.done) * 1000) / (last.at - first.at) : 0;
  }

  #statuses(): PaceStatus[] {
    return OPERATIONS.flatMap((operation) => this.#client?.status(operation) ?? []);
  }

  #hindrances(): Hindrances {
    const statuses = this.#statuses();
    return {
      throttledCalls: statuses.reduce((sum, { throttled }) => sum + throttled, 0),
      pauses: statuses.reduce((sum, { pauses }) => sum + pauses, 0),
      metaPauses: this.#metaPauses,
    };
  }
}

function doneOf({ written, found, read, givenBack }: Counts): number {
  return written + found + read + givenBack;
}

/** What all operations do; Meta's limit is the reason that lasts. */
function together(statuses: readonly PaceStatus[]): Pick<PaceStatus, "waiting" | "waitingForMs" | "pause"> {
  const pauses = statuses.flatMap(({ pause }) => pause ?? []);
  const pause = pauses.find(({ reason }) => reason === "meta-limit") ?? pauses[0];
  return {
    waiting: statuses.reduce((sum, { waiting }) => sum + waiting, 0),
    waitingForMs: Math.max(0, ...statuses.map(({ waitingForMs }) => waitingForMs)),
    ...(pause && { pause }),
  };
}
