import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { readdir, rename, utimes } from "node:fs/promises";
import { join } from "node:path";
import { hrtime } from "node:process";
import { inFirstUsable, ownFolders, removeUnused } from "../own-folder.js";
import type { SharedSlots, TakenSlot } from "./slots.js";

/**
 * Slots that all processes of one user on one machine share. Each slot is an empty file whose name says until when it
 * is occupied, by which process, and how many turns that process has had: `slot-freeAt-owner-turns`. Taking a slot
 * renames its file, and only one process can: the others no longer find the name that they read. So there is no lock,
 * and a killed process leaves nothing stale.
 */
export class FileSlots implements SharedSlots {
  readonly #name: string;
  readonly #slots: number;
  readonly #notice: (text: string) => void;
  readonly #folders: readonly string[];
  readonly #now: () => number;
  readonly #owner = randomBytes(4).toString("hex");
  #folder: string | undefined;
  #aloneUntil = -Infinity;
  #failedRenames = 0;
  #turns = 0;
  #steppingBackUntil: number | undefined;

  constructor({ name, slots, notice, folders = ownFolders("slots"), now = sinceBoot }: FileSlotsOptions) {
    this.#name = createHash("sha256").update(`${FORMAT} ${name}`).digest("hex").slice(0, 32);
    this.#slots = slots;
    this.#notice = notice;
    this.#folders = folders;
    this.#now = now;
  }

