import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import fs, {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { RunDeclarations } from "../../../provider/lifecycle/run-declarations.js";

const ENGINE = "127.0.0.1:40001";
const ID = "cams-1/8613000000000";

let folder: string;
/** The folder that the processes of a run share. */
let runs: string;
/** The one that they share if that cannot be used. */
let otherRuns: string;
let warnings: string[];
let other: ChildProcess;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pulumi-cams-runs-"));
  runs = join(folder, "own", "runs");
  otherRuns = join(folder, "home", "runs");
  warnings = [];
  other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
});

afterEach(async () => {
  jest.restoreAllMocks();
  await end(other);
  rmSync(folder, { recursive: true });
});

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.kill("SIGKILL")) await once(child, "exit");
}

function declarationsOf(owner = 0, engineAddress = ENGINE): RunDeclarations {
  const warn = (text: string) => warnings.push(text);
  return new RunDeclarations({ engineAddress, folders: [runs, otherRuns], warn, owner });
}

/** Puts a file in the place of a folder. */
function block(path: string): void {
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, "");
}

/** Makes every write to the files of a folder fail, as on a disk that has filled up. */
function fillUp(path: string): void {
  for (const name of readdirSync(path)) {
    rmSync(join(path, name));
    symlinkSync(join(folder, "nowhere", name), join(path, name));
  }
}

describe("the declarations of a run", () => {
  it("tell a process what the others declare, and not what it declares itself or what no folder can tell", () => {
    const [mine, others] = [declarationsOf(process.pid), declarationsOf(other.pid)];
    mine.declare(ID);
    expect([mine.isDeclaredElsewhere(ID), others.isDeclaredElsewhere(ID)]).toEqual([false, true]);
    expect(new RunDeclarations().isDeclaredElsewhere(ID)).toBe(false);
    rmSync(runs, { recursive: true });
    block(runs);
    expect(others.isDeclaredElsewhere(ID)).toBe(false);
  });

  it("are visible to its other processes", () => {
    const [mine, others] = [declarationsOf(process.pid), declarationsOf(other.pid)];
    expect(mine.has(ID)).toBe(false);
    others.declare("cams-1/8613000000001");
    expect(mine.has(ID)).toBe(false);
    others.declare(ID);
    expect(mine.has(ID)).toBe(true);
    expect(others.has("cams-1/8613000000002")).toBe(false);
  });

  it("are visible even if their process is another user's, which this one must not signal", () => {
    declarationsOf(other.pid).declare(ID);
    jest.spyOn(process, "kill").mockImplementation(() => {
      throw Object.assign(new Error("kill EPERM"), { code: "EPERM" });
    });
    expect(declarationsOf(process.pid).has(ID)).toBe(true);
  });

  it("are visible to the process that made them, with or without an engine", () => {
    for (const mine of [declarationsOf(process.pid), new RunDeclarations()]) {
      expect(mine.has(ID)).toBe(false);
      mine.declare(ID);
      mine.declare(ID);
      expect(mine.has(ID)).toBe(true);
    }
    expect(readdirSync(folder)).toEqual(["own"]);
  });

  it("are not visible to another run", () => {
    declarationsOf(other.pid, "127.0.0.1:40002").declare(ID);
    expect(declarationsOf(process.pid).has(ID)).toBe(false);
  });

  it("expire when their process ends", async () => {
    declarationsOf(other.pid).declare(ID);
    await end(other);
    expect(declarationsOf(process.pid).has(ID)).toBe(false);
  });

  it("disappear when their process withdraws them", () => {
    const others = declarationsOf(other.pid);
    others.declare(ID);
    others.close();
    expect(readdirSync(runs)).toEqual([]);
    expect(declarationsOf(process.pid).has(ID)).toBe(false);
  });

  it("are not inherited by a later process with the same process id", () => {
    declarationsOf(other.pid).declare(ID);
    declarationsOf(other.pid);
    expect(declarationsOf(process.pid).has(ID)).toBe(false);
  });

  it("are written once, are readable only by this user, and do not contain the phone numbers", () => {
    const declarations = declarationsOf(other.pid);
    declarations.declare(ID);
    declarations.declare(ID);
    const [name = ""] = readdirSync(runs);
    expect(statSync(runs).mode & 0o777).toBe(0o700);
    expect(statSync(join(runs, name)).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(runs, name), "utf8")).toMatch(/^[0-9a-f]+\n$/);
  });

  it("are complete as soon as others can see them, also when it first looks for theirs", () => {
    const begun: string[] = [];
    for (const write of ["appendFileSync", "writeFileSync"] as const) {
      const real = fs[write] as typeof fs.writeFileSync;
      jest.spyOn(fs, write).mockImplementation((path, ...rest) => {
        const name = basename(String(path));
        if (/^[0-9a-f]{32}-/.test(name) && !existsSync(String(path))) begun.push(name);
        real(path, ...rest);
      });
    }
    declarationsOf(other.pid).declare(ID);
    expect(declarationsOf(process.pid).has(ID)).toBe(true);
    expect(readdirSync(runs)).toHaveLength(2);
    expect(begun).toEqual([]);
  });

  it("are removed a day after their last change, once their process has ended", async () => {
    declarationsOf(other.pid).declare(ID);
    const [name = ""] = readdirSync(runs);
    const dayAgo = Date.now() / 1000 - 24 * 3600;
    utimesSync(join(runs, name), dayAgo - 60, dayAgo - 60);
    expect(declarationsOf(process.pid).has(ID)).toBe(true);
    await end(other);
    utimesSync(join(runs, name), dayAgo + 60, dayAgo + 60);
    declarationsOf(process.pid);
    expect(readdirSync(runs)).toContain(name);
    utimesSync(join(runs, name), dayAgo - 60, dayAgo - 60);
    declarationsOf(process.pid);
    expect(readdirSync(runs)).toEqual([]);
  });

  it("leave alone what is in a folder that others can access", () => {
    mkdirSync(runs, { recursive: true });
    chmodSync(runs, 0o755);
    writeFileSync(join(runs, "some file"), "");
    utimesSync(join(runs, "some file"), 0, 0);
    declarationsOf(process.pid).close();
    expect(readdirSync(runs)).toEqual(["some file"]);
  });

  it("are still visible when another file disappears while it is examined", () => {
    declarationsOf(other.pid).declare(ID);
    const [name = ""] = readdirSync(runs);
    // A dangling symbolic link looks like a file that has just been removed.
    symlinkSync(join(folder, "nowhere"), join(runs, name.replace(/\d+$/, String(process.ppid))));
    expect(declarationsOf(process.pid).has(ID)).toBe(true);
    expect(declarationsOf(process.pid).has("cams-1/8613000000001")).toBe(false);
  });
});

