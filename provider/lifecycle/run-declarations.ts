import { createHash } from "node:crypto";
import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { kill, pid } from "node:process";
import { makeOwnFolder, ownFolder } from "../../api/pace/own-folder.js";

const UNUSED_MS = 24 * 3_600_000;

/**
 * The numbers that all provider processes of one run of the engine declare. Each explicit provider is a process of its
 * own, so a resource that is renamed and given another provider is created in one process and deleted in another, which
 * has to know. Each process appends to a file of its own; a file counts while its process lives.
 *
 * Where the folder cannot be used, a process knows of itself alone.
 */
export class RunDeclarations {
  readonly #own = new Set<string>();
  readonly #folder: string;
  /** The run's part of the files' names: the engine's address, which all its provider processes were given. */
  readonly #run: string;
  readonly #owner: number;
  #isShared: boolean;

  /**
   * @param engineAddress - Of the engine that started this process; without one, nothing is shared.
   * @param folder - Where the processes of the run find each other.
   * @param owner - The id of the process that declares.
   */
  constructor(engineAddress: string | undefined, folder = join(ownFolder(), "runs"), owner = pid) {
    this.#folder = folder;
    this.#owner = owner;
    this.#run = digest(engineAddress ?? "");
    this.#isShared = engineAddress !== undefined;
    this.#attempt(() => {
      makeOwnFolder(join(folder, ".."));
      makeOwnFolder(folder);
      this.#removeUnused();
      rmSync(this.#file(), { force: true });
    });
  }

  declare(id: string): void {
    if (this.#own.has(id)) return;
    this.#own.add(id);
    this.#attempt(() => {
      appendFileSync(this.#file(), `${digest(id)}\n`, { mode: 0o600 });
    });
  }

  /** Whether any process of the run declares a number. */
  has(id: string): boolean {
    let found = this.#own.has(id);
    if (found) return true;
    this.#attempt(() => {
      found = this.#others().some((name) => contentOf(join(this.#folder, name)).includes(digest(id)));
    });
    return found;
  }

  /** This process ends, and what it declares with it. */
  close(): void {
    this.#attempt(() => {
      rmSync(this.#file(), { force: true });
    });
  }

  #others(): string[] {
    return readdirSync(this.#folder).filter((name) => {
      const [run, owner] = name.split("-");
      return run === this.#run && Number(owner) !== this.#owner && isAlive(Number(owner));
    });
  }

  #removeUnused(): void {
    for (const name of readdirSync(this.#folder)) {
      const path = join(this.#folder, name);
      // Another process may have removed it meanwhile.
      const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
      if (changed < Date.now() - UNUSED_MS) rmSync(path, { force: true });
    }
  }

  #file(): string {
    return join(this.#folder, `${this.#run}-${this.#owner}`);
  }

  #attempt(action: () => void): void {
    if (!this.#isShared) return;
    try {
      action();
    } catch {
      this.#isShared = false;
    }
  }
}

/** Of a file whose process may just have ended and removed it. */
function contentOf(path: string): string {
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}

/** A process of another user counts: https://man7.org/linux/man-pages/man2/kill.2.html, EPERM. */
function isAlive(owner: number): boolean {
  try {
    return kill(owner, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
