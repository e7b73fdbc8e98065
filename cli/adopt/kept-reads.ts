import { createHash } from "node:crypto";
import { appendFileSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import type { Settings } from "../../api/index.js";

/** What reads belong to: the same number of another space or service is another number. */
export interface Belonging {
  endpoint: string;
  custSpaceId: string;
}

interface KeptRead {
  phoneNumber: string;
  /** In milliseconds since the epoch. */
  readAt: number;
  settings: Settings;
}

/** When Meta's limit is used up, a run goes on after an hour, and what was read before must still be good then. */
const VALID_MS = 2 * 3_600_000;

/**
 * The reads of a run that has not ended well, so that the next one goes on from them: a file with a line for each, which
 * is written as soon as the number is read. Reads are good for two hours. Only this user can look into the file: it holds
 * settings.
 */
export class KeptReads {
  readonly #path: string;
  readonly #now: () => number;
  readonly #reads: Map<string, Settings>;

  /**
   * @param path - The file, which is made if it is not there. Reads of another space or service in it are dropped.
   * @param belonging - What the reads belong to.
   * @param now - The time in milliseconds since the epoch.
   */
  constructor(path: string, belonging: Belonging, now: () => number = Date.now) {
    this.#path = path;
    this.#now = now;
    const first = JSON.stringify(belonging);
    const fresh = readsIn(path, first).filter(({ readAt }) => readAt > now() - VALID_MS && readAt <= now());
    this.#reads = new Map(fresh.map(({ phoneNumber, settings }) => [phoneNumber, settings]));
    const beside = `${path}.${process.pid}`;
    rmSync(beside, { force: true });
    const lines = [first, ...fresh.map((read) => JSON.stringify(read))];
    writeFileSync(beside, lines.map((line) => `${line}\n`).join(""), { mode: 0o600, flag: "wx" });
    renameSync(beside, path);
  }

  /** How many numbers are kept, this run's own among them. */
  get count(): number {
    return this.#reads.size;
  }

  /** What was read of a number, if it was. */
  get(phoneNumber: string): Settings | undefined {
    return this.#reads.get(phoneNumber);
  }

  keep(phoneNumber: string, settings: Settings): void {
    this.#reads.set(phoneNumber, settings);
    const read: KeptRead = { phoneNumber, readAt: this.#now(), settings };
    appendFileSync(this.#path, `${JSON.stringify(read)}\n`, { mode: 0o600 });
  }

  /** They are not needed any more. */
  remove(): void {
    rmSync(this.#path, { force: true });
  }
}

/** The name of a file for reads of one space of a service, so that another space leaves it alone. */
export function nameKeptReads(belonging: Belonging): string {
  const digest = createHash("sha256").update(JSON.stringify(belonging)).digest("hex");
  return `.pulumi-cams-adopt-${digest.slice(0, 8)}.jsonl`;
}

/** A machine that stops may leave half a line, which is nobody's loss: that number is read again. */
function readsIn(path: string, first: string): KeptRead[] {
  let text = "";
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  const [belonging, ...lines] = text.split("\n");
  return belonging === first ? lines.flatMap(parsed) : [];
}

function parsed(line: string): KeptRead[] {
  try {
    const read = JSON.parse(line) as Partial<KeptRead> | null;
    return read?.phoneNumber !== undefined && read.readAt !== undefined && read.settings ? [read as KeptRead] : [];
  } catch {
    return [];
  }
}