describe("the declarations of a run, if a folder cannot be used", () => {
  it.each([
    ["is a file", () => undefined],
    [
      "can be accessed by others",
      () => {
        rmSync(runs);
        mkdirSync(runs);
        chmodSync(runs, 0o755);
      },
    ],
  ])("are shared through another one: it %s", (_what, change) => {
    block(runs);
    change();
    const [mine, others] = [declarationsOf(process.pid), declarationsOf(other.pid)];
    others.declare(ID);
    expect(mine.has(ID)).toBe(true);
    expect(mine.has("cams-1/8613000000001")).toBe(false);
    expect(warnings).toEqual([]);
  });

  it("are found wherever each process could write", () => {
    const [mine, others] = [declarationsOf(process.pid), declarationsOf(other.pid)];
    block(runs);
    others.declare(ID);
    rmSync(runs);
    mine.declare("cams-1/8613000000001");
    expect(mine.has(ID)).toBe(true);
    expect(others.has("cams-1/8613000000001")).toBe(true);
  });

  it("continue in another one when a write fails midway", () => {
    const [mine, others] = [declarationsOf(process.pid), declarationsOf(other.pid)];
    others.declare("cams-1/8613000000001");
    fillUp(runs);
    others.declare(ID);
    expect(mine.has(ID)).toBe(true);
    expect(warnings).toEqual([]);
  });

  const problem = (...paths: string[]) =>
    paths.map((path) => `EEXIST: file already exists, mkdir '${path}'`).join("; ");

  it("cannot be determined if no other one can either, which one warning says", () => {
    block(runs);
    block(otherRuns);
    const [mine, others] = [declarationsOf(process.pid), declarationsOf(other.pid)];
    others.declare(ID);
    others.declare("cams-1/8613000000001");
    expect(warnings).toEqual([
      `The provider processes of this run cannot share which numbers the program declares (${problem(runs, otherRuns)}). ` +
        "Until one of these folders can be used, deletes that would reset or restore a number fail.",
    ]);
    expect(others.has(ID)).toBe(true);
    for (const declarations of [mine, others]) {
      expect(() => declarations.has("cams-1/8613000000002")).toThrow(
        "The settings of cams-1/8613000000002 were left as they are, because it could not be determined whether another " +
          `provider process of this run declares the number (${problem(runs, otherRuns)}). Make one of these folders usable and ` +
          'run `pulumi up` again; or set onDelete to "retain" and run `pulumi up` before you delete the resource; or ' +
          "remove the resource from the stack with `pulumi state delete`.",
      );
    }
    rmSync(otherRuns);
    expect(mine.has(ID)).toBe(false);
  });

  it("cannot be determined once a process could not write what it declares", () => {
    const [mine, others] = [declarationsOf(process.pid), declarationsOf(other.pid)];
    others.declare("cams-1/8613000000001");
    block(otherRuns);
    fillUp(runs);
    others.declare(ID);
    others.declare("cams-1/8613000000002");
    expect(warnings).toHaveLength(1);
    const [marker = ""] = readdirSync(runs);
    expect(statSync(join(runs, marker)).mode & 0o777).toBe(0o600);
    rmSync(otherRuns);
    expect(() => mine.has(ID)).toThrow("(another one could not share what it declares, as its warning says)");
    expect(() => others.has("cams-1/8613000000003")).toThrow("(ENOENT: no such file or directory, open");
  });

  it("cannot be determined if they cannot be read", () => {
    const mine = declarationsOf(process.pid);
    declarationsOf(other.pid).declare(ID);
    const [name = ""] = readdirSync(runs);
    rmSync(join(runs, name));
    mkdirSync(join(runs, name));
    expect(() => mine.has(ID)).toThrow(
      expect.objectContaining({
        message: expect.stringContaining("EISDIR"),
        cause: expect.objectContaining({ code: "EISDIR" }),
      }),
    );
    expect(mine.isDeclaredElsewhere(ID)).toBe(false);
  });
});
