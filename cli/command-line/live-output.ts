import { systemClock, type Clock } from "../../api/clock.js";
import { visible } from "../../api/visible.js";
import { widthOf, wrap, type Columns } from "./wrap.js";

/**
 * Output of a command that takes a while: lines that stay, and one progress text. A terminal shows the progress as a live
 * line below the others; anything else gets a line every ten seconds.
 */
export class LiveOutput {
  readonly #stream: OutputStream;
  readonly #clock: Clock;
  #progress = "";
  #cancel: (() => void) | undefined;

  constructor(stream: OutputStream = process.stderr, clock: Clock = systemClock) {
    this.#stream = stream;
    this.#clock = clock;
  }

  /** Writes lines that stay. */
  print(text: string): void {
    const lines = wrap(visible(text), widthOf(this.#stream));
    const written = lines.map((line) => `${line}\n`).join("");
    this.#stream.write(this.#stream.isTTY === true ? `${CLEAR_LINE}${written}${this.#progress}` : written);
  }

  showProgress(progress: string): void {
    this.#progress = progress;
    if (this.#stream.isTTY === true) this.#stream.write(`${CLEAR_LINE}${progress}`);
    else this.#cancel ??= this.#scheduleLine();
  }

  clearProgress(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    if (this.#stream.isTTY === true && this.#progress !== "") this.#stream.write(CLEAR_LINE);
    this.#progress = "";
  }

  #scheduleLine(): () => void {
    return this.#clock.after(INTERVAL_MS, () => {
      this.#stream.write(`${this.#progress}\n`);
      this.#cancel = this.#scheduleLine();
    });
  }
}

/** The part of `process.stderr` that is used. */
export interface OutputStream extends Columns {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const INTERVAL_MS = 10_000;

/** Returns to the start of the line and erases it: https://invisible-island.net/xterm/ctlseqs/ctlseqs.html, `CSI 2 K`. */
const CLEAR_LINE = "\r\u001b[2K";
