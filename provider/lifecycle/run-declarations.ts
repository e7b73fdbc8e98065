import { createHash } from "node:crypto";
import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { kill, pid } from "node:process";
import { makeOwnFolder, ownFolder } from "../../api/own-folder.js";

/**
 * The numbers that the provider processes of one run declare. Each explicit provider has a process of its own, so a
 * resource that is renamed and given another provider is created in one process and deleted in another, which must know.
 * Each process appends to its own file; a file counts while its process is alive.
 *
 * If the folder cannot be used, a process knows only its own declarations.
 */
export class RunDeclarations {
  readonly #own = new Set<string>();
  readonly #folder: string;
  /** Identifies the run in file names: the engine's address, which all its provider processes are given. */
  readonly #run: string;
  readonly #owner: number;
  #isShared: boolean;

  /**
   * @param engineAddress - The engine that started this process; without one, nothing is shared.
   * @param folder - The folder that the processes of the run share.
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

  /** Withdraws the declarations of this process, which is about to end. */
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

/** The content of a file that its process may just have removed. */
function contentOf(path: string): string {
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

const UNUSED_MS = 24 * 3_600_000;

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}

/** A process of another user is alive too: https://man7.org/linux/man-pages/man2/kill.2.html, EPERM. */
function isAlive(owner: number): boolean {
  try {
    return kill(owner, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
