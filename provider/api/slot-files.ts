import { createHash, randomBytes } from "node:crypto";
import { lstat, mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { hrtime } from "node:process";
import type { SharedSlots, Taken } from "./shared-slots.js";

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

/** A process that has more than its share lets the others go first for so long. */
const STEP_BACK_MS = 10;

/** A process that loses a slot to another tries the next one. */
const TRIES = 20;

const UNUSED_MS = 24 * 3_600_000;

/**
 * Slots that all processes of one user on one machine share. Each slot is an empty file whose name says until when it
 * is occupied, and by whom: `slot-freeAt-owner`. Taking a slot renames its file, which only one process can: for the
 * others it is no longer there under the name that they read. So there is no lock, and nothing goes stale with a process
 * that is killed.
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
  #steppedBack = false;

  constructor({ name, slots, notice, folder = defaultFolder(), now = sinceBoot }: SlotFilesOptions) {
    this.#slots = slots;
    this.#notice = notice;
    this.#parent = folder;
    this.#folder = join(folder, createHash("sha256").update(name).digest("hex").slice(0, 32));
    this.#now = now;
  }

  async take(restMs: number): Promise<Taken | { freeInMs: number }> {
    try {
      await (this.#ready ??= this.#prepare());
      if (this.#hasGivenUp) return ALONE;
      return await this.#takeFirstFree(restMs);
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
      if (this.#shouldStepBack(slots)) return { freeInMs: STEP_BACK_MS };
      const taken = this.#nameOf(first.slot, now + restMs);
      if (await this.#rename(first.name, taken)) {
        return {
          retake: () => {
            const late = this.#now() - now;
            if (late > 1)
              void this.#rename(taken, this.#nameOf(first.slot, now + late + restMs)).catch(() => undefined);
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

  /** Whether this process took more of the last slots than an equal share. Never twice in a row. */
  #shouldStepBack(slots: readonly Slot[]): boolean {
    const recent = slots.filter(({ freeAt }) => freeAt > this.#now() - 1000);
    const owners = new Set(recent.map(({ owner }) => owner));
    const own = recent.filter(({ owner }) => owner === this.#owner).length;
    this.#steppedBack = !this.#steppedBack && owners.size > 1 && own > recent.length / owners.size;
    return this.#steppedBack;
  }

  async #rename(from: string, to: string): Promise<boolean> {
    try {
      await rename(join(this.#folder, from), join(this.#folder, to));
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
      throw error;
    }
  }

  #nameOf(slot: number, freeAt: number): string {
    return `${slot}-${Math.ceil(freeAt)}-${this.#owner}`;
  }

  async #prepare(): Promise<void> {
    await mkdir(this.#parent, { recursive: true, mode: 0o700 });
    await requireOwn(this.#parent);
    await this.#removeUnused();
    await this.#makeSlots();
  }

  /** A folder appears whole: it is filled under another name, and renaming fails where it is there already. */
  async #makeSlots(): Promise<void> {
    const filling = await mkdtemp(join(this.#parent, "new-"));
    for (let slot = 0; slot < this.#slots; slot += 1) {
      await writeFile(join(filling, this.#nameOf(slot, 0)), "", { mode: 0o600 });
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
}

const ALONE: Taken = { retake: () => undefined };

function parse(name: string): Slot[] {
  const [slot, freeAt, owner] = name.split("-");
  return slot !== undefined && freeAt !== undefined && owner !== undefined
    ? [{ name, slot: Number(slot), freeAt: Number(freeAt), owner }]
    : [];
}

/** Temporary folders are open to all users of a machine, and so is the name of this one. */
async function requireOwn(folder: string): Promise<void> {
  const found = await lstat(folder);
  const { uid } = userInfo();
  if (!found.isDirectory() || (uid >= 0 && (found.uid !== uid || (found.mode & 0o077) !== 0))) {
    throw new Error("it is not a folder of this user alone");
  }
}

function defaultFolder(): string {
  const { uid } = userInfo();
  return join(tmpdir(), uid >= 0 ? `pulumi-cams-${uid}` : "pulumi-cams");
}

/** Node.js reads the machine's own monotonic clock, so setting the wall clock changes nothing. */
function sinceBoot(): number {
  return Number(hrtime.bigint() / 1_000_000n);
}
