import {
  closeSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { InputError } from "../input.js";
import { warn } from "../warn.js";
import { lockFile } from "./file-lock.js";
import { readNumberSettings, type NumberSettings } from "./settings.js";

/**
 * Keeps numbers in a file: one line of JSON for each change, of which the last one of a number counts. A change survives
 * the end of the process, and of the machine, as soon as the method that makes it has returned.
 */
export class DataFile {
  /** What the file held when it was opened. */
  readonly found: readonly NumberSettings[];
  readonly #path: string;
  readonly #unlock: () => void;
  #file: number | undefined;
  #size = 0;
  #sizeWhenReplaced = 0;
  /** Whether the file may hold part of a change that failed. */
  #isDoubtful = false;

  private constructor(path: string, unlock: () => void) {
    this.#path = path;
    this.#unlock = unlock;
    this.found = read(path);
    this.#file = openSync(path, "a");
  }

  /** Opens a file, or creates it. Only one process at a time may have it. */
  static async open(path: string): Promise<DataFile> {
    let unlock: (() => void) | undefined;
    try {
      closeSync(openSync(path, "a+"));
      const realPath = realpathSync(path);
      unlock = await lockFile(realPath);
      if (unlock === undefined) throw new Error("another emulator uses it. Stop that one, or choose another file");
      return new DataFile(realPath, unlock);
    } catch (error) {
      unlock?.();
      throw new DataFileError(`Cannot use ${path}: ${messageOf(error)}.`);
    }
  }

  /** Whether the next change should come with all the others, in a new file. */
  get isOutdated(): boolean {
    const isDeleted = this.#file !== undefined && fstatSync(this.#file).nlink === 0;
    const isOvergrown = this.#size > Math.max(LEAST_OVERGROWN, GROWTH * this.#sizeWhenReplaced);
    return this.#isDoubtful || isDeleted || isOvergrown;
  }

  /** Adds one change. */
  append(number: NumberSettings): void {
    this.#change((file) => {
      const line = lineOf(number);
      writeFileSync(file, line);
      fsyncSync(file);
      this.#size += Buffer.byteLength(line);
    });
  }

  /** Replaces everything, or nothing if it fails. */
  replace(numbers: readonly NumberSettings[]): void {
    this.#change((file) => {
      const text = numbers.map(lineOf).join("");
      this.#file = writeNew(this.#path, text);
      closeSync(file);
      this.#size = this.#sizeWhenReplaced = Buffer.byteLength(text);
      syncFolder(dirname(this.#path));
    });
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
    this.#unlock();
  }

  #change(make: (file: number) => void): void {
    this.#isDoubtful = true;
    try {
      if (this.#file === undefined) throw new Error("the emulator is closed");
      make(this.#file);
    } catch (error) {
      throw new DataFileError(`Cannot keep a change in ${this.#path}: ${messageOf(error)}.`);
    }
    this.#isDoubtful = false;
  }
}

/** The file that keeps the numbers cannot be used, or not now. The message says why. */
export class DataFileError extends Error {
  override name = "DataFileError" as const;
}

const LEAST_OVERGROWN = 64 * 1024;
const GROWTH = 4;
const START_OF_LINE = '{"custSpaceId":"';

function lineOf({ custSpaceId, phoneNumber, ...settings }: NumberSettings): string {
  return `${JSON.stringify({ custSpaceId, phoneNumber, ...settings })}\n`;
}

/** Reads what the lines of a file add up to. */
function read(path: string): NumberSettings[] {
  const lines = readFileSync(path, "utf8").split("\n");
  const rest = lines.pop() ?? "";
  if (isCutOff(rest)) warn(`Dropped the last line of ${path}. It was cut off, so no answer was sent for it.`);
  else if (rest !== "") lines.push(rest);
  const numbers = new Map<string, NumberSettings>();
  for (const [index, line] of lines.entries()) {
    const number = readLine(line, `line ${index + 1}`);
    numbers.set(JSON.stringify([number.custSpaceId, number.phoneNumber]), number);
  }
  return [...numbers.values()];
}

/** Whether a text is the beginning of a line, which a process was killed while writing. */
function isCutOff(text: string): boolean {
  const start = text.slice(0, START_OF_LINE.length);
  return text !== "" && START_OF_LINE.startsWith(start) && parse(text) === undefined;
}

function readLine(line: string, name: string): NumberSettings {
  const value = parse(line);
  if (value === undefined) throw new InputError(`${name} is not JSON, so no emulator wrote it`);
  return readNumberSettings(value, name);
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Writes a file beside another, and puts it in that one's place. Returns the new file, which stays open. */
function writeNew(path: string, text: string): number {
  const newPath = `${path}.new`;
  const file = openSync(newPath, "w");
  try {
    writeFileSync(file, text);
    fsyncSync(file);
    renameSync(newPath, path);
    return file;
  } catch (error) {
    closeSync(file);
    rmSync(newPath, { force: true });
    throw error;
  }
}

// A new name is kept only when its folder is synced: fsync(2). Windows cannot open folders.
function syncFolder(path: string): void {
  if (process.platform === "win32") return;
  const folder = openSync(path, "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function messageOf(error: unknown): string {
  return String(error).replace(/^\w*Error: /, "");
}
