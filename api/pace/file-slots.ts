import { createHash, randomBytes } from "node:crypto";
import { lstat, mkdtemp, readdir, rename, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { hrtime } from "node:process";
import { makeOwnFolder, ownFolder } from "../own-folder.js";
import type { SharedSlots, TakenSlot } from "./slots.js";

/**
 * Slots that all processes of one user on one machine share. Each slot is an empty file whose name says until when it
 * is occupied, by which process, and how many turns that process has had: `slot-freeAt-owner-turns`. Taking a slot
 * renames its file, and only one process can: the others no longer find the name that they read. So there is no lock,
 * and a killed process leaves nothing stale.
 */
export class FileSlots implements SharedSlots {
  readonly #slots: number;
  readonly #notice: (text: string) => void;
  readonly #parent: string;
  readonly #folder: string;
  readonly #now: () => number;
  readonly #owner = randomBytes(4).toString("hex");
  #ready: Promise<void> | undefined;
  #hasGivenUp = false;
  #turns = 0;
  #steppingBackUntil: number | undefined;

  constructor({ name, slots, notice, folder = ownFolder(), now = sinceBoot }: FileSlotsOptions) {
    this.#slots = slots;
    this.#notice = notice;
    this.#parent = folder;
    this.#folder = join(folder, createHash("sha256").update(`${FORMAT} ${name}`).digest("hex").slice(0, 32));
    this.#now = now;
  }

  async take(restMs: number): Promise<TakenSlot | { freeInMs: number }> {
    if (this.#hasGivenUp) return ALONE;
    try {
      await (this.#ready ??= this.#prepare());
      return await this.#takeFirstFree(restMs).catch(async () => {
        // Folders for temporary files are cleaned now and then.
        await (this.#ready = this.#prepare());
        return await this.#takeFirstFree(restMs);
      });
    } catch (error) {
      this.#giveUp(error);
      return ALONE;
    }
  }

  async #takeFirstFree(restMs: number): Promise<TakenSlot | { freeInMs: number }> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const slots = await this.#read();
      const now = this.#now();
      const [first] = slots;
      if (!first) throw new Error("the slots are gone");
      if (first.freeAt > now) return { freeInMs: first.freeAt - now };
      const stepBackMs = this.#stepBackUntil(slots, now) - now;
      if (stepBackMs > 0) return { freeInMs: stepBackMs };
      const turns = this.#turnsAfter(slots);
      const taken = this.#nameOf(first.slot, now + restMs, turns);
      if (await this.#rename(first.name, taken)) {
        this.#turns = turns;
        this.#steppingBackUntil = undefined;
        return {
          retake: () => {
            const late = this.#now() - now;
            if (late > 1)
              void this.#rename(taken, this.#nameOf(first.slot, now + late + restMs, turns)).catch(() => undefined);
          },
        };
      }
    }
    return { freeInMs: STEP_BACK_MS };
  }

  /** The slots, in the order in which they become free. */
  async #read(): Promise<Slot[]> {
    const now = this.#now();
    return (await readdir(this.#folder))
      .flatMap((name) => parse(name))
      .map((slot) => (slot.freeAt > now + LONGEST_REST_MS ? { ...slot, freeAt: 0 } : slot))
      .sort((a, b) => a.freeAt - b.freeAt);
  }

  /** Steps back once per turn, when another process has had fewer turns; the other may be idle, so only once. */
  #stepBackUntil(slots: readonly Slot[], now: number): number {
    const isAhead = this.#othersOf(slots).some(({ turns }) => turns < this.#turns);
    this.#steppingBackUntil ??= isAhead ? now + STEP_BACK_MS : now;
    return this.#steppingBackUntil;
  }

  /** A process that fell behind may catch up; one that joins or returns has no claim to the turns it did not need. */
  #turnsAfter(slots: readonly Slot[]): number {
    const others = this.#othersOf(slots).map(({ turns }) => turns);
    const fewest = others.length > 0 ? Math.min(...others) : 0;
    return Math.max(this.#turns, fewest - MOST_CLAIM) + 1;
  }

  /** The last slot of each other process that took one within about the last second. */
  #othersOf(slots: readonly Slot[]): Slot[] {
    const last = new Map<string, Slot>();
    for (const slot of slots) {
      if (slot.owner === this.#owner || slot.freeAt < this.#now() - RECENT_MS) continue;
      if ((last.get(slot.owner)?.turns ?? -1) < slot.turns) last.set(slot.owner, slot);
    }
    return [...last.values()];
  }

  async #rename(from: string, to: string): Promise<boolean> {
    try {
      await rename(join(this.#folder, from), join(this.#folder, to));
      return true;
    } catch (error) {
      if (LOST.has((error as NodeJS.ErrnoException).code)) return false;
      throw error;
    }
  }

  #nameOf(slot: number, freeAt: number, turns: number): string {
    return `${slot}-${Math.ceil(freeAt)}-${this.#owner}-${turns}`;
  }

  async #prepare(): Promise<void> {
    makeOwnFolder(this.#parent);
    await this.#removeUnused();
    await this.#makeSlots();
    await this.#refresh();
  }

  /** Systems clean up temporary files that have not changed for days, and a rename is not a change. */
  async #refresh(): Promise<void> {
    const now = new Date();
    for (const { name } of await this.#read()) {
      await utimes(join(this.#folder, name), now, now).catch(() => undefined);
    }
  }

  /** The folder appears complete: it is filled under another name, and the rename fails if it exists already. */
  async #makeSlots(): Promise<void> {
    const filling = await mkdtemp(join(this.#parent, "new-"));
    for (let slot = 0; slot < this.#slots; slot += 1) {
      await writeFile(join(filling, this.#nameOf(slot, 0, 0)), "", { mode: 0o600 });
    }
    try {
      await rename(filling, this.#folder);
    } catch (error) {
      await rm(filling, { recursive: true });
      if ((await readdir(this.#folder).catch(() => [])).length === 0) throw error;
    }
  }

  async #removeUnused(): Promise<void> {
    for (const name of await readdir(this.#parent)) {
      const path = join(this.#parent, name);
      const changed = await lstat(path).then(
        ({ mtimeMs }) => mtimeMs,
        () => Infinity,
      );
      if (changed < Date.now() - UNUSED_MS) await rm(path, { recursive: true, force: true });
    }
  }

  #giveUp(error: unknown): void {
    if (this.#hasGivenUp) return;
    this.#hasGivenUp = true;
    if (reported.has(this.#parent)) return;
    reported.add(this.#parent);
    const { code, message } = error as NodeJS.ErrnoException;
    this.#notice(
      `Calls are not coordinated with other processes of this machine, because ${this.#parent} cannot be used ` +
        `(${code ?? message}).`,
    );
  }
}

export interface FileSlotsOptions {
  /** Same name, same slots. */
  name: string;
  slots: number;
  /** Receives one text if the folder cannot be used. */
  notice: (text: string) => void;
  /** The folder of all slots of this user. */
  folder?: string;
  /** Milliseconds on a clock that all processes of this machine share. */
  now?: () => number;
}

/** A slot that is occupied for longer than this dates from before the machine was started. */
const LONGEST_REST_MS = 60_000;

/** How long a process that has had more turns than another lets the other go first. */
const STEP_BACK_MS = 20;

/** Turns. All slots can be the others' for a second, in which nothing shows them that this process waits. */
const MOST_CLAIM = 5;

/** How often a process that loses a slot to another tries the next one. */
const TRIES = 20;

/** A process that ignored a free slot for this long is idle. */
const RECENT_MS = 500;

/** Another process has renamed the file, or on Windows is doing so. */
const LOST: ReadonlySet<string | undefined> = new Set(
  process.platform === "win32" ? ["ENOENT", "EPERM", "EACCES", "EBUSY"] : ["ENOENT"],
);

/** Version of the file names; other versions use other folders. */
const FORMAT = 1;

const UNUSED_MS = 24 * 3_600_000;

/** Folders that this process has already reported: each operation has slots of its own. */
const reported = new Set<string>();

interface Slot {
  name: string;
  slot: number;
  freeAt: number;
  owner: string;
  turns: number;
}

const ALONE: TakenSlot = { retake: () => undefined };

function parse(name: string): Slot[] {
  const [slot, freeAt, owner, turns] = name.split("-");
  if (slot === undefined || freeAt === undefined || owner === undefined || turns === undefined) return [];
  return [{ name, slot: Number(slot), freeAt: Number(freeAt), owner, turns: Number(turns) }];
}

/** The machine's monotonic clock, which does not change with the system clock. */
function sinceBoot(): number {
  return Number(hrtime.bigint() / 1_000_000n);
}