  async take(restMs: number): Promise<TakenSlot | { freeInMs: number }> {
    if (this.#now() < this.#aloneUntil) return ALONE;
    try {
      this.#folder ??= this.#prepare();
      return await this.#takeFirstFree(this.#folder, restMs).catch(async () => {
        // Folders for temporary files are cleaned now and then.
        this.#folder = this.#prepare();
        return await this.#takeFirstFree(this.#folder, restMs);
      });
    } catch (error) {
      this.#aloneUntil = this.#now() + ALONE_MS;
      const folders = this.#folders.join();
      if (!reported.has(folders)) this.#notice(`${NOT_COORDINATED} (${(error as Error).message}).`);
      reported.add(folders);
      return ALONE;
    }
  }

  async #takeFirstFree(folder: string, restMs: number): Promise<TakenSlot | { freeInMs: number }> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const now = this.#now();
      const slots = (await readdir(folder)).flatMap((name) => parse(name, now)).sort((a, b) => a.freeAt - b.freeAt);
      const [first] = slots;
      if (!first) throw new Error(`the slots in ${folder} are gone`);
      if (first.freeAt > now) return { freeInMs: first.freeAt - now };

      // One that has had more turns than another steps back, once per turn: the other may be idle.
      const fewest = this.#fewestTurnsOfOthers(slots, now);
      this.#steppingBackUntil ??= fewest < this.#turns ? now + STEP_BACK_MS : now;
      if (this.#steppingBackUntil > now) return { freeInMs: this.#steppingBackUntil - now };

      // One that fell behind may catch up; one that joins or returns has no claim to the turns that it did not need.
      const turns = Math.max(this.#turns, fewest - MOST_CLAIM) + 1;
      const pathUntil = (freeAt: number) => join(folder, `${first.slot}-${Math.ceil(freeAt)}-${this.#owner}-${turns}`);
      const taken = pathUntil(now + restMs);
      if (!(await this.#rename(join(folder, first.name), taken))) continue;
      // Systems clean up temporary files that have not changed for days, and a rename is not a change.
      void utimes(taken, new Date(), new Date()).catch(() => undefined);
      this.#turns = turns;
      this.#steppingBackUntil = undefined;
      return {
        retake: () => {
          const sentAt = this.#now();
          if (sentAt > now + 1) void rename(taken, pathUntil(sentAt + restMs)).catch(() => undefined);
        },
      };
    }
    return { freeInMs: STEP_BACK_MS };
  }

  /** Of the other processes that took a slot within about the last second; this one's when there are none. */
  #fewestTurnsOfOthers(slots: readonly Slot[], now: number): number {
    const most = new Map<string, number>();
    for (const { owner, freeAt, turns } of slots) {
      if (owner !== this.#owner && freeAt >= now - RECENT_MS) most.set(owner, Math.max(turns, most.get(owner) ?? 0));
    }
    return most.size > 0 ? Math.min(...most.values()) : this.#turns;
  }

  /** Whether this process was the one to rename the file. */
  async #rename(from: string, to: string): Promise<boolean> {
    try {
      await rename(from, to);
      this.#failedRenames = 0;
      return true;
    } catch (error) {
      // Another process has renamed the file, or on Windows is doing so, which gives other errors.
      this.#failedRenames = (error as NodeJS.ErrnoException).code === "ENOENT" ? 0 : this.#failedRenames + 1;
      if (this.#failedRenames > MOST_FAILED_RENAMES) throw error;
      return false;
    }
  }

  #prepare(): string {
    const parent = inFirstUsable(this.#folders, (usable) => usable);
    const folder = join(parent, this.#name);
    removeUnused(parent, (name) => name === this.#name);
    this.#fill(folder);
    return folder;
  }

  /** The folder appears complete: it is filled under another name, and the rename fails if it exists already. */
  #fill(folder: string): void {
    const filling = mkdtempSync(join(folder, "..", "new-"));
    for (let slot = 0; slot < this.#slots; slot += 1) {
      writeFileSync(join(filling, `${slot}-0-${this.#owner}-0`), "", { mode: 0o600 });
    }
    try {
      renameSync(filling, folder);
    } catch (error) {
      rmSync(filling, { recursive: true });
      if (readdirSync(folder).length === 0) throw error;
    }
  }
}

export interface FileSlotsOptions {
  /** Same name, same slots. */
  name: string;
  slots: number;
  /** Receives one text if no folder can be used. */
  notice: (text: string) => void;
  /** Where the slots of this user may be; the first that can be used has them. */
  folders?: readonly string[];
  /** Milliseconds on a clock that all processes of this machine share. */
  now?: () => number;
}

/**
 * A slot that is occupied for longer than this dates from before the machine was started: the longest rest is a second
 * and a margin of at most 400 ms.
 */
const LONGEST_REST_MS = 2000;

/** After a failure, the folder is tried again after this time. */
const ALONE_MS = 60_000;

/** How long a process that has had more turns than another lets the other go first. */
const STEP_BACK_MS = 20;

/** Turns. All slots can be the others' for a second, in which nothing shows them that this process waits. */
const MOST_CLAIM = 5;

/** How often a process that loses a slot to another tries the next one. */
const TRIES = 20;

/** In succession: some seconds, after which nothing but the folder can be the cause. */
const MOST_FAILED_RENAMES = 1000;

/** A process that ignored a free slot for this long is idle. */
const RECENT_MS = 500;

/** Version of the file names; other versions use other folders. */
const FORMAT = 1;

/** Folders that this process has already reported: each operation has slots of its own. */
const reported = new Set<string>();

interface Slot {
  name: string;
  slot: number;
  freeAt: number;
  owner: string;
  turns: number;
}

const NOT_COORDINATED =
  "Calls are not coordinated with other processes of this machine, because no folder for that can be used";

const ALONE: TakenSlot = { retake: () => undefined };

function parse(name: string, now: number): Slot[] {
  const [slot, freeAt, owner, turns] = name.split("-");
  if (owner === undefined || turns === undefined) return [];
  const isStale = Number(freeAt) > now + LONGEST_REST_MS;
  return [{ name, slot: Number(slot), freeAt: isStale ? 0 : Number(freeAt), owner, turns: Number(turns) }];
}

/** The machine's monotonic clock, which does not change with the system clock. */
function sinceBoot(): number {
  return Number(hrtime.bigint() / 1_000_000n);
}
