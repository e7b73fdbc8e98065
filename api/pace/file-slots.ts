import { createHash, randomBytes } from "node:crypto";
import { lstat, mkdtemp, readdir, rename, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { hrtime } from "node:process";
import { makeOwnFolder, ownFolder } from "./own-folder.js";
import type { SharedSlots, Taken } from "./slots.js";

export interface SlotFilesOptions {
  /** Same name, same slots. */
  name: string;
  slots: number;
  /** Hears, once, that the folder cannot be used. */
  notice: (text: string) => void;
  /** The folder of all slots of this user. */
  folder?: string;
  /** Milliseconds on a clock that all processes of this machine have in common. */
  now?: () => number;
}

/** What is occupied for longer than this dates from before the machine was started. */
const LONGEST_REST_MS = 60_000;

/** A process that has had more turns than another lets the other go first for so long. */
const STEP_BACK_MS = 20;

/** Turns. All slots can go to others for a second, and then nothing tells them that this process waits. */
const MOST_CLAIM = 5;

/** A process that loses a slot to another tries the next one. */
const TRIES = 20;

/** Who took no slot that was free within this time has nothing to do. */
const RECENT_MS = 500;

/** Another process has renamed it, or on Windows is about to. */
const LOST: ReadonlySet<string | undefined> = new Set(
  process.platform === "win32" ? ["ENOENT", "EPERM", "EACCES", "EBUSY"] : ["ENOENT"],
);

/** Of the files' names, so that versions which differ keep apart. */
const FORMAT = 1;

const UNUSED_MS = 24 * 3_600_000;

/** Folders of which this process has said that they cannot be used: each operation has slots of its own. */
const told = new Set<string>();

/**
 * Slots that all processes of one user on one machine share. Each slot is an empty file whose name says until when it
 * is occupied, by whom, and how many turns its owner has had: `slot-freeAt-owner-turns`. Taking a slot renames its file,
 * which only one process can: for the others it is no longer there under the name that they read. So there is no lock,
 * and nothing goes stale with a process that is killed.
 */
export class SlotFiles implements SharedSlots {
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

  constructor({ name, slots, notice, folder = ownFolder(), now = sinceBoot }: SlotFilesOptions) {
    this.#slots = slots;
    this.#notice = notice;
    this.#parent = folder;
    this.#folder = join(folder, createHash("sha256").update(`${FORMAT} ${name}`).digest("hex").slice(0, 32));
    this.#now = now;
  }

  async take(restMs: number): Promise<Taken | { freeInMs: number }> {
    if (this.#hasGivenUp) return ALONE;
    try {
      await (this.#ready ??= this.#prepare());
      return await this.#takeFirstFree(restMs).catch(async () => {
        // Temporary folders are cleaned now and then.
        await (this.#ready = this.#prepare());
        return await this.#takeFirstFree(restMs);
      });
    } catch (error) {
      this.#giveUp(error);
      return ALONE;
    }
  }

  async #takeFirstFree(restMs: number): Promise<Taken | { freeInMs: number }> {
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

  /** The slots, the one that is free first first. */
  async #read(): Promise<Slot[]> {
    const now = this.#now();
    return (await readdir(this.#folder))
      .flatMap((name) => parse(name))
      .map((slot) => (slot.freeAt > now + LONGEST_REST_MS ? { ...slot, freeAt: 0 } : slot))
      .sort((a, b) => a.freeAt - b.freeAt);
  }

  /** Once for each turn, when another process has had fewer: the other may have nothing to do. */
  #stepBackUntil(slots: readonly Slot[], now: number): number {
    const isAhead = this.#othersOf(slots).some(({ turns }) => turns < this.#turns);
    this.#steppingBackUntil ??= isAhead ? now + STEP_BACK_MS : now;
    return this.#steppingBackUntil;
  }

  /** A process that was left behind may catch up; one that joins, or comes back, has no claim to all that it did not need. */
  #turnsAfter(slots: readonly Slot[]): number {
    const others = this.#othersOf(slots).map(({ turns }) => turns);
    const fewest = others.length > 0 ? Math.min(...others) : 0;
    return Math.max(this.#turns, fewest - MOST_CLAIM) + 1;
  }

  /** The last slot of each other process that took one within the last second or so. */
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

  /** Temporary files that have not changed for days are cleaned away one by one, and a rename is no change. */
  async #refresh(): Promise<void> {
    const now = new Date();
    for (const { name } of await this.#read()) {
      await utimes(join(this.#folder, name), now, now).catch(() => undefined);
    }
  }

  /** A folder appears whole: it is filled under another name, and renaming fails where it is there already. */
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
    if (told.has(this.#parent)) return;
    told.add(this.#parent);
    const { code, message } = error as NodeJS.ErrnoException;
    this.#notice(
      `The pace is not shared with other processes of this machine, since ${this.#parent} cannot be used ` +
        `(${code ?? message}).`,
    );
  }
}

interface Slot {
  name: string;
  slot: number;
  freeAt: number;
  owner: string;
  turns: number;
}

const ALONE: Taken = { retake: () => undefined };

function parse(name: string): Slot[] {
  const [slot, freeAt, owner, turns] = name.split("-");
  if (slot === undefined || freeAt === undefined || owner === undefined || turns === undefined) return [];
  return [{ name, slot: Number(slot), freeAt: Number(freeAt), owner, turns: Number(turns) }];
}

/** Node.js reads the machine's own monotonic clock, so setting the wall clock changes nothing. */
function sinceBoot(): number {
  return Number(hrtime.bigint() / 1_000_000n);
}
