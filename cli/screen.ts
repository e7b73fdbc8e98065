import { systemClock, type Clock } from "../api/clock.js";

/** Where a screen writes. */
export interface ScreenStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const INTERVAL_MS = 10_000;

/** To the start of the line, and nothing on it: https://invisible-island.net/xterm/ctlseqs/ctlseqs.html, `CSI 2 K`. */
const CLEAR_LINE = "\r\u001b[2K";

/**
 * What a person sees of a command that takes its time: lines that stay, and how far it is. On a terminal that is one line
 * below the others, which changes; elsewhere it is a line each ten seconds.
 */
export class Screen {
  readonly #stream: ScreenStream;
  readonly #clock: Clock;
  #progress = "";
  #cancel: (() => void) | undefined;

  constructor(stream: ScreenStream = process.stderr, clock: Clock = systemClock) {
    this.#stream = stream;
    this.#clock = clock;
  }

  /** Writes a line that stays. */
  say(text: string): void {
    this.#stream.write(this.#stream.isTTY === true ? `${CLEAR_LINE}${text}\n${this.#progress}` : `${text}\n`);
  }

  /** Says how far the command is. */
  show(progress: string): void {
    this.#progress = progress;
    if (this.#stream.isTTY === true) this.#stream.write(`${CLEAR_LINE}${progress}`);
    else this.#cancel ??= this.#wait();
  }

  /** There is no more to show. */
  clear(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    if (this.#stream.isTTY === true && this.#progress !== "") this.#stream.write(CLEAR_LINE);
    this.#progress = "";
  }

  #wait(): () => void {
    return this.#clock.after(INTERVAL_MS, () => {
      this.#stream.write(`${this.#progress}\n`);
      this.#cancel = this.#wait();
    });
  }
}
