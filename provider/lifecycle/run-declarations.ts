import { createHash } from "node:crypto";
import { appendFileSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { kill } from "node:process";
import { inFirstUsable, isOwnFolder, removeUnused } from "../../api/own-folder.js";

/**
 * The numbers that the provider processes of one run declare. Each explicit provider has a process of its own, so a
 * resource that is renamed and given another provider is created in one process and deleted in another, which must know.
 * Each process appends to its own file; a file counts while its process is alive.
 *
 * Of several folders, a process writes to the first that works and reads all of them: so two processes find each other
 * even if one of them cannot use a folder that the other can, for instance because the disk has filled up since.
 */
export class RunDeclarations {
  readonly #own = new Set<string>();
  /** The folders that have a file of this process. */
  readonly #begun = new Set<string>();
  readonly #run: Run | undefined;
  /** Why this process cannot share what it declares. */
  #problem: string | undefined;

  /** @param run - Without one, nothing is shared. */
  constructor(run?: Run) {
    this.#run = run;
    this.#tidy((folder, file) => {
      removeUnused(folder, (name) => isAlive(ownerOf(name)));
      rmSync(file);
    });
  }

  declare(id: string): void {
    if (this.#own.has(id)) return;
    this.#own.add(id);
    if (!this.#run || this.#problem !== undefined) return;
    try {
      this.#append(this.#run, `${digest(id)}\n`);
    } catch (error) {
      this.#problem = (error as Error).message;
      // An empty file makes the other processes refuse what they can no longer know.
      this.#tidy((_folder, file) => {
        rmSync(file, { force: true });
        writeFileSync(file, "", { mode: 0o600 });
      });
      this.#run.warn(
        `The provider processes of this run cannot share which numbers the program declares (${this.#problem}). ` +
          "Until one of these folders can be used, deletes that would reset or restore a number fail.",
      );
    }
  }

  /**
   * Whether any process of the run declares a number.
   *
   * @throws Error that says what to do when that cannot be determined
   */
  has(id: string): boolean {
    if (this.#own.has(id) || !this.#run) return this.#own.has(id);
    try {
      return this.#isDeclaredByOther(this.#run, id);
    } catch (error) {
      throw new Error(
        `The settings of ${id} were left as they are, because it could not be determined whether another provider ` +
          `process of this run declares the number (${(error as Error).message}). Make one of these folders usable and ` +
          'run `pulumi up` again; or set onDelete to "retain" and run `pulumi up` before you delete the resource; or ' +
          "remove the resource from the stack with `pulumi state delete`.",
        { cause: error },
      );
    }
  }

  /** Whether another process of the run declares a number, as far as this one can see. */
  isDeclaredElsewhere(id: string): boolean {
    try {
      return this.#run !== undefined && contentsOfOthers(this.#run).some((content) => content.includes(digest(id)));
    } catch {
      return false;
    }
  }

  /** Withdraws the declarations of this process, which is about to end. */
  close(): void {
    this.#begun.clear();
    this.#tidy((_folder, file) => {
      rmSync(file);
    });
  }

  #isDeclaredByOther(run: Run, id: string): boolean {
    if (this.#problem !== undefined) throw new Error(this.#problem);
    // Where this process cannot write now, another one may have been unable to declare.
    this.#append(run, "\n");
    const contents = contentsOfOthers(run);
    if (contents.some((content) => content.includes(digest(id)))) return true;
    if (contents.includes("")) throw new Error("another one could not share what it declares, as its warning says");
    return false;
  }

  #append(run: Run, text: string): void {
    inFirstUsable(run.folders, (folder) => {
      const file = join(folder, fileOf(run));
      if (this.#begun.has(folder)) appendFileSync(file, text, { mode: 0o600 });
      else writeAtOnce(join(folder, `new-${run.owner}`), file, text);
      this.#begun.add(folder);
    });
  }

  /** Does something in each folder. Where it fails, it is left undone. */
  #tidy(action: (folder: string, file: string) => void): void {
    const run = this.#run;
    if (!run) return;
    for (const folder of run.folders) {
      try {
        if (isOwnFolder(folder)) action(folder, join(folder, fileOf(run)));
      } catch {
        continue;
      }
    }
  }
}

/** The run that a provider process takes part in. */
export interface Run {
  /** Identifies the run: all its provider processes are given the same. */
  engineAddress: string;
  /** The folders that its processes may share, best first. */
  folders: readonly string[];
  /** Receives one text if none of them can be used. */
  warn: (text: string) => void;
  /** The id of the process that declares. */
  owner: number;
}

/** The others never see the file before its text is in it: an empty one has a meaning. */
function writeAtOnce(beside: string, file: string, text: string): void {
  writeFileSync(beside, text, { mode: 0o600 });
  renameSync(beside, file);
}

function fileOf({ engineAddress, owner }: Run): string {
  return `${digest(engineAddress)}-${owner}`;
}

function isOther(name: string, { engineAddress, owner }: Run): boolean {
  return name.startsWith(`${digest(engineAddress)}-`) && ownerOf(name) !== owner && isAlive(ownerOf(name));
}

function ownerOf(name: string): number {
  return Number(name.split("-")[1]);
}

/** What the other processes of a run declare. */
function contentsOfOthers(run: Run): string[] {
  return run.folders.filter(isOwnFolder).flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => isOther(name, run))
      .flatMap((name) => contentOf(join(folder, name))),
  );
}

/** Nothing if its process has just removed it. */
function contentOf(path: string): string[] {
  try {
    return [readFileSync(path, "utf8")];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

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
