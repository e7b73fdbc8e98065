import { createHash } from "node:crypto";
import { appendFileSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import type { Settings } from "../../api/index.js";

/**
 * Keeps the reads of an unfinished run in a file for two hours, so that the next run resumes from them. Each read is one
 * line, appended as soon as the number is read. The file holds settings, so only its owner can read it.
 */
export class KeptReads {
  readonly #path: string;
  readonly #now: () => number;
  readonly #reads: Map<string, Settings>;

  /**
   * @param path - The file, created if it does not exist. Reads of another origin in it are dropped.
   * @param origin - Where the numbers are read.
   * @param now - The time in milliseconds since the epoch.
   */
  constructor(path: string, origin: Origin, now: () => number = Date.now) {
    this.#path = path;
    this.#now = now;
    const header = JSON.stringify(origin);
    const fresh = readsIn(path, header).filter(({ readAt }) => readAt > now() - VALID_MS && readAt <= now());
    this.#reads = new Map(fresh.map(({ phoneNumber, settings }) => [phoneNumber, settings]));
    const temporary = `${path}.${process.pid}`;
    rmSync(temporary, { force: true });
    const lines = [header, ...fresh.map((read) => JSON.stringify(read))];
    writeFileSync(temporary, lines.map((line) => `${line}\n`).join(""), { mode: 0o600, flag: "wx" });
    renameSync(temporary, path);
  }

  /** How many numbers are kept, including those of this run. */
  get count(): number {
    return this.#reads.size;
  }

  /** The settings that were read of a number; undefined if it was not read. */
  get(phoneNumber: string): Settings | undefined {
    return this.#reads.get(phoneNumber);
  }

  keep(phoneNumber: string, settings: Settings): void {
    this.#reads.set(phoneNumber, settings);
    const read: KeptRead = { phoneNumber, readAt: this.#now(), settings };
    appendFileSync(this.#path, `${JSON.stringify(read)}\n`, { mode: 0o600 });
  }

  remove(): void {
    rmSync(this.#path, { force: true });
  }
}

/** Where numbers are read: the same number in another space or at another endpoint is a different number. */
export interface Origin {
  endpoint: string;
  custSpaceId: string;
}

/** A file name for the reads of one origin, so that runs for other spaces leave the file alone. */
export function nameKeptReads(origin: Origin): string {
  const digest = createHash("sha256").update(JSON.stringify(origin)).digest("hex");
  return `.pulumi-cams-adopt-${digest.slice(0, 8)}.jsonl`;
}

interface KeptRead {
  phoneNumber: string;
  /** In milliseconds since the epoch. */
  readAt: number;
  settings: Settings;
}

/** A run that used up Meta's hourly limit is resumed after an hour, and its reads must still be valid then. */
const VALID_MS = 2 * 3_600_000;

function readsIn(path: string, header: string): KeptRead[] {
  let text = "";
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  const [first, ...lines] = text.split("\n");
  return first === header ? lines.flatMap(parsed) : [];
}

/** Ignores a line that was cut off by a crash: its number is read again. */
function parsed(line: string): KeptRead[] {
  try {
    const read = JSON.parse(line) as Partial<KeptRead> | null;
    return read?.phoneNumber !== undefined && read.readAt !== undefined && read.settings ? [read as KeptRead] : [];
  } catch {
    return [];
  }
}
